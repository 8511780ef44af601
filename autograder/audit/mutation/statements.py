"""Changes to a statement: left out, done in place, returned from too early.

A statement becomes lines of text; `SELF` in them stands for what was there before.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from autograder.audit.mutation.sources import SELF, written

Rewritten = tuple[str, ast.AST, str]
"""A word for the change, the node that goes, and the lines that come."""

REMOVABLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.If, ast.For)
SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
NUMBERS = ("int", "float", "bool", "str")
OTHER_SYMBOLS = {"+": "-", "-": "+", "*": "/", "/": "*"}


def statement(node: ast.stmt) -> Iterator[Rewritten]:
    """Yield what one statement may become."""
    if isinstance(node, REMOVABLE):
        yield "statement left out", node, "pass"
    if isinstance(node, ast.Return):
        yield "nothing returned", node, "pass"
    if isinstance(node, ast.Assign):
        yield from _assignment(node)
    if isinstance(node, ast.AugAssign):
        yield from _update(node)
    if isinstance(node, ast.If | ast.While):
        yield from _condition(node.test)
    if isinstance(node, ast.For | ast.While):
        yield "first round only", node.body[-1], f"{SELF}\nbreak"
    if isinstance(node, ast.Break | ast.Continue):
        other = "continue" if isinstance(node, ast.Break) else "break"
        yield "break/continue", node, other


def early_returns(body: Sequence[ast.stmt]) -> Iterator[Rewritten]:
    """Yield loops that return at the end of their first round."""
    for loop, last in pairwise(body):
        if isinstance(loop, ast.For | ast.While) and isinstance(last, ast.Return):
            code = written(last)
            yield "returned too early", loop.body[-1], f"{SELF}\n{code}"


def aliases(function: ast.FunctionDef, *, asks_pure: bool) -> Iterator[Rewritten]:
    """Yield returns that write into an argument, and hand it back or spoil it."""
    last = function.body[-1]
    if not isinstance(last, ast.Return) or last.value is None:
        return
    result = written(last.value)
    for name in untouched_parameters(function):
        if not isinstance(last.value, ast.Tuple | ast.Dict):
            yield "alias returned", last, f"{name}[...] = {result}\nreturn {name}"
        if asks_pure:
            lines = f"result_ = {result}\n{name}[...] = 0\nreturn result_"
            yield "argument spoiled", last, lines


def untouched_parameters(function: ast.FunctionDef) -> list[str]:
    """Return the parameters that stay the caller's own objects, numbers apart."""
    stored = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return [
        a.arg
        for a in function.args.args
        if a.arg not in stored and written(a.annotation or a) not in NUMBERS
    ]


def _assignment(node: ast.Assign) -> Iterator[Rewritten]:
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple):
        for i, (one, other) in enumerate(pairwise(target.elts)):
            items = [*target.elts[:i], other, one, *target.elts[i + 2 :]]
            text = ", ".join(written(item) for item in items)
            yield "targets exchanged", target, text
    if isinstance(value, ast.BinOp) and type(value.op) in SYMBOLS:
        if written(value.left) == written(target):
            symbol, right = SYMBOLS[type(value.op)], written(value.right)
            yield "in place", node, f"{written(target)} {symbol}= {right}"


def _update(node: ast.AugAssign) -> Iterator[Rewritten]:
    target, value = written(node.target), written(node.value)
    symbol = SYMBOLS.get(type(node.op))
    if symbol:
        yield "operator", node, f"{target} {OTHER_SYMBOLS[symbol]}= {value}"
    yield "assigned", node, f"{target} = {value}"


def _condition(test: ast.expr) -> Iterator[Rewritten]:
    yield "condition", test, "True"
    yield "condition", test, "False"
    yield "condition", test, f"not ({written(test)})"
