"""Put one answer together from the cells that carry its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from autograder.grading.handed_in.answers import syntax
from autograder.grading.handed_in.answers.recognise import words
from autograder.grading.handed_in.rawnotebook import MAX_SOURCE
from autograder.grading.handed_in.skeleton import Slot

MOST_ORDERS = 4  # pieces whose every order is tried


@dataclass(frozen=True)
class Answered:
    """The text of an answer, what was left over, and what should be said."""

    source: str
    spare: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def put_together(slot: Slot, pieces: Sequence[str]) -> Answered:
    """Return the answer that the pieces make; stubs and exact copies are no pieces."""
    unlike = {words(piece): piece.strip("\n") for piece in pieces}
    unlike.pop(words(slot.source), None)
    unlike.pop("", None)
    written = list(unlike.values())
    if not written:
        return Answered(slot.source if pieces else "")
    if sum(map(len, written)) + len(written) > MAX_SOURCE:
        too_long = (
            f"The answer to {slot.grade_id} is longer than {MAX_SOURCE} characters; "
            "it was not read."
        )
        return Answered(slot.source, notes=(too_long,))
    if slot.role == "manual":
        return _joined(slot, "\n\n".join(written), len(written))
    return _code(slot, written)


def _code(slot: Slot, written: list[str]) -> Answered:
    written = [syntax.visible(one) for one in written]
    finished = [one for one in written if not _is_unfinished(slot, one)]
    spare = [one for one in written if finished and one not in finished]
    written = finished or written
    for source in map(syntax.visible, _in_order(written)):
        if syntax.is_code(source):
            return _joined(slot, source, len(written), spare)
    # They do not fit together: the last whole one is the answer.
    whole = [one for one in written if slot.grade_id in syntax.functions(one)]
    if not whole:
        return _joined(slot, "\n".join(written), len(written), spare)
    spare += [one for one in written if one is not whole[-1]]
    return _joined(slot, whole[-1], 1, spare)


def _in_order(written: Sequence[str]) -> Iterator[str]:
    """Yield the pieces joined as they stand, then in any other order."""
    yield "\n".join(written)
    yield "".join(written)
    if len(written) <= MOST_ORDERS:
        yield from ("\n".join(order) for order in permutations(written))


def _joined(slot: Slot, source: str, count: int, spare: Sequence[str] = ()) -> Answered:
    notes = []
    if count > 1:
        notes.append(
            f"Your answer to {slot.grade_id} was in {count} cells; "
            "they were joined in the order of the notebook."
        )
    if spare:
        notes.append(
            f"Of {len(spare) + 1} cells with an answer to {slot.grade_id}, "
            "the last one that is whole was taken."
        )
    return Answered(source, tuple(spare), tuple(notes))


def without_placeholder(slot: Slot, source: str) -> str:
    """Return the source with `pass` for a placeholder that was left in an answer.

    The line that the stub raises is no part of an answer written above or below it. A
    function that says nothing but the stub keeps it: it was not attempted.
    """
    left = _placeholders(slot, source)
    if not left or not _says_more(slot, source):
        return source
    lines = source.split("\n")
    for node in left:
        line = lines[node.lineno - 1]
        if line.strip() != ast.unparse(node).replace("'", '"'):
            return source  # it shares its line with something else
        lines[node.lineno - 1] = line[: len(line) - len(line.lstrip())] + "pass"
    return "\n".join(lines)


def _is_unfinished(slot: Slot, source: str) -> bool:
    return bool(_placeholders(slot, source))


def _placeholders(slot: Slot, source: str) -> list[ast.Raise]:
    """Return the places where the answer's function raises what the stub raises."""
    stub, answer = _statements(slot, slot.source), _statements(slot, source)
    raised = {ast.dump(node) for node in stub if isinstance(node, ast.Raise)}
    raises = [node for node in answer if isinstance(node, ast.Raise)]
    return [node for node in raises if ast.dump(node) in raised]


def _says_more(slot: Slot, source: str) -> bool:
    """Tell whether the function has a line that the stub has not, prose aside."""
    known = {ast.dump(node) for node in _statements(slot, slot.source)}
    return any(
        ast.dump(node) not in known
        for node in _statements(slot, source)
        if not hasattr(node, "body") and not _is_prose(node)
    )


def _statements(slot: Slot, source: str) -> list[ast.stmt]:
    """Return every statement within the answer's function, the last one so named."""
    tree = syntax.parse(source)
    found = [
        node
        for node in (tree.body if tree else [])
        if isinstance(node, ast.FunctionDef) and node.name == slot.grade_id
    ]
    within = ast.walk(found[-1]) if found else ()
    return [node for node in within if isinstance(node, ast.stmt)]


def _is_prose(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
