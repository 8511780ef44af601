"""Small classes by hand, and one of sixty that is drawn."""

from __future__ import annotations

import pytest

from autograder.grading.book.attempts import Attempt
from autograder.grading.book.marks import CHECK
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict
from autograder.reports.classroom.records import Classroom, Hint, Pupil, Score
from tests import pretend

WEEK = "c9w9_tiny"


def judged(status="passed", name="correct", most=4.0, **more):
    """Return a criterion; one that passed has all its points."""
    points = most if status == "passed" else 0.0
    return CriterionVerdict(name, status, points, most, **more)


def exercise(name, *criteria, followed=()):
    return ExerciseVerdict(name, criteria or (judged(),), followed_through=followed)


def pupil(student, *exercises, attempts=None, written=None, **more):
    """Return somebody who was graded, with marks that follow from the verdict."""
    verdict = Verdict(WEEK, exercises, "A") if exercises else None
    scores = [Score(CHECK + e.exercise, e.max_points, e.points) for e in exercises]
    if written is not None:
        scores.append(written)
    graded = Attempt(
        student, WEEK, f"file of {student}", "graded",
        points=verdict.points if verdict else None,
        graded_at="2026-09-09T10:00:00+00:00",
    )  # fmt: skip
    attempts = [graded] if attempts is None else attempts
    return Pupil(
        student, verdict=verdict, attempts=tuple(attempts), scores=tuple(scores), **more
    )


def of(*pupils):
    hints = {"f": {"m": Hint("Think of m.", "correct")}}
    return Classroom(WEEK, "Twice and half", pupils, hints)


@pytest.fixture(scope="session")
def hand():
    """The makers of small classes: `judged`, `exercise`, `pupil`, `of`."""
    from types import SimpleNamespace

    return SimpleNamespace(judged=judged, exercise=exercise, pupil=pupil, of=of)


@pytest.fixture(scope="session")
def drawn():
    """A class of any size, drawn from a seed; see tests/pretend.py."""
    return pretend.classroom
