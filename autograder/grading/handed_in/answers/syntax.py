"""Read the code of students without running it."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from course_utils.desk import parsing

MAX_PARSED = 200_000

# A line that only a notebook understands: %time, !ls, np.exp?, files = !ls
_MAGIC = re.compile(
    r"^([ \t]*+)(?:[%!?].*|[^#\n]*\?|[\w, \t]+=[ \t]*[%!].*)$", re.MULTILINE
)
# What pasting from a page or a chat leaves behind, and nobody can see.
_INVISIBLE = {
    **dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), ""),
}
# Calls that give a function back: f = np.vectorize(g)
_WRAPPERS = frozenset(
    ("partial", "vectorize", "frompyfunc", "lru_cache", "cache", "jit", "njit")
)


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree, or None if the source is too long or does not parse."""
    if len(source) > MAX_PARSED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parsing.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@dataclass(frozen=True)
class _Read:
    """What one look at a source has found out."""

    python: str
    is_code: bool
    functions: frozenset[str]


@lru_cache(maxsize=512)
def _read(source: str) -> _Read:
    python, tree = source, parse(source)
    if tree is None and len(source) <= MAX_PARSED:
        cleaned = _MAGIC.sub(r"\1pass", source)
        tree = parse(cleaned)
        python = source if tree is None else cleaned
    made = frozenset(name for node in tree.body for name in _made(node)) if tree else ()
    return _Read(python, tree is not None, frozenset(made))


def without_magics(source: str) -> str:
    """Return source that parses: lines of IPython (`%time`, `!ls`) become `pass`.

    Source that parses as it stands is returned unchanged: there, a line that begins
    with `%` continues an expression or a string.
    """
    return _read(source).python


def is_code(source: str) -> bool:
    """Tell whether the source parses, lines of IPython aside."""
    return _read(source).is_code


def functions(source: str) -> frozenset[str]:
    """Return the names that the source makes callable at its top level."""
    return _read(source).functions


@lru_cache(maxsize=512)
def visible(source: str) -> str:
    """Return source in which no invisible character and no tab is in the way.

    Only where the source does not parse: in a string or a comment they are harmless.
    """
    if len(source) > MAX_PARSED or is_code(source):
        return source
    plain = source.translate(_INVISIBLE)
    tries = (plain, plain.expandtabs(4), plain.expandtabs(8))
    return next((one for one in tries if is_code(one)), source)


def _made(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign) and _gives_function(node.value):
        yield from (name.id for name in node.targets if isinstance(name, ast.Name))
    elif isinstance(node, ast.AnnAssign) and node.value and _gives_function(node.value):
        yield from [node.target.id] if isinstance(node.target, ast.Name) else []
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.asname for alias in node.names if alias.asname)


def _gives_function(value: ast.expr) -> bool:
    """Tell whether the value is a lambda, another name, or what wraps a function."""
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.Lambda | ast.Name | ast.Attribute)
    called = value.func
    while isinstance(called, ast.Call):
        called = called.func
    name = called.attr if isinstance(called, ast.Attribute) else None
    return (called.id if isinstance(called, ast.Name) else name) in _WRAPPERS


@lru_cache(maxsize=512)
def bound(source: str) -> frozenset[str]:
    """Return every name that the source binds at its top level."""
    table = _symbols(source)
    if table is None:
        return frozenset()
    found = (
        one for one in table.get_symbols() if one.is_assigned() or one.is_imported()
    )
    return frozenset(symbol.get_name() for symbol in found)


@lru_cache(maxsize=512)
def wanted(source: str) -> frozenset[str]:
    """Return the names that the source looks up and does not bind at its top level."""
    names: set[str] = set()
    tables = [table] if (table := _symbols(source)) else []
    while tables:
        table = tables.pop()
        top = table.get_type() == "module"
        names |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (top or symbol.is_global())
        }
        tables += table.get_children()
    return frozenset(names) - bound(source)


def _symbols(source: str) -> symtable.SymbolTable | None:
    source = without_magics(source)
    if len(source) > MAX_PARSED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
