"""Say which of several notebooks in a student's folder is the submission."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.course import Course
from autograder.grading.handed_in import intake
from autograder.grading.handed_in.intake import IntakeError


def choose(notebooks: Mapping[str, bytes], week: str, course: Course) -> str | None:
    """Return the name of the notebook to grade, or None where none is of the week.

    The one with the expected name counts if anything is answered in it. Otherwise it
    is the one with the most answers; of equals, the last by name.
    """
    answered = {name: _answered(data, week, course) for name, data in notebooks.items()}
    expected = f"{week}.ipynb"
    if answered.get(expected, 0) > 0:
        return expected
    best = max(answered, key=lambda name: (answered[name], name), default=None)
    if best is None or answered[best] < 0:
        return None
    return best if answered[best] or expected not in answered else expected


def _answered(data: bytes, week: str, course: Course) -> int:
    """Return how many answers were given; -1 if the notebook cannot be graded."""
    try:
        answers = intake.read(data, week, course).answers
    except IntakeError:
        return -1
    return sum(not answer.unchanged for answer in answers)
