"""Failures that no misconception explains yet, and wrong answers that are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from autograder.reports.classroom.records import Classroom

# Two students with this many unnamed wrong answers in common are worth a look.
SHARED = 2
# What this share of the class answers alike is a misconception, not a shared file.
COMMON = 0.2


@dataclass(frozen=True)
class Wrong:
    """One student's failure without a name, with the oracle's evidence."""

    student: str
    exercise: str
    criterion: str
    message: str
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> str:
        """Return the name of the first case that failed, or ""."""
        return str(self.evidence.get("case", ""))

    @property
    def came(self) -> str:
        """Return what came, in short: a value, an error, or the way it ended."""
        for key in ("came", "error", "outcome"):
            if self.evidence.get(key):
                return str(self.evidence[key])
        return self.message

    @property
    def arguments(self) -> str:
        """Return the arguments of the case on one line."""
        given = self.evidence.get("arguments", {})
        return ", ".join(f"{name} = {value}" for name, value in given.items())

    @property
    def expected(self) -> str:
        """Return what was expected, in short, or ""."""
        return str(self.evidence.get("expected", ""))

    @property
    def size(self) -> int:
        """Return how much there is to read."""
        return len(self.arguments) + len(self.expected) + len(self.came)

    @property
    def comparable(self) -> bool:
        """Return whether everybody got this case, and a value came."""
        seen = self.case and not self.case.startswith("hidden")
        return bool(seen and self.evidence.get("outcome") == "value")


@dataclass(frozen=True)
class Alike:
    """The same unnamed wrong answer to the same visible case, by several students."""

    exercise: str
    criterion: str
    case: str
    came: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Nameless:
    """What is wrong in an exercise in ways that nobody has described yet."""

    exercise: str
    criterion: str
    students: tuple[str, ...]
    example: Wrong
    alike: tuple[Alike, ...]


@dataclass(frozen=True)
class Pair:
    """Two students with the same unnamed wrong answers in several exercises."""

    students: tuple[str, str]
    exercises: tuple[str, ...]


def wrongs(classroom: Classroom) -> list[Wrong]:
    """Return every failure that came out wrong and has no name."""
    return [
        Wrong(pupil.id, verdict.exercise, one.name, one.message, one.evidence)
        for pupil, verdict in classroom.judged()
        for one in verdict.criteria
        if one.status == "failed" and not one.misconception
    ]


def nameless(every: Sequence[Wrong]) -> list[Nameless]:
    """Return the failures by exercise and criterion, the commonest first."""
    groups: defaultdict[tuple[str, str], list[Wrong]] = defaultdict(list)
    for wrong in every:
        groups[wrong.exercise, wrong.criterion].append(wrong)
    same = alike(every)
    found = [
        Nameless(
            exercise,
            criterion,
            tuple(wrong.student for wrong in group),
            # A visible case is easier to talk about than one that nobody else has.
            min(group, key=lambda wrong: (not wrong.comparable, wrong.size)),
            tuple(
                s for s in same if (s.exercise, s.criterion) == (exercise, criterion)
            ),
        )
        for (exercise, criterion), group in groups.items()
    ]
    return sorted(found, key=lambda one: -len(one.students))


def alike(every: Sequence[Wrong]) -> list[Alike]:
    """Return the wrong answers that two or more gave to a case that all could see."""
    groups: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for wrong in every:
        if wrong.comparable:
            key = wrong.exercise, wrong.criterion, wrong.case, wrong.came
            groups[key].append(wrong.student)
    found = [Alike(*key, tuple(ids)) for key, ids in groups.items() if len(ids) > 1]
    return sorted(found, key=lambda one: -len(one.students))


def pairs(same: Iterable[Alike], n: int) -> list[Pair]:
    """Return who shares several unnamed wrong answers that few of the `n` gave."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in same:
        if len(one.students) <= max(2, COMMON * n):
            for pair in combinations(sorted(one.students), 2):
                shared[pair].append(one.exercise)
    found = [
        Pair(pair, tuple(dict.fromkeys(exercises)))
        for pair, exercises in shared.items()
        if len(set(exercises)) >= SHARED
    ]
    return sorted(found, key=lambda pair: (-len(pair.exercises), pair.students))
