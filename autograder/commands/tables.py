"""What a teacher reads at the end of a run: a table, a few sums, and what was hard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from autograder.commands.console import out

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from autograder.course import Course
    from autograder.grading.results import Cost, Row

# A longer table would only scroll away what a teacher has to look at.
MOST_ROWS = 80
TRUST = (
    "! These submissions ran WITHOUT a sandbox: their code could read and change "
    "whatever you can. Every result is marked."
)


def table_of(rows: Sequence[Row], about: Mapping[str, str] | None = None) -> Table:
    """Return the rows as a table that a teacher understands."""
    from rich.text import Text

    table = _table()
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


def close(rows: Sequence[Row], course: Course, *, trust: bool = False) -> None:
    """Print the table, what the class found hard, and how many were graded."""
    failed = [row for row in rows if row.status != "graded"]
    if len(rows) <= MOST_ROWS or not out().is_terminal:
        out().print(table_of(rows))
    elif failed:
        out().print(table_of(failed))
    for line in hard(rows):
        out().print(line, soft_wrap=True)
    if trust:
        out().print(TRUST, style="bold")
    out().print(counts(rows), f"Feedback: {course.feedback}", soft_wrap=True)


def counts(rows: Sequence[Row]) -> str:
    """Return how many were graded, and how many of them before."""
    failed = sum(row.status != "graded" for row in rows)
    unchanged = sum(row.unchanged for row in rows)
    before = f" {unchanged} unchanged since they were graded." if unchanged else ""
    return f"{len(rows) - failed} graded, {failed} not.{before}"


def hard(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a heading and the exercises that cost the class most, if it is one."""
    from autograder.grading.results import costliest

    graded = [row for row in rows if row.status == "graded"]
    costs = costliest(graded) if len(graded) > 1 else []
    if costs:
        yield "\nWhat cost the class most:"
        width = max(len(cost.exercise) for cost in costs)
        yield from (f"  {_cost(cost, width, len(graded))}" for cost in costs)
        yield ""


def _cost(cost: Cost, width: int, students: int) -> str:
    from autograder.grading.text import points

    often = ""
    if cost.misconception:
        times = f" ({cost.with_it} times)" if cost.with_it > 1 else ""
        often = f"; most often {cost.misconception}{times}"
    return (
        f"{cost.exercise:<{width}}  {points(cost.points)} points, "
        f"{cost.students} of {students} students{often}"
    )


def _table() -> Table:
    from rich.table import Table

    return Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))


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
