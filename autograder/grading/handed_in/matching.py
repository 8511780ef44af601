"""From the cells of a submission to the answers, and what should be said of them.

docs/intake.md tells teachers the rules that are kept here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.grading.handed_in.answers import pieces, recover, syntax
from autograder.grading.handed_in.answers.recognise import (
    Placed,
    is_same,
    recognise,
    words,
)
from autograder.grading.handed_in.rawnotebook import (
    NOT_A_NOTEBOOK,
    PROSE,
    IntakeError,
    RawCell,
)
from autograder.grading.handed_in.skeleton import Skeleton, Slot

FLAGS = ("grade", "solution", "locked", "task", "points", "schema_version")


@dataclass
class Matched:
    """The answers by grade_id, the student's own cells, and what should be said.

    An own cell carries the grade_id of the answer that comes next, or None. `found`
    names the answers that stood elsewhere, `pictures` holds what was pasted into
    written answers.
    """

    answers: dict[str, str] = field(default_factory=dict)
    extras: list[tuple[str | None, RawCell]] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, dict[str, Mapping[str, str]]] = field(default_factory=dict)


def match(skeleton: Skeleton, cells: Sequence[RawCell]) -> Matched:
    """Return what the submitted cells say, seen through the teacher's notebook.

    Raises:
        IntakeError: the notebook is of another week.
    """
    placed = recognise(skeleton, cells)
    _refuse_other_week(skeleton, cells, placed)
    matched = Matched()
    for slot in skeleton.answers:
        _collect(slot, placed, matched)
    for slot in skeleton.answers:
        _recover(slot, skeleton, placed, matched)
    matched.extras += _own_cells(placed)
    matched.notes += (*_remarks(skeleton, matched), *_restored(skeleton, placed))
    return matched


def _refuse_other_week(
    skeleton: Skeleton, cells: Sequence[RawCell], placed: Sequence[Placed]
) -> None:
    if not any(cell.kind or cell.source for cell in cells):
        raise IntakeError(NOT_A_NOTEBOOK)
    claimed = {cell.grade_id for cell in cells if cell.grade_id}
    ours = claimed & set(skeleton.slots)
    if 2 * len(ours) >= len(claimed) and (ours or _is_nameless(skeleton, placed)):
        return
    if 2 * len(ours) >= len(skeleton.slots):  # ours, with much from elsewhere
        return
    raise IntakeError(
        f"This is not the notebook of {skeleton.week}: "
        + ("most" if ours else "none")
        + f" of its cells {'do not ' if ours else ''}belong to that week."
    )


def _is_nameless(skeleton: Skeleton, placed: Sequence[Placed]) -> bool:
    """Tell whether it is ours without its names: by a function, or by most texts."""
    functions = (syntax.functions(one.cell.source) for one in placed)
    known = sum(one.slot is not None for one in placed)
    return 2 * known >= len(placed) or any(
        defined & skeleton.slots.keys() for defined in functions
    )


def _collect(slot: Slot, placed: Sequence[Placed], matched: Matched) -> None:
    """Put the answer together from every cell that is known to belong to it."""
    own = [one.cell for one in placed if one.slot is slot]
    if not own:
        return
    answered = pieces.put_together(slot, [cell.source for cell in own])
    _keep_pictures(slot, own, matched)
    matched.answers[slot.grade_id] = answered.source
    matched.notes += answered.notes
    for source in answered.spare:
        matched.extras.append((slot.grade_id, RawCell("code", source)))


def _keep_pictures(slot: Slot, cells: Sequence[RawCell], matched: Matched) -> None:
    """Let a written answer have its photographs: a teacher reads it."""
    if slot.role == "manual" and slot.cell["cell_type"] == "markdown":
        pictures = matched.pictures.setdefault(slot.grade_id, {})
        for cell in cells:
            pictures.update(cell.pictures)


def _recover(
    slot: Slot, skeleton: Skeleton, placed: list[Placed], matched: Matched
) -> None:
    """Look elsewhere for an answer that is missing or was left as it was released."""
    missing = slot.grade_id not in matched.answers
    source = matched.answers.get(slot.grade_id, "")
    if slot.role == "manual":
        found = _is_blank(slot, source) and _take_prose(slot, skeleton, placed, matched)
    else:
        found = slot.grade_id not in syntax.bound(source) or _is_blank(slot, source)
        found = found and _take_function(slot, placed, matched)
    if missing and not found:
        matched.notes.append(
            f"The answer cell of {slot.grade_id} is missing; "
            "it counts as not attempted."
        )


def _take_prose(
    slot: Slot, skeleton: Skeleton, placed: list[Placed], matched: Matched
) -> bool:
    order = {name: number for number, name in enumerate(skeleton.slots)}
    beside = recover.prose_beside(slot, order, placed)
    if beside:
        cells = [placed[number].cell for number in beside]
        texts = (cell.source.strip("\n") for cell in cells)
        matched.answers[slot.grade_id] = "\n\n".join(texts)
        _keep_pictures(slot, cells, matched)
        matched.notes.append(
            f"Your answer to {slot.grade_id} was taken from the cell beside its place."
        )
        placed[:] = [one for n, one in enumerate(placed) if n not in beside]
    return bool(beside)


def _take_function(slot: Slot, placed: list[Placed], matched: Matched) -> bool:
    name, source = slot.grade_id, matched.answers.get(slot.grade_id, "")
    place = recover.function_elsewhere(slot, placed)
    if place is not None:
        own = syntax.visible(placed.pop(place).cell.source)
        if not _is_blank(slot, source):
            matched.extras.append((name, RawCell("code", source)))
        matched.answers[name] = own
        matched.found.append(name)
        return True
    host = recover.host(slot, matched.answers)
    if host and _is_blank(slot, source):
        # The stub must not come after the function and undo it.
        matched.answers[name] = f"# The answer is in the cell of {host}."
    return host is not None


def _is_blank(slot: Slot, source: str) -> bool:
    return words(source) in ("", words(slot.source))


def _own_cells(placed: Sequence[Placed]) -> list[tuple[str | None, RawCell]]:
    """Return the cells that are not ours, each with the answer that comes next."""
    own: list[tuple[str | None, RawCell]] = []
    following: str | None = None
    for one in reversed(placed):
        if one.slot and one.slot.is_answer:
            following = one.slot.grade_id
        elif one.slot is None and one.cell.source.strip():
            own.append((following, one.cell))
    return own[::-1]


def _remarks(skeleton: Skeleton, matched: Matched) -> Iterator[str]:
    """Yield what is said of functions that stand in cells of the student's own."""
    if matched.found:
        yield (
            "These answers were not in their cells and were found by the function "
            f"that they define: {_few(matched.found)}."
        )
    solved = {slot.grade_id for slot in skeleton.answers if slot.role == "solve"}
    own = (cell for _, cell in matched.extras if cell.kind not in PROSE)
    again = {name for cell in own for name in syntax.functions(cell.source) & solved}
    if again:
        yield (
            "Also defined in a cell of your own, where the answer cell counts: "
            f"{_few(sorted(again))}."
        )


def _restored(skeleton: Skeleton, placed: Sequence[Placed]) -> Iterator[str]:
    """Yield what is said of the teacher's cells that were changed or are missing."""
    ours = [(one.cell, one.slot) for one in placed if one.slot]
    seen = {slot.grade_id for _, slot in ours}
    locked = [slot for slot in skeleton.slots.values() if not slot.is_answer]
    rewritten = [
        slot.grade_id
        for cell, slot in ours
        if not slot.is_answer and not is_same(cell, slot)
    ]
    missing = [slot.grade_id for slot in locked if slot.grade_id not in seen]
    tampered = [slot.grade_id for cell, slot in ours if _is_tampered(cell, slot)]
    for names, what in (
        (rewritten, "Locked cells that were changed are graded as released: {}."),
        (missing, "Locked cells that were missing are put back: {}."),
        (tampered, "Grading settings that were changed are ignored: {}."),
    ):
        if names:
            yield what.format(_few(names))


def _is_tampered(cell: RawCell, slot: Slot) -> bool:
    if not cell.nbgrader:
        return False  # other programs take all settings away; none was changed
    truth = slot.cell["metadata"].get("nbgrader", {})
    changed = any(cell.nbgrader.get(flag) != truth.get(flag) for flag in FLAGS)
    return changed or cell.kind != slot.cell["cell_type"]


def _few(names: Sequence[str], most: int = 2) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
