"""A lesson's text as a notebook that holds its outputs: executed, never graded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.authoring.cells import (
    AuthoringError,
    Piece,
    cell_ids,
    cell_node,
    notebook_json,
    read_pieces,
)
from autograder.course import REPOSITORY, Course

TIMEOUT = 120  # seconds for one cell
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def build_lesson(week: str, course: Course, *, execute: bool = True) -> Path:
    """Build the lesson's notebook, by default with its outputs; return its path."""
    cells = _lesson_cells(week, course)
    target = course.lesson_notebook(week)
    text = notebook_json(cells)
    if execute:
        text = _executed(text, _read(week, course), course)
    target.write_text(text, "utf-8", newline="\n")
    return target


def lesson_differences(course: Course) -> list[str]:
    """Return a sentence for each lesson whose cells are not those of its text."""
    texts = sorted((course.root / "notebooks").glob("*.py"))
    return [sentence for path in texts for sentence in _differences(path.stem, course)]


def _differences(week: str, course: Course) -> Iterator[str]:
    import nbformat

    target = course.lesson_notebook(week)
    path, remedy = target.relative_to(course.root), f"run `workbook build {week}`"
    if not target.is_file():
        yield f"{path} is missing: {remedy}"
        return
    built = nbformat.read(target, as_version=4)
    if [_bare(cell) for cell in built.cells] != _lesson_cells(week, course):
        yield f"{path} is not what its text gives: {remedy}"
    elif any(cell.get("execution_count", 1) is None for cell in built.cells):
        yield f"{path} has cells without a result: {remedy}"


def _bare(cell: Any) -> dict[str, Any]:
    return cell_node(cell.cell_type, cell.id, cell.source, cell.metadata)


def _read(week: str, course: Course) -> list[Piece]:
    path = course.lesson_text(week)
    if not path.is_file():
        raise AuthoringError(f"there is no {path}")
    return read_pieces(path.read_text("utf-8"), str(path.relative_to(course.root)))


def _lesson_cells(week: str, course: Course) -> list[dict[str, Any]]:
    pieces = _read(week, course)
    for piece in pieces:
        if roles := set(piece.header) - {"tags"}:
            raise piece.mistake(f"a lesson has no graded cells; got {sorted(roles)[0]}")
    ids = cell_ids(piece.source for piece in pieces)
    return [
        cell_node(piece.kind, identity, piece.source, piece.header)
        for piece, identity in zip(pieces, ids, strict=True)
    ]


def _executed(text: str, pieces: list[Piece], course: Course) -> str:
    """Return the notebook with what its cells print and draw."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook = nbformat.reads(text, as_version=4)
    folder = course.root / "notebooks"
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        # The kernel's own log is no business of the author.
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute(cwd=str(folder), env=_environment(course))
    except CellExecutionError as error:
        where = pieces[_failed(notebook)]
        raise where.mistake(f"the cell raised {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise AuthoringError(f"a cell of {folder.name} ran over {TIMEOUT} s") from None
    return notebook_json(_settled(cell) for cell in notebook.cells)


def _environment(course: Course) -> dict[str, str]:
    roots = [str(course.root), str(REPOSITORY), os.environ.get("PYTHONPATH", "")]
    path = os.pathsep.join(dict.fromkeys(root for root in roots if root))
    # One thread sums in one order, however many cores there are.
    settled = {"OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    return os.environ | settled | {"PYTHONPATH": path}


def _failed(notebook: Any) -> int:
    """Return the index of the cell whose outputs end in an error."""
    kinds = [
        [output.output_type for output in cell.get("outputs", [])]
        for cell in notebook.cells
    ]
    return next((i for i, kind in enumerate(kinds) if "error" in kind), 0)


def _settled(cell: Any) -> Any:
    """Return the cell without what differs from run to run."""
    for output in cell.get("outputs", []):
        # A view names a model by a random id; it is dead once the kernel is gone.
        output.get("data", {}).pop(WIDGET_VIEW, None)
    return cell
