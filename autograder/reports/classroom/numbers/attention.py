"""Students to look at, each for a reason that a teacher can check."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from autograder.oracle.verdict import CriterionVerdict
from autograder.reports.classroom.numbers import statistics
from autograder.reports.classroom.records import Classroom, Pupil

# How an answer can be stopped, as the oracle's evidence and its messages have it.
ENDINGS = {
    "timeout": "took too long",
    "memory": "used more memory than it may",
    "died": "ended the process it ran in",
}
# A share of the points this far below what the other weeks let expect.
FAR = 0.25


@dataclass(frozen=True)
class Unread:
    """A student whose latest attempt could not be graded, and why."""

    student: str
    status: str
    reason: str
    earlier: bool


@dataclass(frozen=True)
class Stopped:
    """A student whose answers were stopped or did not run: exercise and what it was."""

    student: str
    exercises: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Below:
    """A student far below what the other weeks let expect; shares from 0 to 1."""

    student: str
    here: float
    elsewhere: float


@dataclass(frozen=True)
class Tries:
    """One student's attempts: the points of each, None where there was no grade."""

    student: str
    points: tuple[float | None, ...]
    first: str
    last: str

    @property
    def gain(self) -> float | None:
        """Return the points between the first and the last graded attempt."""
        graded = [points for points in self.points if points is not None]
        return graded[-1] - graded[0] if len(graded) > 1 else None


@dataclass(frozen=True)
class Followed:
    """An exercise that was judged with our functions in place of broken ones."""

    exercise: str
    leaned_on: tuple[str, ...]
    students: tuple[str, ...]
    points: float


def unread(classroom: Classroom) -> list[Unread]:
    """Return those whose latest attempt could not be graded."""
    return [
        Unread(
            pupil.id,
            pupil.attempts[-1].status,
            pupil.attempts[-1].reason,
            earlier=pupil.verdict is not None,
        )
        for pupil in classroom.failed
    ]


def stopped(classroom: Classroom) -> list[Stopped]:
    """Return those with answers that were stopped or did not run."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pupil, verdict in classroom.judged():
        ended = (one for one in verdict.criteria if one.status == "not run")
        found[pupil.id] += [(verdict.exercise, _how(one)) for one in ended][:1]
    every = [Stopped(student, tuple(how)) for student, how in found.items() if how]
    return sorted(every, key=lambda one: -len(one.exercises))


def blank(classroom: Classroom) -> list[str]:
    """Return those who handed in without an answer to any exercise."""
    return [pupil.id for pupil in classroom.graded if pupil.is_blank]


def absent(classroom: Classroom) -> list[str]:
    """Return those in the gradebook who have not handed in."""
    return [pupil.id for pupil in classroom.pupils if not pupil.attempts]


def below(classroom: Classroom) -> list[Below]:
    """Return those far below their other weeks, the hardness of this week set aside.

    (here - elsewhere) - median over the class of (here - elsewhere) < -FAR
    """
    both = [
        Below(pupil.id, _share(pupil), pupil.elsewhere)
        for pupil in classroom.graded
        if pupil.elsewhere is not None and pupil.max_points
    ]
    if len(both) < 2:
        return []
    middle = statistics.quantile([one.here - one.elsewhere for one in both], 0.5)
    far = [one for one in both if one.here - one.elsewhere - middle < -FAR]
    return sorted(far, key=lambda one: one.here - one.elsewhere)


def tries(classroom: Classroom) -> list[Tries]:
    """Return everybody's attempts; most attempts first.

    The same file graded again, after a regrade, is one attempt with its last points.
    """
    every = (_tries(pupil) for pupil in classroom.handed_in)
    return sorted(every, key=lambda one: (-len(one.points), one.student))


def by_day(classroom: Classroom) -> dict[str, int]:
    """Return how many attempts were graded on each day, from the first to the last."""
    days = Counter(
        attempt.graded_at[:10]
        for pupil in classroom.handed_in
        for attempt in pupil.attempts
        if attempt.graded_at
    )
    return dict(sorted(days.items()))


def followed(classroom: Classroom) -> list[Followed]:
    """Return the exercises that kept their points in spite of an earlier slip."""
    students: defaultdict[str, list[str]] = defaultdict(list)
    leaned: defaultdict[str, set[str]] = defaultdict(set)
    points: defaultdict[str, float] = defaultdict(float)
    for pupil, verdict in classroom.judged():
        if verdict.followed_through:
            students[verdict.exercise].append(pupil.id)
            leaned[verdict.exercise].update(verdict.followed_through)
            points[verdict.exercise] += verdict.points
    return [
        Followed(name, tuple(sorted(leaned[name])), tuple(ids), points[name])
        for name, ids in students.items()
    ]


def identical(classroom: Classroom) -> list[tuple[str, ...]]:
    """Return groups who handed in the very same file, with answers in it."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for pupil in classroom.graded:
        if not pupil.is_blank:
            files[_graded_file(pupil)].append(pupil.id)
    return [tuple(ids) for ids in files.values() if len(ids) > 1]


def _graded_file(pupil: Pupil) -> str:
    graded = (one for one in reversed(pupil.attempts) if one.status == "graded")
    return next((attempt.sha256 for attempt in graded), pupil.id)


def _tries(pupil: Pupil) -> Tries:
    files = [list(same) for _, same in groupby(pupil.attempts, lambda a: a.sha256)]
    return Tries(
        pupil.id,
        tuple(same[-1].points for same in files),
        pupil.attempts[0].graded_at,
        pupil.attempts[-1].graded_at,
    )


def _how(criterion: CriterionVerdict) -> str:
    """Return the words for how an answer ended."""
    ending = ENDINGS.get(str(criterion.evidence.get("outcome", "")))
    if ending:
        return ending
    said = (words for words in ENDINGS.values() if words in criterion.message)
    return next(said, "did not run")


def _share(pupil: Pupil) -> float:
    marked = [score for score in pupil.scores if not score.waits]
    most = sum(score.max_points for score in marked)
    return sum(score.points or 0.0 for score in marked) / most if most else 0.0
