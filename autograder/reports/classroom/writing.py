"""The report as files: one page, and a table for each of its pictures."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from autograder.course import Course
from autograder.grading import text
from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.page.render import Files, render
from autograder.reports.classroom.reading import read
from autograder.reports.classroom.records import Classroom
from autograder.reports.classroom.tables import tables

PAGE = "index.html"


def write(week: str, course: Course, folder: Path | None = None) -> Path:
    """Write the report of a week, and return its page.

    Args:
        week: the assignment.
        course: whose gradebook to read.
        folder: where to; reports/<week>/ in the course if None.

    Raises:
        GradebookError: the week was never released; the message says what to do.
    """
    classroom = read(week, course)
    folder = folder or course.reports / week
    found = look_at(classroom)
    made = tables(found)
    for table in made:
        text.write_atomically(folder / table.file, table.csv())
    files = Files(made, _feedback_pages(classroom, course, folder))
    text.write_atomically(folder / PAGE, render(found, files))
    return folder / PAGE


def _feedback_pages(
    classroom: Classroom, course: Course, folder: Path
) -> dict[str, str]:
    """Return the addresses of the feedback pages that exist, relative to the folder."""
    week = classroom.week
    pages = {
        pupil.id: course.feedback / pupil.id / week / f"{week}.html"
        for pupil in classroom.graded
    }
    return {
        student: quote(Path(os.path.relpath(page, folder)).as_posix())
        for student, page in pages.items()
        if page.is_file()
    }
