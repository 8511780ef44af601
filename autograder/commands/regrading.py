"""`workbook regrade`: after a spec, a reference or the oracle changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out
from autograder.commands.grading import (
    Json,
    Only,
    Trust,
    Week,
    Workers,
    interruptible,
    quiet,
    write_json,
)
from autograder.commands.progress import meter
from autograder.course import Course

if TYPE_CHECKING:
    from autograder.grading.regrade import Change, Moved, Regraded

MOST_WORDS = 300


def regrade(
    week: Week,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show who would move; write nothing.")
    ] = False,
    only: Only = None,
    workers: Workers = None,
    json_file: Json = None,
    trust: Trust = False,
) -> None:
    """Grade again what rests on something that changed, and show who moved.

    Exercises, references, the oracle or the release may have changed since. The marks
    that teachers gave stay.
    """
    course = console.here()
    console.require_week(week, course)
    found = _regrade(
        week, course, only=only, workers=workers, dry_run=dry_run, trust=trust
    )
    if json_file:
        write_json(_plain(found, week, dry_run=dry_run), json_file)
    for line in report(found, week, dry_run=dry_run):
        out().print(line, soft_wrap=True)
    if any(one.problem for one in found.students):
        raise typer.Exit(console.SOME_FAILED)


def _regrade(
    week: str,
    course: Course,
    *,
    only: str | None,
    workers: int | None,
    dry_run: bool,
    trust: bool,
) -> Regraded:
    total = course.handed_in(week, only)
    with quiet(), console.sentences(), meter(total, "graded again") as shown:
        from autograder.grading.engine import Watch
        from autograder.grading.regrade import regrade_week

        watch = Watch(shown.ready, shown.start, shown.row)
        with interruptible(shown, "graded again"):
            return regrade_week(
                week,
                course,
                only=only,
                workers=workers,
                dry_run=dry_run,
                trust=trust,
                watch=watch,
            )
    raise typer.Exit(console.SOME_FAILED)


def report(found: Regraded, week: str, *, dry_run: bool) -> Iterator[str]:
    """Yield the lines that tell what a regrade found."""
    if not found.students:
        yield f"Nothing that the {found.same} results rest on has changed."
    else:
        yield f"Changed since they were graded: {', '.join(found.parts) or 'nothing'}."
        for one in found.students:
            if one.points or one.problem or any(c.points for c in one.changes):
                yield from _lines(one)
        yield _sum_up(found)
    yield from _left_out(found, week)
    if dry_run and found.students:
        yield f"Nothing was written; `workbook regrade {week}` does it."


def _lines(one: Moved) -> Iterator[str]:
    from autograder.grading.text import line, points

    if one.problem:
        yield f"\n✗ {one.student}: not graded again, so the last result stays. " + line(
            one.problem, most=MOST_WORDS
        )
        return
    after = one.before + one.points
    yield (
        f"\n{one.student}: {points(one.before)} → {points(after)} "
        f"({one.points:+g}), for {_listed(one.parts)} changed"
    )
    yield from (f"  {_change(change)}" for change in one.changes)


def _change(change: Change) -> str:
    from autograder.grading.text import line, points

    stays = "; your mark stays" if change.by_hand else ""
    head = (
        f"{change.exercise}: {points(change.before)} → {points(change.after)}{stays}, "
        f"{change.status_before} → {change.status_after}"
    )
    said = [line(m, most=MOST_WORDS) for m in (change.message_before,) if m]
    says = [line(m, most=MOST_WORDS) for m in (change.message_after,) if m]
    if said == says:
        return head
    before, after = (said or ["(no words)"])[0], (says or ["(no words)"])[0]
    return f"{head}\n    was: {before}\n    now: {after}"


def _sum_up(found: Regraded) -> str:
    judged = [one for one in found.students if not one.problem]
    up = sum(one.points > 0 for one in judged)
    down = sum(one.points < 0 for one in judged)
    words = sum(not one.points and bool(one.changes) for one in judged)
    failed = len(found.students) - len(judged)
    sentence = (
        f"\n{up} up, {down} down, {len(judged) - up - down + found.same} the same"
    )
    sentence += f" ({words} of them with other words)" if words else ""
    return sentence + (f"; {failed} could not be graded again." if failed else ".")


def _left_out(found: Regraded, week: str) -> Iterator[str]:
    left = len(found.new) + len(found.again)
    if left:
        yield (
            f"{len(found.again)} handed in again since and {len(found.new)} were never "
            f"graded: `workbook grade {week}` does that."
        )


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts) + (" have" if len(parts) > 1 else " has")


def _plain(found: Regraded, week: str, *, dry_run: bool) -> dict[str, object]:
    students = [
        asdict(one) | {"points": one.points, "after": one.before + one.points}
        for one in found.students
    ]
    return {
        "week": week,
        "dry_run": dry_run,
        "changed": found.parts,
        "students": students,
        "same": found.same,
        "new": found.new,
        "again": found.again,
    }
