"""The map of misconceptions: who has which, and which ones go together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from autograder.oracle.verdict import CriterionVerdict
from autograder.reports.classroom.numbers import statistics
from autograder.reports.classroom.records import Classroom, Hint

# A pair is worth a word if this many share it, and if chance alone would bring forth
# such a pair in fewer than one class of twenty.
FEWEST_TOGETHER = 3
RARE = 0.05


@dataclass(frozen=True)
class Found:
    """One misconception of one exercise, and the students behind it.

    `alternatives` are misconceptions that give the same numbers; which of them it was,
    nobody can tell.
    """

    exercise: str
    id: str
    hint: str
    criterion: str
    students: tuple[str, ...]
    points_lost: float
    alternatives: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the id as words."""
        return self.id.replace("-", " ")


@dataclass(frozen=True)
class Together:
    """Two misconceptions in the same heads more often than chance would have it.

    `expected` is how many would share them if they had no tie, `chance` how likely
    then at least so many do.
    """

    first: Found
    second: Found
    students: tuple[str, ...]
    expected: float
    chance: float


@dataclass(frozen=True)
class Family:
    """Misconceptions that go together, and who has two or more of them."""

    members: tuple[Found, ...]
    students: tuple[str, ...]


def found(classroom: Classroom) -> list[Found]:
    """Return the misconceptions of the class, the commonest first."""
    students: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    lost: defaultdict[tuple[str, str], float] = defaultdict(float)
    criterion: dict[tuple[str, str], str] = {}
    alike: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for pupil, exercise, one, names in _named(classroom):
        key = exercise, names[0]
        if pupil not in students[key]:
            students[key].append(pupil)
        lost[key] += one.max_points - one.points
        criterion[key] = one.name
        alike[key].update(names[1:])
    every = [
        Found(
            exercise=key[0],
            id=key[1],
            hint=_hint(classroom, key).text,
            criterion=criterion[key],
            students=tuple(students[key]),
            points_lost=lost[key],
            alternatives=tuple(sorted(alike[key])),
        )
        for key in students
    ]
    return sorted(every, key=lambda one: (-len(one.students), -one.points_lost))


def together(every: Sequence[Found], n: int) -> list[Together]:
    """Return the pairs that `n` students share more often than chance, commonest first.

    Two slips in one answer are a pair too. Many pairs are looked at, so each has to be
    rarer still (Bonferroni): chance * pairs < RARE.
    """
    common = [one for one in every if len(one.students) >= FEWEST_TOGETHER]
    pairs = [_pair(first, second, n) for first, second in combinations(common, 2)]
    telling = [
        pair
        for pair in pairs
        if len(pair.students) >= FEWEST_TOGETHER and pair.chance * len(pairs) < RARE
    ]
    return sorted(telling, key=lambda pair: (-len(pair.students), pair.chance))


def families(pairs: Sequence[Together]) -> list[Family]:
    """Return the groups that pairs tie together, the one with most students first."""
    groups: list[list[Found]] = []
    for pair in pairs:
        tied = [g for g in groups if pair.first in g or pair.second in g]
        merged = [*(one for g in tied for one in g), pair.first, pair.second]
        groups = [g for g in groups if g not in tied] + [list(dict.fromkeys(merged))]
    found = [_family(group) for group in groups]
    return sorted(found, key=lambda family: -len(family.students))


def mistakes(criterion: CriterionVerdict) -> list[list[str]]:
    """Return the mistakes that explain a failure; alternatives share a list."""
    several = criterion.evidence.get("mistakes")
    if several:
        return [list(alike) for alike in several]
    return [[criterion.misconception]] if criterion.misconception else []


def _named(
    classroom: Classroom,
) -> Iterator[tuple[str, str, CriterionVerdict, list[str]]]:
    """Yield the student, the exercise, the failure, and the names of its mistake."""
    for pupil, verdict in classroom.judged():
        for criterion in verdict.criteria:
            for names in mistakes(criterion):
                yield pupil.id, verdict.exercise, criterion, names


def _hint(classroom: Classroom, key: tuple[str, str]) -> Hint:
    exercise, name = key
    return classroom.hints.get(exercise, {}).get(name, Hint("", ""))


def _pair(first: Found, second: Found, n: int) -> Together:
    others = set(second.students)
    both = tuple(student for student in first.students if student in others)
    a, b = len(first.students), len(second.students)
    chance = statistics.chance_of_meeting(len(both), a, b, n) if both else 1.0
    return Together(first, second, both, a * b / n, chance)


def _family(group: Sequence[Found]) -> Family:
    having = Counter(student for one in group for student in one.students)
    several = tuple(student for student, times in having.items() if times > 1)
    members = sorted(group, key=lambda one: -len(one.students))
    return Family(tuple(members), several)
