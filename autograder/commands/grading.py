"""`workbook grade` and `workbook feedback`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out
from autograder.course import Course

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from autograder.grading.engine import Row

Week = Annotated[str, typer.Argument(help="Such as c1w2_logistic_regression.")]
TRUST = (
    "! These submissions ran WITHOUT a sandbox: their code could read and change "
    "whatever you can. Every result is marked."
)


def grade(
    week: Week,
    only: Annotated[
        str | None, typer.Option(help="Grade this student and nobody else.")
    ] = None,
    trust: Annotated[
        bool,
        typer.Option(
            "--trust-submissions",
            help="Run without a sandbox. Only for code you would run yourself.",
        ),
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Also write the rows to this file.")
    ] = None,
) -> None:
    """Grade every submission of a week.

    Fills the gradebook, and writes graded notebooks and feedback pages.
    """
    course = console.here()
    console.require_week(week, course)
    rows = grade_with_progress(week, course, only=only, trust=trust)
    if json_file:
        _write_json(rows, json_file)
    if not rows:
        who = f" of {only}" if only else ""
        out().print(f"There is no submission{who} in {course.submitted}.")
        raise typer.Exit(console.SOME_FAILED if only else 0)
    out().print(table_of(rows))
    if trust:
        out().print(TRUST, style="bold")
    failed = sum(row.status != "graded" for row in rows)
    out().print(f"{len(rows) - failed} graded, {failed} not.", end=" ")
    out().print(f"Feedback: {course.feedback}", soft_wrap=True)
    if failed:
        raise typer.Exit(console.SOME_FAILED)


def feedback(week: Week) -> None:
    """Write the feedback pages of a week anew.

    Do so after marking by hand: the marks and comments of teachers are then in them.
    """
    course = console.here()
    console.require_week(week, course)
    with quiet(), console.sentences():
        from autograder.grading.pages import refresh

        pages = list(refresh(week, course))
    for page in pages:
        out().print(f"✓ {page}", soft_wrap=True)
    if not pages:
        out().print(f"Nothing of {week} is graded yet; run `workbook grade {week}`.")


def grade_with_progress(
    week: str, course: Course, *, only: str | None = None, trust: bool = False
) -> list[Row]:
    """Grade the week, telling who is done."""
    from rich.text import Text

    with quiet(), console.sentences(), out().status("getting ready ...") as status:
        from autograder.grading.engine import grade_week

        def tell(row: Row) -> None:
            status.update(Text(f"grading ... {row.student} is done"))

        return grade_week(week, course, only=only, trust=trust, on_row=tell)


def table_of(rows: Sequence[Row], about: Mapping[str, str] | None = None) -> Table:
    """Return the rows as a table that a teacher understands."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", width=1)
    table.add_column("student", no_wrap=True)
    if about:
        table.add_column("handed in")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("what to know")
    for row in rows:
        own = [Text(about.get(row.student, ""))] if about else []
        table.add_row(
            _symbol(row), Text(row.student), *own, Text(_points(row)), _words(row)
        )
    return table


def quiet() -> warnings.catch_warnings[None]:
    """Keep the warnings of the packages below us off the screen."""
    catcher = warnings.catch_warnings(action="ignore")
    return catcher


def _symbol(row: Row) -> Text:
    from rich.text import Text

    return Text("✓", "green") if row.status == "graded" else Text("✗", "bold red")


def _points(row: Row) -> str:
    if row.points is None or row.max_points is None:
        return "–"
    return f"{row.points:g} of {row.max_points:g}"


def _words(row: Row) -> Text:
    from rich.text import Text

    from autograder.grading.text import line

    parts = [] if row.status == "graded" else [f"{row.status}:"]
    parts += ["No sandbox."] if row.sandbox == "none" else []
    parts += [f"{row.waiting:g} points wait for your mark."] if row.waiting else []
    parts += [row.reason] if row.reason else []
    return Text(line(" ".join(parts), most=240))


def _write_json(rows: Sequence[Row], path: Path) -> None:
    data = [asdict(row) for row in rows]
    text = json.dumps(data, indent=1, default=str, ensure_ascii=False) + "\n"
    with console.sentences():
        path.write_text(text, "utf-8")
