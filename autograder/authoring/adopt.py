"""A source notebook edited in JupyterLab, back into the text people edit.

The Create Assignment panel writes nbgrader's metadata; here it becomes a short role
again. What no role stands for keeps its literal `nbgrader={...}`, and builds as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.authoring.cells import (
    HEADER,
    AuthoringError,
    Exercises,
    Registry,
    exercises_of,
)
from autograder.authoring.roles import BLANK

DEFINITION = re.compile(r"(async )?def |class |@")


def adopt(notebook: Path, *, registry: Registry | None = None) -> str:
    """Return the percent script that builds the notebook `source/<w>/<w>.ipynb`."""
    import jupytext

    document = _read(notebook)
    exercises = exercises_of(notebook.stem, registry)
    for cell in document.cells:
        cell.metadata = _header(cell, exercises)
    document.cells = [c for c in document.cells if c.source.strip() or c.metadata]
    filters = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "all"}
    document.metadata = {"jupytext": filters}
    return _spaced(jupytext.writes(document, fmt="py:percent"))


def notes(notebook: Path, *, registry: Registry | None = None) -> tuple[str, ...]:
    """Return what the notebook says that its text cannot, and where it belongs."""
    exercises = exercises_of(notebook.stem, registry)
    cells = _read(notebook).cells
    return tuple(note for cell in cells for note in _notes(cell, exercises, notebook))


def _read(notebook: Path) -> Any:
    import nbformat

    # What nbformat raises for a broken file depends on how it is broken.
    broken = (OSError, ValueError, TypeError, AttributeError, nbformat.ValidationError)
    try:
        document = nbformat.read(notebook, as_version=4)
        nbformat.validate(document)
    except broken as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise AuthoringError(f"{notebook} is no notebook: {reason}") from error
    return document


def _spaced(text: str) -> str:
    """Return the text with the blank lines that `ruff format` wants between cells."""
    starts = [match.start() for match in HEADER.finditer(text)]
    parts = [
        text[start:end].rstrip("\n")
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]
    spaced = parts[:1]
    for before, after in pairwise(parts):
        wide = _ends_in_definition(before) or _starts_with_definition(after)
        spaced += ["\n\n\n" if wide else "\n\n", after]
    return "".join(spaced) + "\n"


def _ends_in_definition(part: str) -> bool:
    lines = [line for line in part.split("\n") if line and line[0] not in " )]}#"]
    return bool(lines) and bool(DEFINITION.match(lines[-1]))


def _starts_with_definition(part: str) -> bool:
    lines = [line for line in part.split("\n") if line and line[0] != "#"]
    return bool(lines) and bool(DEFINITION.match(lines[0]))


def _header(cell: Any, exercises: Exercises) -> dict[str, Any]:
    """Return the words of the cell's header."""
    data = cell.metadata.get("nbgrader", {})
    tags = cell.metadata.get("tags", [])
    role = _role(cell, data, exercises) if data else {}
    return role | ({"tags": list(tags)} if tags else {})


def _role(cell: Any, data: Mapping[str, Any], exercises: Exercises) -> dict[str, Any]:
    name, code = data.get("grade_id", ""), cell.cell_type == "code"
    checked = name.removeprefix("check-")
    match _kind(data):
        case "locked" if cell.metadata.get("workbook", {}).get("role") == "setup":
            return {"setup": name}
        case "locked" | "none":
            return {}
        case "solve" if code and name in exercises:
            return {"solve": name}
        case "test" if code and name != checked and checked in exercises:
            return {"check": checked}
        case "manual" if not code:
            return {"answer": name, "points": _points(data)}
        case "task" if not code:
            return {"task": name, "points": _points(data)}
    return {"nbgrader": {key: data[key] for key in sorted(data) if key != "checksum"}}


def _kind(data: Mapping[str, Any]) -> str:
    kinds = {
        (False, False, False): "locked" if data.get("locked") else "none",
        (False, True, False): "solve",
        (True, False, False): "test",
        (True, True, False): "manual",
        (False, False, True): "task",
    }
    flags = [bool(data.get(key, BLANK[key])) for key in ("grade", "solution", "task")]
    return kinds.get((flags[0], flags[1], flags[2]), "other")


def _points(data: Mapping[str, Any]) -> int | float:
    points: int | float = data.get("points", 0)
    return int(points) if points == int(points) else points


def _notes(cell: Any, exercises: Exercises, notebook: Path) -> Iterator[str]:
    data = cell.metadata.get("nbgrader", {})
    role = _role(cell, data, exercises) if data else {}
    if name := role.get("check"):
        points = exercises[name].points
        if data.get("points") != points:
            yield (
                f"check-{name} has {data.get('points')} points in the notebook and "
                f"{points:g} in its Exercise, which counts: change the criteria of "
                f"{name} in autograder/exercises/{notebook.stem}"
            )
    if role.get("points") == 0:
        yield f"{data['grade_id']} has no points yet; the build will ask for them"
