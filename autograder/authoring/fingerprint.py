"""Telling whether one piece of code holds the answer that another one gives.

An answer is known by its expressions, with the names of variables taken away:
re-indenting it, renaming its blanks or cutting it in two does not hide it.
"""

from __future__ import annotations

import ast
import builtins
import re
import textwrap
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

# Expressions with fewer nodes than this (`Z`, `A - Y`, `X.shape[1]`) say nothing.
TELLING = 5
# An answer lighter than this (`image.reshape(-1, 1)`) is everybody's line of code:
# it is only given away inside a function of the exercise's own name.
HEAVY = 10
# How much of an answer must be there, by weight, to call it given away.
SHARE = 0.6
# One expression this heavy (the whole cost, say) is no coincidence, nor a small part.
UNMISTAKABLE = 14

KEPT_NAMES = {"np", "math", "tf", "keras", *dir(builtins)}


@dataclass(frozen=True)
class Expression:
    """A value that a statement computes: its shape, its words, its weight."""

    shape: str
    words: str
    weight: int


@dataclass(frozen=True)
class Answer:
    """What must not be published: the telling expressions of one answer."""

    exercise: str
    what: str
    expressions: tuple[Expression, ...]

    @property
    def weight(self) -> int:
        """Return how much there is to give away."""
        return sum(expression.weight for expression in self.expressions)

    def without(self, given: str) -> Answer:
        """Return the answer less what `given` says on purpose.

        That is what it says in the same words, and what its code computes under other
        names: where `dZ3 @ A2.T / m` is given, `dZ2 @ A1.T / m` is no secret.
        """
        said, computed = squeeze(given), shapes(parse(given) or [])
        rest = tuple(
            e
            for e in self.expressions
            if e.words not in said and e.shape not in computed
        )
        return Answer(self.exercise, self.what, rest)

    def is_in_code(self, shapes: Set[str]) -> bool:
        """Return whether code with these shapes computes most of the answer."""
        return self._mostly(e for e in self.expressions if e.shape in shapes)

    def is_in_text(self, said: str) -> bool:
        """Return whether a squeezed text tells most of the answer word for word."""
        told = (e for e in self.expressions if e.words in said)
        return self.weight >= HEAVY and self._mostly(told)

    def _mostly(self, found: Iterable[Expression]) -> bool:
        weights = [expression.weight for expression in found]
        most = max(SHARE * self.weight, 1)
        return sum(weights) >= most or max(weights, default=0) >= UNMISTAKABLE


def answer(exercise: str, what: str, source: str) -> Answer:
    """Return the answer that `source`, a part of a function, gives."""
    telling = {}
    for node in _values(parse(source) or []):
        words, weight = squeeze(ast.unparse(node)), _weight(node)
        if weight >= TELLING:
            shape = _shape(node)
            telling[shape] = Expression(shape, words, weight)
    return Answer(exercise, what, tuple(telling.values()))


def parse(source: str) -> list[ast.stmt] | None:
    """Return the statements of a notebook's code, or None if it is no Python."""
    code = "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line
        for line in textwrap.dedent(source).splitlines()
    )
    try:
        # A body cut out of its function may hold a return: give it one back.
        function = ast.parse("def _():\n" + textwrap.indent(code, " ") + "\n 0")
    except (SyntaxError, ValueError):
        return None
    return function.body[0].body[:-1]  # type: ignore[attr-defined, no-any-return]


def shapes(nodes: Iterable[ast.stmt]) -> set[str]:
    """Return the shapes of all that the statements compute, parts included."""
    return {
        _shape(part)
        for node in _values(nodes)
        for part in ast.walk(node)
        if isinstance(part, ast.expr) and _weight(part) >= TELLING
    }


def scopes(module: Iterable[ast.stmt]) -> Iterator[tuple[str, list[ast.stmt]]]:
    """Yield each function or class at the top with its name, then all the rest."""
    rest: list[ast.stmt] = []
    for node in module:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, [node]
        else:
            rest.append(node)
    yield "", rest


def squeeze(text: str) -> str:
    """Return the text without blanks and with one kind of quotes."""
    return re.sub(r"\s+", "", text).replace("'", '"')


def _values(nodes: Iterable[ast.stmt]) -> list[ast.expr]:
    """Return every expression that a statement computes, nested statements included."""
    statements = [
        node for top in nodes for node in ast.walk(top) if isinstance(node, ast.stmt)
    ]
    return [value for node in statements for value in _values_of(node)]


def _values_of(node: ast.stmt) -> Iterator[ast.expr]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return  # a signature is no answer, and a decorator neither
    for name, field in ast.iter_fields(node):
        if name in ("target", "targets", "annotation"):
            continue
        for value in field if isinstance(field, list) else [field]:
            if isinstance(value, ast.expr):
                yield from _split(value)


def _split(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the values of a tuple or dict one by one: they could be lines as well."""
    if isinstance(node, ast.Tuple | ast.List):
        for element in node.elts:
            yield from _split(element)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _split(value)
    elif not isinstance(node, ast.Constant):
        yield node


def _weight(node: ast.expr) -> int:
    return sum(not isinstance(child, ast.expr_context) for child in ast.walk(node))


def _shape(node: ast.AST, numbers: dict[str, int] | None = None) -> str:
    """Return the expression as words, its variables numbered as they come."""
    numbers = {} if numbers is None else numbers
    if isinstance(node, ast.Name):
        if node.id in KEPT_NAMES:
            return node.id
        return str(numbers.setdefault(node.id, len(numbers)))
    parts = [type(node).__name__]
    for name, field in ast.iter_fields(node):
        for value in field if isinstance(field, list) else [field]:
            if name == "func" and isinstance(value, ast.Name):
                parts.append(value.id)  # what is called is not a blank
            elif not isinstance(value, ast.AST):
                parts.append(repr(value))
            elif not isinstance(value, ast.expr_context):
                parts.append(_shape(value, numbers))
    return f"({' '.join(parts)})"
