"""Everybody's marks as one table: a row for each student and graded cell."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.oracle.verdict import ExerciseVerdict
from autograder.reports.classroom.numbers.misconceptions import mistakes
from autograder.reports.classroom.records import Classroom, Pupil, Score
from autograder.reports.export.sheets import Value, to_csv

COLUMNS = (
    "week",
    "student",
    "name",
    "exercise",
    "kind",
    "auto",
    "manual",
    "extra_credit",
    "points",
    "max_points",
    "waits",
    "misconception",
)


def marks(classroom: Classroom) -> str:
    """Return the marks as comma-separated values.

    A late penalty is a row of its own with negative points, so that the points of a
    student add up to what nbgrader counts.
    """
    return to_csv(COLUMNS, _rows(classroom))


def _rows(classroom: Classroom) -> Iterator[tuple[Value, ...]]:
    for pupil in classroom.pupils:
        known = (classroom.week, pupil.id, pupil.name)
        for score in pupil.scores:
            yield (*known, *_row(score, pupil))
        if pupil.late_penalty:
            lost = -pupil.late_penalty
            yield (*known, "late penalty", "late", *[None] * 3, lost, 0, False, "")


def _row(score: Score, pupil: Pupil) -> tuple[Value, ...]:
    kind = "written" if score.written else "function"
    given = score.auto, score.manual, score.extra, score.points, score.max_points
    return score.name, kind, *given, score.waits, _names(score.name, pupil)


def _names(exercise: str, pupil: Pupil) -> str:
    """Return the misconceptions behind an exercise; "or" stands between those alike."""
    every = pupil.verdict.exercises if pupil.verdict else ()
    return "; ".join(
        name for one in every if one.exercise == exercise for name in _of(one)
    )


def _of(verdict: ExerciseVerdict) -> list[str]:
    found = (alike for one in verdict.criteria for alike in mistakes(one))
    return [" or ".join(alike) for alike in found]
