"""Where compiled code comes from: which lines of which cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """The lines of a cell that one file name stands for."""

    cell: str
    source: str
    above: int  # lines of the cell that stand above the first compiled one

    def line(self, number: int | None) -> tuple[int | None, str]:
        """Return the line in the cell, and the code that stands there."""
        if not number:
            return None, ""
        lines = self.source.splitlines()
        number = min(number + self.above, len(lines))
        return number, lines[number - 1].strip() if number > 0 else ""


NOWHERE = Place("", "", 0)


class Places:
    """The file names under which the cells of one notebook were compiled."""

    def __init__(self) -> None:
        self.latest = ""
        self._cell, self._source = "", ""
        self._known: dict[str, Place] = {}

    def begin(self, cell: str, source: str) -> None:
        """Say which cell is compiled from now on."""
        self._cell, self._source = cell, source

    def file(self, raw: str, transformed: str) -> str:
        """Return a new file name for the whole cell, or for its last lines."""
        # IPython drops empty lines at the top; a magic gets the lines below its own.
        above = _empty(raw)
        if raw != self._source:
            above = _height(self._source) - _height(transformed)
        self.latest = f"<cell {self._cell} {len(self._known) + 1}>"
        place = Place(self._cell, self._source, max(above, 0))
        self._known[self.latest] = place
        return self.latest

    def __contains__(self, filename: object) -> bool:
        return filename in self._known

    def __getitem__(self, filename: str) -> Place:
        return self._known.get(filename, NOWHERE)


def _empty(source: str) -> int:
    """Return how many lines at the top hold nothing."""
    lines = source.splitlines()
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _height(source: str) -> int:
    return len(source.rstrip().splitlines())
