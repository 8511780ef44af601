"""Parse Python, one thread at a time."""

from __future__ import annotations

import ast
from threading import RLock

# Before 3.11.8, CPython counts the depth of a tree once for all threads: two that
# parse at the same time end in "AST constructor recursion depth mismatch".
_one_at_a_time = RLock()


def parse(source: str | bytes) -> ast.Module:
    """Return the syntax tree of a module.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: as `ast.parse`.
    """
    with _one_at_a_time:
        return ast.parse(source)
