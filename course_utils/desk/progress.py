"""A bar for work that takes a while: how far it is, and nothing when it is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

PATIENCE = 1.0  # seconds of work before anybody wants to see a bar
PAUSE = 0.2  # seconds between two looks at it


def steps(count: int, label: str = "training") -> Iterator[int]:
    """Yield 0, 1, ..., count - 1 as `range` does, under a bar if it takes long.

    The bar stands in the notebook while the loop runs and goes when it ends, so nothing
    of it is saved. Outside a notebook, and without ipywidgets, there is none.

    Args:
        count: how many steps.
        label: what is going on, in a word or two.
    """
    start = shown = time.monotonic()
    bar: Any = None
    try:
        for step in range(count):
            yield step
            now = time.monotonic()
            if now - start < PATIENCE or now - shown < PAUSE:
                continue
            shown = now
            if bar is None and (bar := _bar(count, label)) is None:
                yield from range(step + 1, count)
                return
            bar.value = step + 1
    finally:
        if bar is not None:
            bar.close()


def _bar(count: int, label: str) -> Any:
    """Return a bar that is on the page, or None where there can be none."""
    try:
        from IPython import get_ipython
        from ipywidgets import IntProgress
    except ImportError:
        return None
    shell = get_ipython()  # type: ignore[no-untyped-call]
    if shell is None or not hasattr(shell, "kernel"):
        return None
    from IPython.display import display

    bar = IntProgress(max=count, description=label)
    display(bar)  # type: ignore[no-untyped-call]
    return bar
