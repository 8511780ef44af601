"""`workbook doctor`: can this machine grade, and does the sandbox hold?"""

from __future__ import annotations

import typer

from autograder.commands import console
from autograder.commands.console import out


def doctor() -> None:
    """Try the walls of the sandbox on this machine."""
    from rich.table import Table
    from rich.text import Text

    with out().status("trying the walls ..."):
        from autograder.sandbox.doctor import examine

        checks = examine()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for check in checks:
        good = "✓" if check.promised else "+"
        bad = "✗" if check.promised else "–"
        detail = "" if check.holds else check.detail
        table.add_row(good if check.holds else bad, check.name, Text(detail))
    out().print(table)
    broken = [check for check in checks if check.promised and not check.holds]
    if broken:
        out().print(f"✗ {len(broken)} of {len(checks)} do not hold: do not grade here.")
        raise typer.Exit(console.NO_SANDBOX)
    out().print(f"✓ All {len(checks)} checks hold: this machine can grade.")
