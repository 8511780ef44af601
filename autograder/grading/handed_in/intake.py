"""Turn whatever a student handed in into the cells that will be graded.

The teacher's notebook is the truth. From the submission only the source of answer
cells is taken, by grade_id; everything else is restored, and a note says so.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.handed_in import extras
from autograder.grading.handed_in.answers import syntax
from autograder.grading.handed_in.answers.pieces import without_placeholder
from autograder.grading.handed_in.matching import Matched, match
from autograder.grading.handed_in.rawnotebook import (
    PROSE,
    IntakeError,
    RawCell,
    read_cells,
)
from autograder.grading.handed_in.skeleton import Skeleton, Slot, load
from autograder.sandbox.outcome import Cell

MOST_KEPT = 300  # own cells in the graded notebook
MAX_KEPT = 1_000_000  # characters of them

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
    answers = tuple(_answer(slot, matched) for slot in skeleton.answers)
    sources = {answer.grade_id: answer.source for answer in answers}
    cells = tuple(_cells(skeleton, sources, matched))
    return Submission(
        week=skeleton.week,
        cells=cells,
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
    skeleton: Skeleton, sources: Mapping[str, str], matched: Matched
) -> Iterator[Cell]:
    """Yield set-up and answers in order, with what they may look up before them."""
    own = _own_code(skeleton, sources, matched)
    theirs = _bound_by_student(sources, matched)
    for slot in skeleton.slots.values():
        yield from own.get(slot.grade_id, [])
        if slot.role == "setup":
            yield Cell(slot.grade_id, slot.source)
        elif slot.role == "solve":
            yield Cell(slot.grade_id, _to_run(slot, sources))
        elif slot.role == "locked" and slot.cell["cell_type"] == "code":
            given = extras.definitions(slot.source, leave_out=theirs)
            yield from [Cell(slot.grade_id, given)] if given else []
    yield from own.get(None, [])
    for slot in _undone(skeleton, sources):
        yield Cell(slot.grade_id, _to_run(slot, sources))


def _to_run(slot: Slot, sources: Mapping[str, str]) -> str:
    return without_placeholder(slot, sources[slot.grade_id])


def _bound_by_student(sources: Mapping[str, str], matched: Matched) -> frozenset[str]:
    """Return the names of the student's, which no helper of the teacher's replaces."""
    own = [cell.source for _, cell in matched.extras if cell.kind not in PROSE]
    return frozenset().union(*map(syntax.bound, (*sources.values(), *own)))


def _own_code(
    skeleton: Skeleton, sources: Mapping[str, str], matched: Matched
) -> dict[str | None, list[Cell]]:
    """Return what is run of the student's own cells, by the answer that comes next."""
    solved = [slot.grade_id for slot in skeleton.answers]
    own = [(name, one.source) for name, one in matched.extras if one.kind not in PROSE]
    run = extras.runnable(
        [source for _, source in own], [sources[name] for name in solved], solved
    )
    cells: dict[str | None, list[Cell]] = {}
    for number, ((following, _), source) in enumerate(zip(own, run, strict=True), 1):
        if source:
            cell = Cell(f"your extra cell {number}", source)
            cells.setdefault(following, []).append(cell)
    return cells


def _undone(skeleton: Skeleton, sources: Mapping[str, str]) -> Iterator[Slot]:
    """Yield the answers whose function a later answer replaces with one of its own.

    Their cells run a second time at the end: each exercise is judged by its own cell.
    """
    solved = [slot for slot in skeleton.answers if slot.role == "solve"]
    later: set[str] = set()
    undone = []
    for slot in reversed(solved):
        source = sources[slot.grade_id]
        if slot.grade_id in later and slot.grade_id in syntax.functions(source):
            undone.append(slot)
        later |= syntax.bound(source)
    return reversed(undone)


def _filled(
    skeleton: Skeleton, sources: Mapping[str, str], matched: Matched
) -> dict[str, Any]:
    """Return the teacher's notebook with the answers and the student's own cells."""
    notebook = copy.deepcopy(skeleton.notebook)
    own = list(_kept(matched))
    cells: list[dict[str, Any]] = []
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in sources:
            cells += [_own_cell(extra) for before, extra in own if before == grade_id]
            cell["source"] = sources[grade_id]
            _attach(cell, matched.pictures.get(grade_id))
        cells.append(cell)
    cells += [_own_cell(extra) for before, extra in own if before is None]
    unnamed = (cell for cell in cells if not cell.get("id"))
    for number, cell in enumerate(unnamed, start=1):
        cell["id"] = f"student-{number}"
    notebook["cells"] = cells
    return notebook


def _kept(matched: Matched) -> Iterator[tuple[str | None, RawCell]]:
    """Yield the student's own cells that a teacher will see: not thousands."""
    left = MAX_KEPT
    for before, extra in matched.extras[:MOST_KEPT]:
        left -= len(extra.source)
        if left >= 0:
            yield before, extra


def _own_cell(extra: RawCell) -> dict[str, Any]:
    kind = extra.kind if extra.kind in ("code", "markdown") else "raw"
    cell: dict[str, Any] = {
        "id": "",
        "cell_type": kind,
        "metadata": {},
        "source": extra.source,
    }
    if kind == "markdown":
        _attach(cell, extra.pictures)
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def _attach(
    cell: dict[str, Any], pictures: Mapping[str, Mapping[str, str]] | None
) -> None:
    if pictures:
        cell["attachments"] = {name: dict(kinds) for name, kinds in pictures.items()}
