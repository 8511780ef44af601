"""The table that `check` shows: compact, readable as text, safe in any notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from course_utils.desk.answers import Behaviour, Broken
from course_utils.desk.compare import Number, describe
from course_utils.desk.standins import StandIn

GREEN, VERMILION = "#00735c", "#b34700"  # Okabe-Ito hues, darkened to be legible text
WIDTH, LONGEST = 60, 180
HUGE = 10**300
MOST_AXES = 4


@dataclass(frozen=True)
class Row:
    """One case: its name, the criterion it serves, and what was wanted and came."""

    case: str
    criterion: str
    passed: bool
    expected: str
    came: str
    said: str = ""


@dataclass(frozen=True)
class Report:
    """What `check` found. It shows as a table and prints as the same facts in text."""

    name: str
    rows: tuple[Row, ...] = ()
    hints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def passed(self) -> bool:
        """Return whether every visible case came out right."""
        return not self.trouble and all(row.passed for row in self.rows)

    @property
    def headline(self) -> str:
        """Return the result in one line."""
        if self.trouble:
            return f"{self.name}: {self.trouble}"
        good = sum(row.passed for row in self.rows)
        if self.passed:
            return f"✓ {self.name}: all {good} visible checks pass"
        return f"✗ {self.name}: {good} of {len(self.rows)} visible checks pass"

    def __repr__(self) -> str:
        lines = [self.headline, *(f"  hint: {hint}" for hint in self.hints)]
        for row in self.rows:
            if not row.passed:
                lines += [f"  ✗ {row.case}", f"      {row.said}"]
                lines += [
                    f"      expected: {row.expected}",
                    f"      came:     {row.came}",
                ]
        lines += [f"  note: {note}" for note in self.notes]
        return "\n".join(line for line in lines if line.strip())

    def _repr_html_(self) -> str:
        table = _table(self.rows) if self.rows else ""
        hints = "".join(_line("Hint", hint) for hint in self.hints)
        notes = "".join(_line("Note", note) for note in self.notes)
        colour = GREEN if self.passed else VERMILION
        head = f'<p style="margin:4px 0;color:{colour};font-weight:bold">'
        return f"<div>{head}{escape(self.headline)}</p>{hints}{table}{notes}</div>"


def brief(value: Any) -> str:
    """Return a value on one short line: numbers where they fit, else what it is."""
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {brief(item)}" for key, item in value.items())
        return _clip(f"{{{inside}}}", LONGEST)
    if isinstance(value, tuple | list):
        return _clip(f"({', '.join(brief(item) for item in value)})", LONGEST)
    if isinstance(value, Behaviour):
        return f"a function that gives {brief(list(value.answers))}"
    if isinstance(value, Broken | StandIn):
        return _clip(str(value), LONGEST)
    if isinstance(value, np.ndarray) and (value.ndim > MOST_AXES or not value.size):
        return describe(value)
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=4, threshold=6, edgeitems=2)
        return f"{_clip(' '.join(text.split()))} {value.shape}"
    if isinstance(value, Number) and not isinstance(value, bool):
        huge = isinstance(value, int) and abs(value) > HUGE  # more than a float holds
        return "a huge whole number" if huge else f"{value:.6g}"
    return (
        _clip(repr(value))
        if value is None or isinstance(value, str)
        else describe(value)
    )


def _clip(text: str, width: int = WIDTH) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _table(rows: tuple[Row, ...]) -> str:
    explained = any(row.said for row in rows)
    names = ["", "case", "expected", "came", *(["what is off"] if explained else [])]
    heads = "".join(
        f'<th scope="col" style="text-align:left;padding:2px 10px">{name}</th>'
        for name in names
    )
    return (
        '<table style="border-collapse:collapse;font-size:90%">'
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(_table_row(row, explained) for row in rows)}</tbody></table>"
    )


def _table_row(row: Row, explained: bool) -> str:
    mark, colour = ("✓ right", GREEN) if row.passed else ("✗ wrong", VERMILION)
    cells = [row.case, row.expected, row.came, *([row.said] if explained else [])]
    start = (
        f'<td style="padding:2px 10px;color:{colour};white-space:nowrap">{mark}</td>'
    )
    rest = "".join(
        f'<td style="padding:2px 10px;text-align:left">{escape(cell)}</td>'
        for cell in cells
    )
    return f"<tr>{start}{rest}</tr>"


def _line(word: str, text: str) -> str:
    return f'<p style="margin:4px 0"><b>{word}:</b> {escape(text)}</p>'
