"""An honest student's desk: the notebook with right answers, and what befell it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

WEEK = "c1w2_logistic_regression"
WRITTEN = "why-not-squares"

Cell = dict[str, Any]


class Desk:
    """The released notebook, answered in full, and the means to do things to it."""

    def __init__(self, released: Cell, solutions: Mapping[str, str]) -> None:
        self.released = released
        self.solutions = dict(solutions)
        self.notebook = copy.deepcopy(released)
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])
        self.files: dict[str, bytes] | None = None
        self.timestamp = "2026-09-14 16:30:00 UTC"
        for name, source in solutions.items():
            self.cell(name)["source"] = source

    @property
    def cells(self) -> list[Cell]:
        """The cells as they are."""
        return self.notebook["cells"]

    def only(self, *names: str) -> None:
        """Take every answer back but these."""
        for name in self.solutions.keys() - set(names):
            self.cell(name)["source"] = self.stub(name)

    def stub(self, name: str) -> str:
        """Return the cell's text as it was released."""
        return "".join(find(self.released, name)["source"])

    def cell(self, name: str) -> Cell:
        """Return the cell of that name."""
        return find(self.notebook, name)

    def place(self, name: str) -> int:
        """Return the number of the cell of that name."""
        return self.cells.index(self.cell(name))

    def answer(self, name: str, source: str) -> None:
        """Write another answer into the cell."""
        self.cell(name)["source"] = dedent(source).strip()

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a piece of the answer, which must be there."""
        source = self.cell(name)["source"]
        assert source.count(old) == 1, f"{name} has {old!r} {source.count(old)} times"
        self.cell(name)["source"] = source.replace(old, new)

    def top(self, name: str, line: str) -> None:
        """Write a line at the top of the function's body."""
        head, quotes, body = self.cell(name)["source"].rpartition('"""\n')
        self.cell(name)["source"] = f"{head}{quotes}    {line}\n{body}"

    def own(self, source: str, *, before: str = "", after: str = "", kind="code"):
        """Add a cell of the student's own; at the end, unless a place is given."""
        cell = {"id": f"own-{len(self.cells)}", "cell_type": kind, "metadata": {}}
        cell["source"] = dedent(source).strip()
        if kind == "code":
            cell |= {"outputs": [], "execution_count": None}
        place = len(self.cells)
        place = self.place(before) if before else place
        place = self.place(after) + 1 if after else place
        self.cells.insert(place, cell)
        return cell

    def copy_of(self, name: str) -> Cell:
        """Return a copy of a cell, metadata and all, as JupyterLab makes it."""
        return copy.deepcopy(self.cell(name)) | {"id": f"copy-{len(self.cells)}"}

    def remove(self, *names: str) -> None:
        """Delete cells."""
        for name in names:
            del self.cells[self.place(name)]

    def for_each_cell(self, change: Callable[[Cell], object]) -> None:
        """Do something to every cell."""
        for cell in self.cells:
            change(cell)

    def data(self) -> bytes:
        """Return the notebook as JupyterLab saves it."""
        return json.dumps(self.notebook, ensure_ascii=False, indent=1).encode()

    def handed_in(self) -> dict[str, bytes]:
        """Return the files of the submission."""
        return self.files or {f"{WEEK}.ipynb": self.data()}


@dataclass(frozen=True)
class Entry:
    """A right solution that something happened to.

    Attributes:
        id: the name of the student who hands it in.
        about: one sentence.
        make: does it to a desk on which everything is answered.
        answered: the exercises that are answered; all, if None.
        loses: what a careful human would find missing, by exercise: the name of a
            criterion, or "everything".
        refused: a piece of the reason, where nothing can be graded.
        says: a piece of what the student is told.
    """

    id: str
    about: str
    make: Callable[[Desk], object]
    answered: tuple[str, ...] | None = None
    loses: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    says: str = ""


ENTRIES: list[Entry] = []


def fair(*answered: str, **about: Any) -> Callable[[Any], Any]:
    """Enter the function below into the corpus; its docstring is the sentence."""

    def enter(make: Callable[[Desk], object]) -> Callable[[Desk], object]:
        sentence = " ".join((make.__doc__ or "").split())
        entry = Entry(make.__name__, sentence, make, answered or None, **about)
        ENTRIES.append(entry)
        return make

    return enter


def find(notebook: Cell, name: str) -> Cell:
    """Return the first cell of that grade_id."""
    return next(
        cell
        for cell in notebook["cells"]
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == name
    )
