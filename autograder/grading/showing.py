"""What a teacher looks at to mark by hand: the whole notebook, run once more.

Answers are judged with no more than set-up and definitions beside them. A figure may
stand on any cell above it, so where one is marked by hand the notebook runs from the
top, in a sandbox of its own: nothing that was asked before can show up in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.grading.handed_in.intake import Submission
from autograder.oracle import shown
from autograder.oracle.verdict import Verdict
from autograder.sandbox import Cell, Limits, Session

LOCKED = "a cell of your teacher's"
LIMITS = Limits(total_seconds=90)


def document(submission: Submission) -> tuple[Cell, ...]:
    """Return all code but the checks, or nothing where no code is marked by hand."""
    cells = submission.notebook["cells"]
    if not any(map(_is_marked_by_hand, cells)):
        return ()
    return tuple(Cell(_name(cell), cell["source"]) for cell in cells if _is_run(cell))


def with_document(
    verdict: Verdict, session: Session, document: Sequence[Cell]
) -> Verdict:
    """Return the verdict with what the student's cells show in the whole notebook."""
    names = {cell.name for cell in document} - {LOCKED}
    outputs = shown.collect(document, session.run(document), names)
    return replace(verdict, outputs=outputs)


def _is_marked_by_hand(cell: Mapping[str, Any]) -> bool:
    nbgrader = _nbgrader(cell)
    answer = nbgrader.get("grade") and nbgrader.get("solution")
    return bool(nbgrader.get("task") or (answer and cell["cell_type"] == "code"))


def _is_run(cell: Mapping[str, Any]) -> bool:
    nbgrader = _nbgrader(cell)
    is_check = nbgrader.get("grade") and not nbgrader.get("solution")
    return cell["cell_type"] == "code" and not is_check


def _name(cell: Mapping[str, Any]) -> str:
    nbgrader = _nbgrader(cell)
    if nbgrader and not nbgrader.get("solution"):
        return LOCKED
    return str(nbgrader.get("grade_id") or cell["id"])


def _nbgrader(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    nbgrader: Mapping[str, Any] = cell["metadata"].get("nbgrader", {})
    return nbgrader
