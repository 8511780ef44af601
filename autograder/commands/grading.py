"""`workbook grade` and `workbook feedback`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograder.commands import console, tables
from autograder.commands.console import out
from autograder.commands.progress import Meter, meter
from autograder.course import Course

if TYPE_CHECKING:
    from autograder.grading.engine import Row

Week = Annotated[str, typer.Argument(help="Such as c1w2_logistic_regression.")]
Only = Annotated[str | None, typer.Option(help="Grade this student and nobody else.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="How many judge at a time; one a core if not given."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(help="Let the workers of this Dask scheduler judge: tcp://host:8786."),
]
Json = Annotated[
    Path | None, typer.Option("--json", help="Also write the rows to this file.")
]
Require = Annotated[
    str | None,
    typer.Option(
        "--require-sandbox", help="Stop unless the sandbox is at least this: A, A', B."
    ),
]
Trust = Annotated[
    bool,
    typer.Option(
        "--trust-submissions",
        help="Run without a sandbox. Only for code you would run yourself.",
    ),
]


def grade(
    week: Week,
    workers: Workers = None,
    scheduler: Scheduler = None,
    only: Only = None,
    json_file: Json = None,
    require: Require = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade what has not changed, too.")
    ] = False,
    trust: Trust = False,
) -> None:
    """Grade every submission of a week.

    Fills the gradebook, and writes graded notebooks and feedback pages. What was graded
    before and has not changed is left alone, so a run that was stopped goes on.
    """
    course = console.here()
    console.require_week(week, course)
    _require_tier(require)
    rows = grade_with_progress(
        week,
        course,
        only=only,
        trust=trust,
        require=require,
        workers=workers,
        scheduler=scheduler,
        force=force,
    )
    if json_file:
        write_json([asdict(row) for row in rows], json_file)
    if not rows:
        who = f" of {only}" if only else ""
        out().print(f"There is no submission{who} in {course.submitted}.")
        raise typer.Exit(console.SOME_FAILED if only else 0)
    tables.close(rows, course, trust=trust)
    if any(row.status != "graded" for row in rows):
        raise typer.Exit(console.SOME_FAILED)


def feedback(week: Week) -> None:
    """Write the feedback pages of a week anew.

    Do so after marking by hand: the marks and comments of teachers are then in them.
    """
    course = console.here()
    console.require_week(week, course)
    with quiet(), console.sentences():
        from autograder.grading.written.pages import refresh

        pages = list(refresh(week, course))
    for page in pages:
        out().print(f"✓ {page}", soft_wrap=True)
    if not pages:
        out().print(f"Nothing of {week} is graded yet; run `workbook grade {week}`.")


def grade_with_progress(
    week: str, course: Course, *, only: str | None = None, **how: Any
) -> list[Row]:
    """Grade the week, telling how far it is; Ctrl-C ends it with a sentence.

    Args:
        week: the assignment.
        course: where everything is.
        only: the one student to grade.
        how: whatever else `grade_week` takes.
    """
    with quiet(), console.sentences(), meter(course.handed_in(week, only)) as shown:
        from autograder.grading.engine import PlaceError, Watch, grade_week

        watch = Watch(shown.ready, shown.start, shown.row)
        with interruptible(shown, "graded"):
            try:
                return grade_week(week, course, only=only, watch=watch, **how)
            except PlaceError as error:
                console.fail(str(error), console.SOME_FAILED)
    return []


@contextmanager
def interruptible(shown: Meter, verb: str) -> Iterator[None]:
    """Turn Ctrl-C into a sentence: what is done is safe, and need not be done again."""
    try:
        yield
    except KeyboardInterrupt:
        done = shown.done - shown.failed
        console.fail(
            f"Stopped: {done} {verb}, run it again to go on.", console.SOME_FAILED
        )


def quiet() -> warnings.catch_warnings[None]:
    """Keep the warnings of the packages below us off the screen."""
    catcher = warnings.catch_warnings(action="ignore")
    return catcher


def write_json(data: Sequence[Any] | dict[str, Any], path: Path) -> None:
    """Write data for other programs."""
    text = json.dumps(data, indent=1, default=str, ensure_ascii=False) + "\n"
    with console.sentences():
        path.write_text(text, "utf-8")


def _require_tier(tier: str | None) -> None:
    known = ("A", "A'", "B")
    if tier is not None and tier not in known:
        console.fail(f"There is no tier {tier!r}; there is {', '.join(known)}.", 2)
