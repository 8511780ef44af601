"""Count what the interpreter does, so that a loop shows whatever the clock says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

GROWTH = 3.0
"""How much the work may grow from the small input to the large one, at most."""

SMALL, LARGE = 8, 256
"""How many examples the two inputs hold: a loop grows 32 times, an array by none."""


def count_events(function: Callable[[], Any]) -> int:
    """Return how many bytecode instructions Python ran while `function` was called.

    NumPy's own loops run in C and do not count; a Python loop, a comprehension or a
    function that NumPy calls for every entry does.
    """
    events = 0

    def tracer(frame: FrameType, event: str, arg: object) -> Callable[..., Any]:
        nonlocal events
        events += 1
        frame.f_trace_opcodes = True
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        function()
    finally:
        sys.settrace(before)
    return events


def grows(small: int, large: int) -> bool:
    """Return whether the work grew with the input, as a Python loop's does."""
    return large > GROWTH * small
