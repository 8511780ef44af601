"""What is run of code that stands where no answer was asked for.

Imports and definitions are, and every statement that gives a value to a name that an
answer looks up. Whatever only runs is not: calls, plots, downloads, endless loops.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from autograder.grading.handed_in.answers import syntax

MAX_RUN = 200_000  # characters that are run of all own cells together
MAX_STATEMENTS = 10_000
FILE = "%%writefile "
# Cells that begin like this hold Python; after any other %% stands another language.
PYTHON = ("%%time", "%%capture", "%%prun", "%%matplotlib")

Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Definition = Defined | ast.Import | ast.ImportFrom
Listed = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(frozen=True)
class Statement:
    """A statement at the top of a cell of the student's own."""

    cell: int
    node: ast.stmt

    @cached_property
    def binds(self) -> frozenset[str]:
        """Return the names that it gives a value."""
        return frozenset(_bound(self.node))

    @cached_property
    def changes(self) -> frozenset[str]:
        """Return the names whose value it may change: `table[i] = 1`, `seen.add(1)`."""
        return frozenset(_changed(self.node))

    @cached_property
    def wants(self) -> frozenset[str]:
        """Return the names that it looks up outside itself."""
        try:
            return syntax.wanted(ast.unparse(self.node))
        except RecursionError:
            return frozenset()


def runnable(
    own: Sequence[str], answers: Sequence[str], solved: Collection[str] = ()
) -> list[str]:
    """Return what is run of each own cell, every statement on its own line number.

    Args:
        own: the student's own code cells.
        answers: the answers, which say what is looked up.
        solved: names that no own cell may give a value: the exercises.
    """
    sources = list(_readable(own))
    statements = list(islice(_statements(sources, solved), MAX_STATEMENTS))
    wanted = set().union(*map(syntax.wanted, answers))
    kept = _kept(statements, wanted)
    made = [
        source if source.startswith(FILE) else _lines(source, nodes)
        for source, nodes in zip(sources, _by_cell(kept, len(sources)), strict=True)
    ]
    return list(_up_to(MAX_RUN, made))


def definitions(source: str, leave_out: Collection[str]) -> str:
    """Return what the source imports and defines, but for names in `leave_out`."""
    source = syntax.without_magics(source)
    nodes = [one.node for one in _statements([source], leave_out)]
    return _lines(source, [node for node in nodes if isinstance(node, Definition)])


def _readable(own: Sequence[str]) -> Iterator[str]:
    """Yield the cells as Python; an empty one for another language."""
    for source in map(syntax.visible, own):
        if source.startswith("%%") and not source.startswith((FILE, *PYTHON)):
            yield ""
        else:
            yield source if source.startswith(FILE) else syntax.without_magics(source)


def _up_to(most: int, sources: Sequence[str]) -> Iterator[str]:
    """Yield the sources that fit in `most` characters, an empty one for the others."""
    for source in sources:
        fits = len(source) <= most
        most -= len(source) if fits else 0
        yield source if fits else ""


def _statements(sources: Sequence[str], solved: Collection[str]) -> Iterator[Statement]:
    for cell, source in enumerate(sources):
        tree = None if source.startswith(FILE) else syntax.parse(source)
        for node in tree.body if tree else ():
            statement = Statement(cell, node)
            if statement.binds.isdisjoint(solved):
                yield statement


def _kept(statements: Sequence[Statement], wanted: set[str]) -> list[Statement]:
    """Return definitions, and what they and the answers look up, in order."""
    given: dict[str, list[Statement]] = {}
    modules = ast.Import | ast.ImportFrom
    made = {n for s in statements if not isinstance(s.node, modules) for n in s.binds}
    for one in statements:
        # What is called on a module, `np.seterr`, changes nothing of the student's.
        for name in one.binds | (one.changes & made):
            given.setdefault(name, []).append(one)
    kept = {id(one): one for one in statements if isinstance(one.node, Definition)}
    waiting = [*wanted, *(name for one in kept.values() for name in one.wants)]
    while waiting:
        for one in given.pop(waiting.pop(), ()):
            if id(one) not in kept:
                kept[id(one)] = one
                waiting += one.wants
    return [one for one in statements if id(one) in kept]


def _by_cell(kept: Sequence[Statement], cells: int) -> list[list[ast.stmt]]:
    nodes: list[list[ast.stmt]] = [[] for _ in range(cells)]
    for one in kept:
        nodes[one.cell].append(one.node)
    return nodes


def _lines(source: str, nodes: Sequence[ast.stmt]) -> str:
    """Return the source with nothing but these statements, each where it stands."""
    lines = [""] * (source.count("\n") + 1)
    original = [line.encode() for line in source.split("\n")]
    for node in nodes:
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


def _outside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the node and what is in it, but nothing that runs only when called."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if not isinstance(one, Defined | Listed | ast.Lambda):
            waiting += ast.iter_child_nodes(one)


def _bound(node: ast.stmt) -> Iterator[str]:
    for one in _outside(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id
        elif isinstance(one, Defined):
            yield one.name
        elif isinstance(one, ast.alias):
            yield (one.asname or one.name).partition(".")[0]


def _changed(node: ast.stmt) -> Iterator[str]:
    for one in _outside(node):
        stored = isinstance(getattr(one, "ctx", None), ast.Store | ast.Del)
        target = one if stored else one.func if isinstance(one, ast.Call) else None
        if isinstance(target, ast.Attribute | ast.Subscript):
            while isinstance(target, ast.Attribute | ast.Subscript):
                target = target.value
            if isinstance(target, ast.Name):
                yield target.id
