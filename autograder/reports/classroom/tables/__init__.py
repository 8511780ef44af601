"""Every number behind every picture, as tables: one CSV file each."""

from __future__ import annotations

from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.tables.of_exercises import of_exercises
from autograder.reports.classroom.tables.of_mistakes import of_mistakes
from autograder.reports.classroom.tables.of_students import of_students
from autograder.reports.classroom.tables.table import Table

__all__ = ["Table", "tables"]


def tables(found: Findings) -> list[Table]:
    """Return every table of the report; without rows there is still the header."""
    return [*of_students(found), *of_exercises(found), *of_mistakes(found)]
