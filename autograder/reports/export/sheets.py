"""Comma-separated values that no spreadsheet runs and no terminal obeys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.grading.text import plain

Value = str | float | int | bool | None
# A spreadsheet takes a cell that begins so for a formula; the wide forms, too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_DECIMALS = 6


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a table as RFC 4180 has it: a header, quotes where needed, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(column) for column in columns])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Value) -> str | float | int:
    """Return a value as a cell: numbers stay numbers, and text is only ever text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        rounded = round(value, _DECIMALS)
        return int(rounded) if rounded.is_integer() else rounded
    return _harmless(value)


def _harmless(text: str) -> str:
    """Return text without control characters, and with a quote before a formula."""
    clean = plain(text)  # which takes a carriage return out, too
    # Some programs pass over white space in front; a tab alone is enough for others.
    formula = clean.startswith("\t") or clean.lstrip().startswith(_FORMULA)
    return f"'{clean}" if formula else clean
