"""Feedback pages from what was stored: the gradebook and the graded notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course
from autograder.grading.book.gradebook import Gradebook
from autograder.grading.handed_in import skeleton
from autograder.grading.written import notebooks
from autograder.oracle.verdict import Verdict
from autograder.reports import feedback


def page_of(
    student: str, verdict: Verdict, book: Gradebook, course: Course
) -> feedback.Page:
    """Return the feedback page that the gradebook and the graded notebook make."""
    graded = [one for one in book.attempts(student) if one.status == "graded"]
    return feedback.Page(
        student=student,
        title=skeleton.load(verdict.week, course).title,
        verdict=verdict,
        answers=notebooks.read_answers(student, verdict.week, course),
        marks=book.marks(student),
        graded_at=graded[-1].graded_at[:16].replace("T", " ") if graded else "",
        penalty=book.lateness(student).penalty,
    )


def refresh(week: str, course: Course, *, only: str | None = None) -> Iterator[Path]:
    """Write the feedback pages anew, with the marks and comments of teachers.

    A late penalty is worked out anew as well: it may depend on those marks.

    Args:
        week: the assignment.
        course: where the gradebook and the pages are.
        only: the one student whose page to write.

    Raises:
        GradebookError: the week was never released; the message says what to do.
    """
    with Gradebook(course, week) as book:
        for student in [only] if only else book.students():
            graded = [one for one in book.attempts(student) if one.status == "graded"]
            if graded:
                book.penalise(student)
                verdict = Verdict.from_dict(json.loads(graded[-1].verdict or ""))
                yield feedback.write(page_of(student, verdict, book, course), course)
