"""`workbook report` and `workbook export`."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out
from autograder.commands.grading import Week, quiet

if TYPE_CHECKING:
    from autograder.reports.classroom.records import Classroom

CSV, JSON = "marks.csv", "results.json"


class Format(StrEnum):
    """The programs that an export is for."""

    csv = "csv"
    gradescope = "gradescope"


def report(
    week: Week,
    folder: Annotated[
        Path | None,
        typer.Option("--out", help="The folder; reports/WEEK/ if not given."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--open", help="Show the page in the browser, too.")
    ] = False,
) -> None:
    """Write a page for the teacher: how the class did, why, and what to do next.

    Beside it lies a CSV file with the numbers of every picture.
    """
    course = console.here()
    console.require_week(week, course)
    with quiet(), console.sentences():
        from autograder.reports.classroom.writing import write

        page = write(week, course, folder)
    out().print(f"✓ {page}", soft_wrap=True)
    if show:
        webbrowser.open(page.resolve().as_uri())


def export(
    week: Week,
    kind: Annotated[
        Format, typer.Option("--format", help="What the marks are for.")
    ] = Format.csv,
    target: Annotated[
        Path | None,
        typer.Option(
            "--out", help="The CSV file, or the folder for Gradescope's results."
        ),
    ] = None,
) -> None:
    """Write the marks for a spreadsheet or for Gradescope."""
    course = console.here()
    console.require_week(week, course)
    with quiet(), console.sentences():
        from autograder.reports.classroom.reading import read

        classroom = read(week, course)
        folder = course.reports / week
        if kind is Format.csv:
            _write_csv(classroom, target or folder / CSV)
        else:
            _write_gradescope(classroom, target or folder / "gradescope")


def _write_csv(classroom: Classroom, path: Path) -> None:
    from autograder.grading import text
    from autograder.reports.export.marks import marks

    text.write_atomically(path, marks(classroom))
    out().print(f"✓ {path}", soft_wrap=True)


def _write_gradescope(classroom: Classroom, folder: Path) -> None:
    from autograder.grading import text
    from autograder.reports.export.gradescope import results

    n = 0
    for student, result in results(classroom):
        text.write_atomically(folder / student / JSON, result)
        n += 1
    out().print(f"✓ {n} × {JSON} in {folder}", soft_wrap=True)
