"""`workbook audit`: are the tests of a week any good?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import console
from autograder.commands.console import err, out
from autograder.course import Course

if TYPE_CHECKING:
    from rich.table import Table

    from autograder.audit.findings import Findings
    from autograder.audit.running import Effort

COLUMNS = ("mutants", "killed", "equal", "alive", "score", "twins", "flakes", "poison")


def audit(
    week: Annotated[str | None, typer.Argument(help="All weeks, if none.")] = None,
    exercise: Annotated[
        str | None, typer.Option(help="This exercise alone; no search for leaks.")
    ] = None,
    seeds: Annotated[
        int, typer.Option(min=1, help="How many submissions to imagine.")
    ] = 1000,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; one a core, if not given.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A sample of everything, in seconds.")
    ] = False,
    json: Annotated[
        Path | None, typer.Option(help="Also write everything found, as JSON.")
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Also write the weeks' parts of docs/audit.md."),
    ] = False,
) -> None:
    """Try the tests: mutants, twins, luck, silly answers, leaks.

    Every mutant that survives is shown. Exit code 1 if a week is below the bar.
    """
    from autograder.audit.running import QUICK, Effort

    course = console.here()
    if write and (quick or exercise):
        console.fail(
            "--write is for whole weeks: no --exercise, no --quick.", console.USAGE
        )
    effort = QUICK if quick else Effort(seeds=seeds)
    found = []
    for one in _weeks(week, exercise):
        found.append(_audit(one, course, effort, exercise, workers))
        if write:
            _write(found[-1], course)
    if json:
        text = ",\n".join(one.to_json() for one in found)
        json.write_text(f"[{text}]\n", "utf-8")
    if any(one.troubles() for one in found):
        raise typer.Exit(console.SOME_FAILED)


def _weeks(week: str | None, exercise: str | None) -> list[str]:
    """Return the weeks to look at, or end with a usage error."""
    from autograder.exercises import exercises, weeks

    if week is not None and week not in weeks():
        there = ", ".join(weeks())
        console.fail(
            f"No week {week!r} has exercises; there is {there}.", console.USAGE
        )
    asked = [week] if week else list(weeks())
    if exercise:
        asked = [one for one in asked if exercise in exercises(one)]
        if not asked:
            console.fail(f"There is no exercise {exercise!r}.", console.USAGE)
    return asked


def _audit(
    week: str,
    course: Course,
    effort: Effort,
    exercise: str | None,
    workers: int | None,
) -> Findings:
    from autograder.audit.running import audit

    with console.sentences(), _progress(week) as progress:
        found = audit(
            week, course, effort, exercise=exercise, workers=workers, progress=progress
        )
    _show(found)
    return found


def _write(found: Findings, course: Course) -> None:
    from autograder.audit import page

    page.write(found, course)
    out().print(f"✓ {page.path(course)}")


@contextmanager
def _progress(week: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far it is, on stderr, and leave nothing behind."""
    from rich.progress import Progress

    with Progress(console=err(), transient=True) as bar:
        task = bar.add_task(week, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _show(found: Findings) -> None:
    out().print(_table(found))
    luck = found.luck
    out().print(
        f"false alarms {luck.alarms}, in other forms {luck.forms}, "
        f"twins unnoticed {luck.misses}, not named {luck.names}"
    )
    _show_survivors(found)
    for trouble in (troubles := found.troubles()):
        out().print(f"✗ {trouble}", soft_wrap=True)
    mark = "✗" if troubles else "✓"
    out().print(
        f"{mark} mutation score {found.score:.1%}; {len(found.leaks)} leaks; "
        f"{len(troubles)} things to look at"
    )


def _table(found: Findings) -> Table:
    from rich.table import Table

    table = Table(title=found.week, box=None, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("exercise", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for one in found.exercises:
        flakes = one.luck.all
        table.add_row(
            one.name,
            *(str(len(f)) for f in (one.fates, one.killed, one.equivalent)),
            str(len(one.survivors)),
            f"{one.score:.1%}",
            one.twins_named,
            f"{flakes.failures}/{flakes.trials}",
            str(len(one.poison)),
        )
    return table


def _show_survivors(found: Findings) -> None:
    for exercise in found.exercises:
        for fate in exercise.survivors:
            mutant = fate.mutant
            why = exercise.reviewed.allowed.get(mutant.id, "not explained")
            out().print(f"\n{mutant.file}:{mutant.line} {mutant.operator}: {why}")
            out().print(mutant.diff, soft_wrap=True)
