"""What became of each exercise, and where its points went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict
from autograder.reports.classroom.records import Classroom

Outcome = Literal["right", "partly", "named", "unnamed", "stopped", "blank"]
OUTCOMES: tuple[Outcome, ...] = (
    "right",
    "partly",
    "named",
    "unnamed",
    "stopped",
    "blank",
)
# Why points were lost, as a verdict's status says it.
REASONS = ("failed", "not run", "not attempted", "not judged")


@dataclass(frozen=True)
class Loss:
    """The points that a class lost to one criterion of an exercise, and why."""

    exercise: str
    criterion: str
    max_points: float
    asked: int
    lost: dict[str, float]

    @property
    def total(self) -> float:
        """Return all points lost."""
        return sum(self.lost.values())


@dataclass(frozen=True)
class Outcomes:
    """What became of an exercise: who ended where."""

    exercise: str
    students: dict[Outcome, tuple[str, ...]]

    def count(self, outcome: Outcome) -> int:
        """Return how many students ended there."""
        return len(self.students[outcome])

    @property
    def n(self) -> int:
        """Return how many students were judged."""
        return sum(len(students) for students in self.students.values())


def outcomes(classroom: Classroom) -> list[Outcomes]:
    """Return what became of each exercise."""
    found = []
    for name in classroom.exercises:
        students: dict[Outcome, list[str]] = {outcome: [] for outcome in OUTCOMES}
        for pupil, verdict in classroom.judged(name):
            students[outcome_of(verdict)].append(pupil.id)
        found.append(Outcomes(name, {o: tuple(ids) for o, ids in students.items()}))
    return found


def outcome_of(verdict: ExerciseVerdict) -> Outcome:
    """Return where one student's exercise ended.

    A name for any of its failures makes it "named".
    """
    if verdict.points >= verdict.max_points:
        return "right"
    first = verdict.criteria[0]
    if first.status == "passed":
        return "partly"
    if first.status == "not attempted":
        return "blank"
    if first.misconception:
        return "named"
    return "stopped" if first.status == "not run" else "unnamed"


def losses(classroom: Classroom) -> list[Loss]:
    """Return where the points went, the greatest loss first; no loss, no line."""
    found = [
        _loss(name, criterion, [v for _, v in classroom.judged(name)])
        for name in classroom.exercises
        for criterion in _criteria(v for _, v in classroom.judged(name))
    ]
    lossy = (loss for loss in found if loss.total > 0)
    return sorted(lossy, key=lambda loss: -loss.total)


def _criteria(verdicts: Iterable[ExerciseVerdict]) -> tuple[str, ...]:
    names = (criterion.name for verdict in verdicts for criterion in verdict.criteria)
    return tuple(dict.fromkeys(names))


def _loss(exercise: str, name: str, verdicts: Sequence[ExerciseVerdict]) -> Loss:
    asked: list[CriterionVerdict] = [
        criterion
        for verdict in verdicts
        for criterion in verdict.criteria
        if criterion.name == name
    ]
    most = max(criterion.max_points for criterion in asked)
    lost = dict.fromkeys(REASONS, 0.0)
    for criterion in asked:
        if criterion.points < criterion.max_points:
            lost[criterion.status] += criterion.max_points - criterion.points
    return Loss(exercise, name, most, len(asked), lost)
