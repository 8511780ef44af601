"""What is taken from code that stands where no answer was asked for."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Collection

from autograder.sandbox.inside import cells

MAX_EXTRA = 50_000


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree, or None if the source does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def without_magics(source: str) -> str:
    """Return source that parses: lines of IPython (`%time`, `!ls`) become `pass`.

    Source that parses as it stands is returned unchanged: there, a line that begins
    with `%` continues an expression or a string.
    """
    if parse(source) is not None:
        return source
    cleaned = cells.without_magics(source)
    return source if parse(cleaned) is None else cleaned


def functions(source: str) -> frozenset[str]:
    """Return the names of the functions that the source defines at its top level."""
    tree = parse(without_magics(source)) if len(source) <= MAX_EXTRA else None
    nodes = tree.body if tree else []
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def definitions(source: str, leave_out: Collection[str] = ()) -> str:
    """Return only what the source defines, every statement on its own line number.

    Imports, functions, classes and assignments to plain names are kept; whatever only
    runs (calls, plots, downloads, endless loops) is not, nor what would rebind a name
    in `leave_out`.
    """
    if len(source) > MAX_EXTRA:
        return ""
    source = without_magics(source)
    tree = parse(source)
    kept = [node for node in tree.body if _defines(node, leave_out)] if tree else []
    lines = [""] * (source.count("\n") + 1)
    original = [line.encode() for line in source.split("\n")]
    for node in kept:
        first, last = _first_line(node) - 1, (node.end_lineno or node.lineno) - 1
        piece = original[first : last + 1]
        piece[-1] = piece[-1][: node.end_col_offset]
        if first == node.lineno - 1:
            piece[0] = piece[0][node.col_offset :]
        for number, line in enumerate(piece, start=first):
            before = f"{lines[number]}; " if lines[number] else ""
            lines[number] = before + line.decode()
    return "\n".join(lines).rstrip()


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _defines(node: ast.stmt, leave_out: Collection[str]) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name not in leave_out
    if isinstance(node, ast.Assign):
        names = [name for target in node.targets for name in _names(target)]
        return bool(names) and not set(names) & {None, *leave_out}
    if isinstance(node, ast.AnnAssign):
        return node.value is not None and set(_names(node.target)).isdisjoint(
            {None, *leave_out}
        )
    return isinstance(node, ast.Import | ast.ImportFrom)


def _names(target: ast.expr) -> list[str | None]:
    """Return the names that an assignment binds; None for anything but a name."""
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Tuple | ast.List):
        return [name for element in target.elts for name in _names(element)]
    return [None]
