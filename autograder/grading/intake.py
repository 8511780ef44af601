"""Turn whatever a student handed in into the cells that will be graded.

The teacher's notebook is the truth. From the submission only the source of answer
cells is taken, by grade_id; everything else is restored, and a note says so.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading import extras
from autograder.grading.matching import Matched, match
from autograder.grading.rawnotebook import IntakeError, RawCell, read_cells
from autograder.grading.skeleton import Skeleton, Slot, load
from autograder.sandbox.outcome import Cell

__all__ = ["Answer", "IntakeError", "Submission", "read"]


@dataclass(frozen=True)
class Answer:
    """What the student wrote in one answer cell; `unchanged` if it is the stub."""

    grade_id: str
    source: str
    unchanged: bool
    manual: bool
    points: float


@dataclass(frozen=True)
class Submission:
    """A submission as it will be graded.

    Attributes:
        week: the assignment.
        cells: the code to run, in the order of the released notebook.
        notes: sentences for the student about what was joined or restored.
        notebook: the released notebook with the answers in it, as plain data.
        answers: the answer cells, code and prose, in the released order.
        title: the heading of the notebook.
    """

    week: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    notebook: dict[str, Any]
    answers: tuple[Answer, ...]
    title: str


def read(notebook: bytes | Path, week: str, course: Course) -> Submission:
    """Return what is graded of the notebook.

    Raises:
        IntakeError: nothing of it can be graded; the message is the reason.
    """
    try:
        skeleton = load(week, course)
        return _submission(skeleton, match(skeleton, read_cells(notebook)))
    except IntakeError:
        raise
    except Exception as error:
        # The last wall: a submission must never raise anything else into the batch.
        raise IntakeError(
            f"The notebook could not be read ({type(error).__name__})."
        ) from error


def _submission(skeleton: Skeleton, matched: Matched) -> Submission:
    answers = tuple(
        _answer(slot, matched) for slot in skeleton.slots.values() if slot.is_answer
    )
    sources = {answer.grade_id: answer.source for answer in answers}
    return Submission(
        week=skeleton.week,
        cells=tuple(_cells(skeleton, sources, matched)),
        notes=tuple(matched.notes),
        notebook=_filled(skeleton, sources, matched),
        answers=answers,
        title=skeleton.title,
    )


def _answer(slot: Slot, matched: Matched) -> Answer:
    source = matched.answers.get(slot.grade_id, slot.source)
    return Answer(
        grade_id=slot.grade_id,
        source=source,
        unchanged=source.split() == slot.source.split(),
        manual=slot.role == "manual",
        points=slot.points,
    )


def _cells(
    skeleton: Skeleton, sources: dict[str, str], matched: Matched
) -> Iterator[Cell]:
    """Yield set-up, answers, and the student's own definitions before each answer."""
    own = _helpers(skeleton, matched)
    for slot in skeleton.slots.values():
        if slot.is_answer:
            yield from own.get(slot.grade_id, [])
        if slot.role == "setup":
            yield Cell(slot.grade_id, slot.source)
        elif slot.role == "solve":
            yield Cell(slot.grade_id, sources[slot.grade_id])
    yield from own.get(None, [])


def _helpers(skeleton: Skeleton, matched: Matched) -> dict[str | None, list[Cell]]:
    exercises = {slot.grade_id for slot in skeleton.slots.values() if slot.is_answer}
    helpers: dict[str | None, list[Cell]] = {}
    for number, (before, cell) in enumerate(matched.extras, start=1):
        source = extras.definitions(cell.source, leave_out=exercises)
        if source:
            name = f"your extra cell {number}"
            helpers.setdefault(before, []).append(Cell(name, source))
    return helpers


def _filled(
    skeleton: Skeleton, sources: dict[str, str], matched: Matched
) -> dict[str, Any]:
    """Return the teacher's notebook with the answers and the student's own cells."""
    notebook = copy.deepcopy(skeleton.notebook)
    own = list(matched.extras)
    cells: list[dict[str, Any]] = []
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in sources:
            cells += [_own_cell(extra) for before, extra in own if before == grade_id]
            cell["source"] = sources[grade_id]
        cells.append(cell)
    cells += [_own_cell(extra) for before, extra in own if before is None]
    unnamed = (cell for cell in cells if not cell.get("id"))
    for number, cell in enumerate(unnamed, start=1):
        cell["id"] = f"student-{number}"
    notebook["cells"] = cells
    return notebook


def _own_cell(extra: RawCell) -> dict[str, Any]:
    kind = extra.kind if extra.kind in ("code", "markdown") else "raw"
    cell: dict[str, Any] = {
        "id": "",
        "cell_type": kind,
        "metadata": {},
        "source": extra.source,
    }
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})
