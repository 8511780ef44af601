"""Find the student's answers again, whatever happened to the cells around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.grading import extras
from autograder.grading.rawnotebook import (
    MAX_SOURCE,
    NOT_A_NOTEBOOK,
    IntakeError,
    RawCell,
)
from autograder.grading.skeleton import Skeleton, Slot

FLAGS = ("grade", "solution", "locked", "task", "points", "schema_version")


@dataclass
class Matched:
    """The answers by grade_id, the student's own cells, and what should be said.

    An extra cell carries the grade_id of the answer that comes next, or None.
    """

    answers: dict[str, str] = field(default_factory=dict)
    extras: list[tuple[str | None, RawCell]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def match(skeleton: Skeleton, cells: Sequence[RawCell]) -> Matched:
    """Return what the submitted cells say, seen through the teacher's notebook.

    Raises:
        IntakeError: the notebook is of another week.
    """
    _refuse_other_week(skeleton, cells)
    matched = Matched()
    parts = _parts(skeleton, cells)
    matched.extras = _own_cells(skeleton, cells)
    for slot in skeleton.slots.values():
        if slot.is_answer:
            _take(slot, parts.get(slot.grade_id, []), matched)
    _recover_missing(skeleton, matched)
    _note_restored(skeleton, cells, matched)
    return matched


def _refuse_other_week(skeleton: Skeleton, cells: Sequence[RawCell]) -> None:
    if not any(cell.kind or cell.source for cell in cells):
        raise IntakeError(NOT_A_NOTEBOOK)
    claimed = {cell.grade_id for cell in cells if cell.grade_id}
    ours = claimed & set(skeleton.slots)
    defined = set().union(*(extras.functions(cell.source) for cell in cells))
    if 2 * len(ours) >= len(claimed) and (ours or defined & set(skeleton.slots)):
        return
    raise IntakeError(
        f"This is not the notebook of {skeleton.week}: "
        + ("most" if ours else "none")
        + f" of its cells {'do not ' if ours else ''}belong to that week."
    )


def _parts(skeleton: Skeleton, cells: Sequence[RawCell]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for cell in cells:
        slot = skeleton.slots.get(cell.grade_id or "")
        if slot and slot.is_answer:
            parts.setdefault(slot.grade_id, []).append(cell.source)
    return parts


def _own_cells(
    skeleton: Skeleton, cells: Sequence[RawCell]
) -> list[tuple[str | None, RawCell]]:
    """Return the cells that are not ours, and our locked ones that were rewritten."""
    own: list[tuple[str | None, RawCell]] = []
    following: str | None = None
    for cell in reversed(cells):
        slot = skeleton.slots.get(cell.grade_id or "")
        if slot and slot.is_answer:
            following = slot.grade_id
        elif cell.source.strip() and not (slot and _same(cell, slot)):
            own.append((following, cell))
    return own[::-1]


def _take(slot: Slot, parts: list[str], matched: Matched) -> None:
    """Join the pieces of one answer: stubs and exact copies are no pieces."""
    unlike = dict.fromkeys(part.strip("\n") for part in parts)
    written = [part for part in unlike if part.split() != slot.source.split()]
    if not parts:
        return
    source = "\n".join(written) if written else slot.source
    if len(source) > MAX_SOURCE:
        matched.notes.append(
            f"The answer to {slot.grade_id} is longer than {MAX_SOURCE} characters; "
            "it was not read."
        )
        return
    matched.answers[slot.grade_id] = source
    if len(written) > 1:
        matched.notes.append(
            f"Your answer to {slot.grade_id} was in {len(written)} cells; "
            "they were joined in the order of the notebook."
        )


def _recover_missing(skeleton: Skeleton, matched: Matched) -> None:
    """Find an answer whose cell lost its name by the function that it defines."""
    for slot in skeleton.slots.values():
        if not slot.is_answer or slot.grade_id in matched.answers:
            continue
        if slot.role == "manual" or not _recovered(slot.grade_id, matched):
            matched.notes.append(
                f"The answer cell of {slot.grade_id} is missing; "
                "it counts as not attempted."
            )


def _recovered(name: str, matched: Matched) -> bool:
    merged = [
        grade_id
        for grade_id, source in matched.answers.items()
        if name in extras.functions(source)
    ]
    if merged:
        # The stub must not come after the function and undo it.
        matched.answers[name] = f"# The answer is in the cell of {merged[0]}."
        return True
    found = [
        place
        for place, (_, cell) in enumerate(matched.extras)
        if cell.kind != "markdown" and name in extras.functions(cell.source)
    ]
    if len(found) != 1:
        return False
    matched.answers[name] = matched.extras.pop(found[0])[1].source
    matched.notes.append(
        f"The cell of {name} had lost its name; it was found by its function."
    )
    return True


def _note_restored(
    skeleton: Skeleton, cells: Sequence[RawCell], matched: Matched
) -> None:
    seen = {cell.grade_id for cell in cells}
    locked = {
        grade_id: slot
        for grade_id, slot in skeleton.slots.items()
        if not slot.is_answer
    }
    ours = [
        (cell, skeleton.slots[cell.grade_id])
        for cell in cells
        if cell.grade_id in skeleton.slots
    ]
    rewritten = [
        cell.grade_id or ""
        for cell, slot in ours
        if not slot.is_answer and not _same(cell, slot)
    ]
    tampered = [cell.grade_id or "" for cell, slot in ours if _tampered(cell, slot)]
    missing = [grade_id for grade_id in locked if grade_id not in seen]
    for names, what in (
        (rewritten, "Locked cells that were changed are graded as released: {}."),
        (missing, "Locked cells that were missing are put back: {}."),
        (
            tampered,
            "Grading settings that were changed are ignored: {}.",
        ),
    ):
        if names:
            matched.notes.append(what.format(_few(names)))


def _tampered(cell: RawCell, slot: Slot) -> bool:
    truth = slot.cell["metadata"].get("nbgrader", {})
    changed = any(cell.nbgrader.get(flag) != truth.get(flag) for flag in FLAGS)
    return changed or cell.kind != slot.cell["cell_type"]


def _same(cell: RawCell, slot: Slot) -> bool:
    return cell.source.split() == slot.source.split()


def _few(names: Sequence[str], most: int = 2) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
