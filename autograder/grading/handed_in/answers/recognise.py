"""Tell the teacher's cells from the student's, by name and by text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from autograder.grading.handed_in.answers import syntax
from autograder.grading.handed_in.rawnotebook import MAX_SOURCE, PROSE, RawCell
from autograder.grading.handed_in.skeleton import Skeleton, Slot

# Shorter texts may stand in a student's cell by chance.
LONG_ENOUGH = 40
MAX_OWN = 300_000  # characters of the student's own code that are looked through


@dataclass(frozen=True)
class Placed:
    """A submitted cell and the teacher's cell it is, or None if it is the student's."""

    cell: RawCell
    slot: Slot | None


def recognise(skeleton: Skeleton, cells: Sequence[RawCell]) -> list[Placed]:
    """Return the cells, each with the teacher's cell it is.

    A cell is known by its name; if it has none of ours, by its text. What a student
    wrote into a locked cell, or merged with one, comes after it as a cell of its own.
    """
    by_text = {words(slot.source): slot for slot in reversed(skeleton.slots.values())}
    placed: list[Placed] = []
    for cell in cells:
        slot = skeleton.slots.get(cell.grade_id or "") or by_text.get(
            words(cell.source)
        )
        if slot is None or slot.is_answer:
            placed.append(Placed(_without_locked(skeleton, cell), slot))
            continue
        placed.append(Placed(cell, slot))
        if not is_same(cell, slot):
            placed.append(Placed(_as_code(_without_locked(skeleton, cell)), None))
    return list(_up_to(MAX_OWN, placed))


def is_same(cell: RawCell, slot: Slot) -> bool:
    """Tell whether the cell still says what was released, but for white space."""
    return words(cell.source) == words(slot.source)


def words(source: str) -> str:
    """Return the source in a form that white space does not change."""
    return " ".join(source.split())


def _up_to(most: int, placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the cells; own code beyond `most` characters becomes mere text."""
    for one in placed:
        size = len(one.cell.source) if one.slot is None else 0
        fits = size <= most or one.cell.kind in PROSE
        most -= size if fits and one.cell.kind not in PROSE else 0
        yield one if fits else replace(one, cell=replace(one.cell, kind="raw"))


def _without_locked(skeleton: Skeleton, cell: RawCell) -> RawCell:
    """Return the cell without the teacher's text that was merged into it."""
    if len(cell.source) > MAX_SOURCE:
        return cell
    source = cell.source
    for text in skeleton.locked_texts:
        if len(text) >= LONG_ENOUGH and text in source and text != source.strip():
            source = source.replace(text, "")
    return cell if source is cell.source else replace(cell, source=source.strip("\n"))


def _as_code(cell: RawCell) -> RawCell:
    """Return the cell as code if it is: merging under a prompt made it prose."""
    made = cell.kind != "code" and syntax.functions(cell.source)
    return replace(cell, kind="code") if made else cell
