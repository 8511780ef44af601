"""Changes to a call: another function, argument or axis, or no call at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.mutation.expressions import Changed

PAIRS = (
    "maximum minimum",
    "argmax argmin",
    "zeros ones",
    "zeros_like ones_like",
    "log log10",
    "exp exp2",
    "logaddexp logaddexp2",
    "sqrt square",
    "floor ceil",
    "std var",
    "hstack vstack",
    "any all",
    "matmul multiply",
    "dot multiply",
    "sin cos",
    "tanh sinh",
    "int float",
    "append extend",
)
REDUCTIONS = ("sum", "mean", "max", "min", "prod", "std", "var", "norm", "any", "all")
OTHER_REDUCTIONS = {
    "sum": ("mean", "max"),
    "mean": ("sum", "max"),
    "max": ("min", "mean"),
    "min": ("max", "mean"),
    "prod": ("sum",),
}
MOST_UNWRAPPED = 3


def call(node: ast.Call) -> Iterator[Changed]:
    """Yield a call with one thing changed, or one of its arguments in its place."""
    for name in _other_names(_name(node.func)):
        yield "function", ast.Call(_renamed(node.func, name), node.args, node.keywords)
    yield from _unwrapped(node)
    yield from _arguments(node)
    yield from _keywords(node)
    if _name(node.func) == "range":
        yield from _ranges(node)
    yield "sign", ast.UnaryOp(ast.USub(), node)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, function.ctx)
    return ast.Name(name, ast.Load())


def _other_names(name: str) -> Iterator[str]:
    yield from OTHER_REDUCTIONS.get(name, ())
    for pair in PAIRS:
        first, second = pair.split()
        if name in (first, second):
            yield second if name == first else first


def _unwrapped(node: ast.Call) -> Iterator[Changed]:
    """Drop a clip, a shift, an exp or a copy: what went in comes out."""
    for argument in node.args[:MOST_UNWRAPPED]:
        if not isinstance(argument, ast.Starred):
            yield "call left out", argument
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        yield "call left out", node.func.value


def _is_module(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("np", "math", "tf", "keras")


def _arguments(node: ast.Call) -> Iterator[Changed]:
    """Exchange two neighbours, or forget the last argument."""
    args = node.args
    for i in range(len(args) - 1):
        swapped = [*args[:i], args[i + 1], args[i], *args[i + 2 :]]
        yield "arguments exchanged", ast.Call(node.func, swapped, node.keywords)
    if len(args) > 1:
        yield "argument left out", ast.Call(node.func, args[:-1], node.keywords)


def _keywords(node: ast.Call) -> Iterator[Changed]:
    """Forget a keyword, or reduce along an axis that nobody asked for."""
    for i in range(len(node.keywords)):
        fewer = [*node.keywords[:i], *node.keywords[i + 1 :]]
        yield "keyword left out", ast.Call(node.func, node.args, fewer)
    given = {keyword.arg for keyword in node.keywords}
    if _name(node.func) in REDUCTIONS and "axis" not in given:
        for axis in (0, -1):
            more = [*node.keywords, ast.keyword("axis", ast.Constant(axis))]
            yield "axis", ast.Call(node.func, node.args, more)


def _ranges(node: ast.Call) -> Iterator[Changed]:
    """Start or stop one step early or late."""
    args = node.args
    if len(args) == 1:
        yield "range", ast.Call(node.func, [ast.Constant(1), *args], [])
    for i in range(min(len(args), 2)):
        for operator in (ast.Add(), ast.Sub()):
            off = ast.BinOp(args[i], operator, ast.Constant(1))
            yield "range", ast.Call(node.func, [*args[:i], off, *args[i + 1 :]], [])
