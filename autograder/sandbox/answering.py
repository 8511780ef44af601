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
MOST_ENTRIES = 20_000


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
            raise ValueError(f"a number over {LARGEST:,} is more than this can take")
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
    """Whether an int in a nest of plain data could be a size that fills the memory."""
    if isinstance(value, dict):
        return any(map(_has_huge_number, [*value.keys(), *value.values()]))
    if isinstance(value, list | tuple):
        return any(map(_has_huge_number, value))
    return isinstance(value, int) and abs(value) > LARGEST


def _entries(value: Any) -> int:
    """Return how many numbers a nest of plain data holds in all."""
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1


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
