"""Find answers that are not in the cell that was made for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.grading.handed_in.answers import syntax
from autograder.grading.handed_in.answers.recognise import Placed
from autograder.grading.handed_in.rawnotebook import PROSE
from autograder.grading.handed_in.skeleton import Slot


def function_elsewhere(slot: Slot, placed: Sequence[Placed]) -> int | None:
    """Return the place of the student's last own cell that defines the function."""
    found = (
        number
        for number, one in reversed(list(enumerate(placed)))
        if one.slot is None
        and one.cell.kind not in PROSE
        and slot.grade_id in syntax.functions(one.cell.source)
    )
    return next(found, None)


def host(slot: Slot, answers: Mapping[str, str]) -> str | None:
    """Return the name of another answer's cell that defines the function."""
    hosts = (
        grade_id
        for grade_id, source in answers.items()
        if grade_id != slot.grade_id and slot.grade_id in syntax.functions(source)
    )
    return next(hosts, None)


def prose_beside(
    slot: Slot, order: Mapping[str, int], placed: Sequence[Placed]
) -> list[int]:
    """Return the places of the student's own prose where the answer should stand.

    That is between the teacher's cells before and after it; where the answer's own
    cell stands there too, empty, the prose may be above or below it.
    """
    at = order[slot.grade_id]
    known = [(n, order[p.slot.grade_id]) for n, p in enumerate(placed) if p.slot]
    before = [(position, n) for n, position in known if position < at]
    start = max(before)[1] if before else -1
    later = (n for n, position in known if n > start and position != at)
    end = next(later, len(placed))
    return list(_prose(placed, start + 1, end))


def _prose(placed: Sequence[Placed], start: int, end: int) -> Iterator[int]:
    for number in range(start, end):
        cell = placed[number].cell
        if placed[number].slot is None and cell.kind in PROSE and cell.source.strip():
            yield number
