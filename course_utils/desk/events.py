"""Count what the interpreter does, so that a loop shows whatever the clock says."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from course_utils.desk.iteration import shown

SMALL, LARGE = 8, 256
"""How many examples the two inputs hold."""

PER_EXAMPLE = 2.0
"""How many instructions one more example may cost: the shortest loop takes more.

There is no clock in this, so a loaded machine comes to the same verdict. Work in blocks
of many examples costs less than this for each of them, and counts as vectorised.
"""


PRINTS = ("numpy/_core/arrayprint.py", "logging/__init__.py", "inside/capture.py")


class Counter:
    """A trace function that counts calls, returns and single bytecode instructions.

    A loop over n examples costs some number times n; one call into NumPy costs the
    same for every n, so two counts tell a loop from a vectorised line.
    """

    def __init__(self) -> None:
        self.events = 0
        self._printing: FrameType | None = None

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Count one event, and ask for the events of every instruction.

        What prints an array walks through it in Python; that is not the learner's loop.
        """
        if self._printing is not None:
            return None
        if event == "call" and frame.f_code.co_filename.endswith(PRINTS):
            self._printing = frame
            frame.f_trace_lines = False
            return self._until_printed
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        self.events += 1
        return self

    def _until_printed(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "return" and frame is self._printing:
            self._printing = None
        return self._until_printed


def counted(
    function: Callable[..., Any], arguments: Iterable[Any] = ()
) -> tuple[Any, int | None]:
    """Return the result and its count, or None if the code stopped the counting."""
    counter, before = Counter(), sys.gettrace()
    before_in_threads: Any = threading.gettrace()
    with shown(function):
        sys.settrace(counter)
        threading.settrace(counter)  # a loop in a thread is a loop, too
        try:
            result = function(*arguments)
            honest = sys.gettrace() is counter
        finally:
            sys.settrace(before)
            threading.settrace(before_in_threads)
    return result, counter.events if honest else None


def uncounted(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function of ours in the middle of a counted call, without counting it."""
    before = sys.gettrace()
    sys.settrace(None)
    try:
        return function(*arguments)
    finally:
        sys.settrace(before)


def grows(small: int, large: int) -> bool:
    """Return whether the work grew with the input, as a Python loop's does."""
    return large - small > PER_EXAMPLE * (LARGE - SMALL)
