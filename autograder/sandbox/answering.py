"""Answer a question that student code asks one of our functions.

Our function runs here, in the trusted process, on arguments that a stranger chose. So
it stops at the deadline, and it is not asked for anything huge.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np

from autograder.sandbox.inside.wire import Header
from course_utils.desk import plain

LARGEST = 1_000_000
MOST_ENTRIES = 4_000
MOST_LETTERS = 64


def answer(
    function: Callable[..., Any],
    arguments: list[Any],
    keywords: dict[str, Any],
    until: float,
) -> tuple[Header, list[bytes]]:
    """Return the message that answers: a value, or the error our function raised.

    Two long arrays could make ours fill the memory with their outer product, so few
    entries may come at once: our own cases hold some hundreds.

    Raises:
        TimeoutError: the moment `until` came first.
    """
    try:
        if _has_huge_number([arguments, keywords]):
            raise ValueError(
                f"a number over {LARGEST:,} or a long text is more than this can take"
            )
        if _entries([arguments, keywords]) > MOST_ENTRIES:
            raise ValueError(
                f"over {MOST_ENTRIES:,} entries are more than this can take"
            )
        value = _until(until, function, arguments, keywords)
        tree, buffers = plain.encode(value)
        return {"do": "answer", "data": tree}, buffers
    except TimeoutError:
        raise
    except Exception as error:
        told = {"type": type(error).__name__, "message": str(error)[:500]}
        return {"do": "answer", "error": told}, []


def _has_huge_number(value: Any) -> bool:
    """Whether a nest of plain data holds a number that is a size to fill the memory.

    A word such as "relu" may come; NumPy would lay out long text as wide arrays.
    """
    if isinstance(value, dict):
        return any(map(_has_huge_number, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_has_huge_number, value))
    if isinstance(value, np.ndarray | np.integer) and value.dtype.kind in "iu":
        return bool(np.any(np.abs(np.asarray(value, float)) > LARGEST))
    if isinstance(value, str):
        return len(value) > MOST_LETTERS
    return isinstance(value, int) and abs(value) > LARGEST


def _entries(value: Any) -> int:
    """Return how many numbers a nest of plain data holds in all."""
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    # An empty array may still have an axis of any length.
    return max(1, value.size, *value.shape) if isinstance(value, np.ndarray) else 1


def _until(
    until: float,
    function: Callable[..., Any],
    arguments: list[Any],
    keywords: dict[str, Any],
) -> Any:
    """Call a function that is stopped at its next line after the moment `until`."""

    def look(frame: FrameType, event: str, argument: Any) -> Any:
        if time.monotonic() > until:
            raise TimeoutError("the time is over")
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        return function(*arguments, **keywords)
    finally:
        sys.settrace(before)
