"""`workbook doctor`: can this machine grade, and does the sandbox hold?"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out

if TYPE_CHECKING:
    from rich.table import Table

    from autograder.sandbox.doctor import Check


class Walls(StrEnum):
    """The kinds of walls that a teacher can ask for, the strongest first."""

    A = "A"
    A_PRIME = "A'"
    B = "B"


def doctor(
    tier: Annotated[
        Walls | None, typer.Option(help="Try these walls, not the strongest.")
    ] = None,
) -> None:
    """Try the walls of the sandbox on this machine.

    Which walls stand here is found out by starting them, and what they promise by a
    program that tries to break out.
    """
    with out().status("trying the walls ..."):
        from autograder.sandbox.doctor import examine

        checks = examine(tier.value if tier else None)
    out().print(_table(checks))
    broken = [check for check in checks if check.promised and not check.holds]
    promised = sum(check.promised for check in checks)
    if broken:
        out().print(f"✗ {len(broken)} of {promised} do not hold: do not grade here.")
        raise typer.Exit(console.NO_SANDBOX)
    started = next(check.detail for check in checks if check.promised)
    out().print(f"✓ All {promised} checks hold in {started}: this machine can grade.")


def _table(checks: list[Check]) -> Table:
    """Return the checks as a table; what is not promised is a plus or a dash."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for wraps in (False, False, True):
        table.add_column(no_wrap=not wraps)
    for check in checks:
        good = "✓" if check.promised else "+"
        bad = "✗" if check.promised else "–"
        detail = "" if check.holds else check.detail
        table.add_row(good if check.holds else bad, check.name, Text(detail))
    return table
