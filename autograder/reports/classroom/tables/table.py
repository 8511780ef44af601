"""One table of the report, and the file it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.reports.export.sheets import Value, to_csv

Rows = list[tuple[Value, ...]]


@dataclass(frozen=True)
class Table:
    """One file: what it is called, what is in it, and its rows."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: Rows

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return f"{self.name}.csv"

    def csv(self) -> str:
        """Return the table as comma-separated values."""
        return to_csv(self.columns, self.rows)
