"""The words that the gradebook, the graded notebook and the feedback page share."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.oracle.verdict import ExerciseVerdict

CHECK = "check-"


@dataclass(frozen=True)
class Mark:
    """What the gradebook says of one graded cell.

    It `waits` if a teacher has to look, and is `by_hand` if one has given the points.
    `comment` is what the learner should read; `remark` that of a teacher, if any.
    """

    grade_id: str
    points: float | None
    max_points: float
    waits: bool
    comment: str | None = None
    by_hand: bool = False
    remark: str | None = None


def comment_on(exercise: ExerciseVerdict) -> str | None:
    """Return what the learner should read about an exercise, as plain text."""
    messages = (
        f"{criterion.name}: {criterion.message}"
        for criterion in exercise.criteria
        if criterion.message and criterion.points < criterion.max_points
    )
    return "\n".join(dict.fromkeys([*messages, *exercise.notes])) or None
