"""`workbook list`, `build`, `release` and `adopt`: the teacher's side of a week."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out
from autograder.course import Course

Week = Annotated[str, typer.Argument(help="Such as c1w2_logistic_regression.")]


def list_weeks() -> None:
    """List the weeks: exercises, points, built, released."""
    course = console.here()
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("week", no_wrap=True)
    table.add_column("title")
    table.add_column("exercises", justify="right")
    table.add_column("points", justify="right")
    table.add_column("built")
    table.add_column("released")
    for week in console.known_weeks(course):
        table.add_row(*_facts(week, course))
    out().print(table if table.row_count else "No week has a text in source/ yet.")


def build(
    week: Annotated[str | None, typer.Argument(help="All weeks, if none.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say what a rebuild would change.")
    ] = False,
    lessons: Annotated[
        bool, typer.Option(help="Also run the lessons and keep their figures.")
    ] = True,
) -> None:
    """Build the notebooks from their texts.

    With --check nothing is written: each difference is a line, and the exit code 1.
    """
    course = console.here()
    if week:
        console.require_week(week, course)
    with console.sentences():
        if check:
            _check(course)
            return
        for one in [week] if week else console.known_weeks(course):
            _build(one, course, lessons=lessons)


def release(week: Week) -> None:
    """Make what students receive of a week.

    Builds the week first; the gradebook learns its cells and points.
    """
    course = console.here()
    console.require_week(week, course)
    with console.sentences(), out().status("nbgrader makes the release ..."):
        from autograder.authoring.release import release_week

        made = release_week(week, course)
    out().print(f"✓ {made.folder} for nbgrader's exchange")
    out().print(f"✓ {made.handout} for everybody else")


def adopt(
    notebook: Annotated[Path, typer.Argument(help="source/WEEK/WEEK.ipynb")],
) -> None:
    """Take over a notebook edited in JupyterLab.

    The text in source/ is written anew from source/WEEK/WEEK.ipynb.
    """
    course = console.here()
    target = course.text(notebook.stem)
    with console.sentences():
        from autograder.authoring import adopt as adopting

        text = adopting.adopt(notebook)
        notes = adopting.notes(notebook)
        target.write_text(text, "utf-8", newline="\n")
    out().print(f"✓ {target}")
    for note in notes:
        out().print(f"! {note}")


def _check(course: Course) -> None:
    from autograder.authoring.build import differences

    found = differences(course)
    for sentence in found:
        out().print(f"✗ {sentence}")
    if found:
        raise typer.Exit(console.SOME_FAILED)
    out().print("✓ Every built file is what its text says.")


def _build(week: str, course: Course, *, lessons: bool) -> None:
    from autograder.authoring.build import build_lesson, build_week

    if course.text(week).is_file():
        out().print(f"✓ {build_week(week, course)}")
    if lessons and course.lesson_text(week).is_file():
        with out().status(f"running the lesson of {week} ..."):
            built = build_lesson(week, course)
        out().print(f"✓ {built}")


def _facts(week: str, course: Course) -> tuple[str, ...]:
    from autograder.exercises import exercises, title, weeks

    known = week in weeks()
    notebook = course.source_notebook(week)
    points = _points(notebook) if notebook.is_file() else None
    if points is None and known:
        points = sum(exercise.points for exercise in exercises(week).values())
    return (
        week,
        title(week) if known else "",
        str(len(exercises(week))) if known else "–",
        f"{points:g}" if points is not None else "–",
        "✓" if notebook.is_file() else "–",
        "✓" if course.release_notebook(week).is_file() else "–",
    )


def _points(notebook: Path) -> float:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    graded = (cell["metadata"].get("nbgrader", {}) for cell in cells)
    return sum(float(one.get("points", 0)) for one in graded)
