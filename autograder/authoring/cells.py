"""The text of a notebook as cells, each with the place where its author finds it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

HEADER = re.compile(r"^# %%(?:\s|$)", re.MULTILINE)

# What JupyterLab writes for a Python notebook, without the version of one machine:
# the kernel's name must be `python3`, or JupyterLab asks which kernel to take.
NOTEBOOK_METADATA: dict[str, Any] = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


class AuthoringError(ValueError):
    """A mistake in an authored text, as a sentence that names file and line."""


class HasPoints(Protocol):
    """What authoring asks of an exercise: its worth and its reference function."""

    @property
    def points(self) -> float:
        """Return the points of all criteria together."""
        ...

    @property
    def reference(self) -> Callable[..., Any]:
        """Return the function of `course_utils` that is right."""
        ...


Exercises = Mapping[str, HasPoints]
Registry = Mapping[str, Exercises]


def registered() -> Registry:
    """Return the exercises of every week, weeks and exercises in teaching order."""
    from autograder.exercises import exercises, weeks

    return {week: exercises(week) for week in weeks()}


def exercises_of(week: str, registry: Registry | None) -> Exercises:
    """Return the exercises of one week, by default from the course's registry."""
    known = registered() if registry is None else registry
    if week not in known:
        raise AuthoringError(
            f"{week} has a text but no exercises; there are exercises for "
            f"{', '.join(known) or 'no week'}"
        )
    return known[week]


@dataclass(frozen=True)
class Piece:
    """One cell of an authored text: kind, header, source, and where it stands."""

    kind: str
    source: str
    header: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""

    def mistake(self, sentence: str) -> AuthoringError:
        """Return the error that says what is wrong with this cell."""
        return AuthoringError(f"{self.where}: {sentence}")


def read_pieces(text: str, name: str) -> list[Piece]:
    """Return the cells of the percent script `text`; `name` is for messages."""
    import jupytext

    _refuse_text_before_cells(text, name)
    cells = jupytext.reads(text, fmt="py:percent").cells
    lines = [text.count("\n", 0, m.start()) + 1 for m in HEADER.finditer(text)]
    # jupytext decides what a cell is; should its count differ, numbers still help.
    exact = len(lines) == len(cells)
    places = lines if exact else range(1, len(cells) + 1)
    word = "line" if exact else "cell"
    return [
        Piece(
            kind=cell.cell_type,
            source=cell.source.rstrip("\n"),
            header=_header(cell.metadata),
            where=f"{name}, {word} {place}",
        )
        for cell, place in zip(cells, places, strict=True)
    ]


def _refuse_text_before_cells(text: str, name: str) -> None:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not HEADER.match(first):
        raise AuthoringError(
            f"{name}, line 1: the text begins with {first[:40]!r}; "
            "expected the header of a cell, such as `# %% [markdown]`"
        )


def _header(metadata: Mapping[str, Any]) -> dict[str, Any]:
    # Blank lines between cells are the formatter's business, not the notebook's.
    return {k: v for k, v in metadata.items() if k != "lines_to_next_cell"}


def cell_ids(sources: Iterable[str]) -> Iterator[str]:
    """Yield an id for each source: the same words always get the same id."""
    seen: dict[str, int] = {}
    for source in sources:
        digest = "cell-" + hashlib.sha256(source.encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        yield digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def notebook_json(cells: Iterable[Mapping[str, Any]]) -> str:
    """Return a valid notebook of these cells as JSON; same cells, same bytes."""
    import nbformat

    notebook = nbformat.from_dict(
        {
            "cells": list(cells),
            "metadata": NOTEBOOK_METADATA,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def cell_node(
    kind: str, identity: str, source: str, metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """Return one notebook cell, without outputs."""
    cell = {
        "cell_type": kind,
        "id": identity,
        "metadata": dict(metadata),
        "source": source,
    }
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell
