"""What became of a submission: the row that a teacher reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.oracle.verdict import ExerciseVerdict, Verdict


@dataclass(frozen=True)
class Loss:
    """Points lost in one exercise, and the wrong idea behind it, if it has a name."""

    exercise: str
    points: float
    status: str
    misconception: str | None = None


@dataclass(frozen=True)
class Row:
    """What became of one submission.

    Attributes:
        student: whose it is.
        status: "graded", "unreadable" (the submission's fault) or "not graded" (the
            grader's).
        points: what is earned so far, less the penalty.
        max_points: what could be earned.
        waiting: the points that wait for a teacher's mark.
        reason: what to know, in words.
        sandbox: the tier that the code ran in.
        penalty: what handing in late costs.
        unchanged: whether this is an earlier result that still holds.
        seconds: what the judging took.
        lost: where points went.
        notebook: the graded notebook, if it was written.
        feedback: the feedback page, if it was written.
    """

    student: str
    status: str
    points: float | None = None
    max_points: float | None = None
    waiting: float = 0.0
    reason: str = ""
    sandbox: str = ""
    penalty: float = 0.0
    unchanged: bool = False
    seconds: float = 0.0
    lost: tuple[Loss, ...] = ()
    notebook: Path | None = None
    feedback: Path | None = None


@dataclass(frozen=True)
class Cost:
    """What an exercise cost the class, and the wrong idea that was met most often."""

    exercise: str
    points: float
    students: int
    misconception: str | None
    with_it: int


def costliest(rows: Iterable[Row], *, most: int = 3) -> list[Cost]:
    """Return the exercises that cost the class most points, the worst first.

    What nobody has tried is not hard but undone, so it does not count.
    """
    lost: dict[str, list[Loss]] = {}
    for row in rows:
        for loss in row.lost:
            if loss.status != "not attempted":
                lost.setdefault(loss.exercise, []).append(loss)
    costs = [_cost(name, of_it) for name, of_it in lost.items()]
    return sorted(costs, key=lambda cost: -cost.points)[:most]


def _cost(exercise: str, lost: list[Loss]) -> Cost:
    ideas = Counter(loss.misconception for loss in lost if loss.misconception)
    idea, times = ideas.most_common(1)[0] if ideas else (None, 0)
    points = sum(loss.points for loss in lost)
    return Cost(exercise, points, len(lost), idea, times)


def losses(verdict: Verdict) -> tuple[Loss, ...]:
    """Return what each exercise lost, in the order of the week."""
    return tuple(_loss(e) for e in verdict.exercises if e.points < e.max_points)


def _loss(exercise: ExerciseVerdict) -> Loss:
    failed = [c for c in exercise.criteria if c.points < c.max_points]
    names = [c.misconception for c in failed if c.misconception]
    return Loss(
        exercise.exercise,
        exercise.max_points - exercise.points,
        failed[0].status,
        names[0] if names else None,
    )
