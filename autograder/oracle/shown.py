"""What the cells of a submission showed, as far as a verdict carries it."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from autograder.sandbox import Cell, Outcome
from autograder.sandbox.inside.capture import LEFT_OUT
from autograder.sandbox.outcome import Output

Shown = Mapping[str, tuple[Output, ...]]

BYTES = 1_500_000
"""How large the outputs of one submission may be in all, as they are stored."""


def collect(
    cells: Sequence[Cell], outcomes: Sequence[Outcome], names: Collection[str]
) -> Shown:
    """Return what the cells of these names showed, until there is no more room.

    Only of cells that ran: what a function shows while it is asked about hidden inputs
    is not among it.
    """
    shown: dict[str, tuple[Output, ...]] = {}
    left = BYTES
    for cell, outcome in zip(cells, outcomes, strict=True):
        if cell.name not in names:
            continue
        kept: list[Output] = []
        for output in (*outcome.outputs, *_ending(outcome)):
            left -= _size(output)
            if left < 0:
                kept.append(Output("note", LEFT_OUT))
                break
            kept.append(output)
        if kept:
            shown[cell.name] = (*shown.get(cell.name, ()), *kept)
        if left < 0:
            break
    return shown


def to_plain(shown: Shown) -> dict[str, Any]:
    """Return the outputs as JSON takes them, pictures in base64."""
    return {
        name: [
            {"kind": one.kind, "text": one.text}
            | ({"png": base64.b64encode(one.png).decode("ascii")} if one.png else {})
            for one in outputs
        ]
        for name, outputs in shown.items()
    }


def from_plain(data: Mapping[str, Any]) -> Shown:
    """Return the outputs that `to_plain` wrote."""
    return {
        name: tuple(
            Output(one["kind"], one["text"], base64.b64decode(one.get("png", "")))
            for one in outputs
        )
        for name, outputs in data.items()
    }


def _ending(outcome: Outcome) -> list[Output]:
    """Return the words for a cell that did not come to its end."""
    if outcome.kind == "value":
        return []
    said = str(outcome.error) if outcome.error else f"The cell ended: {outcome.reason}"
    return [Output("note", said)]


def _size(output: Output) -> int:
    """Return about how many bytes an output takes as JSON."""
    return 2 * len(output.text) + 4 * len(output.png) // 3 + 40
