"""Changes inside an expression: another operator, another number, a part left out.

Each function takes a node and yields what it may become, with a word for the change.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

Changed = tuple[str, ast.expr]

OTHER_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.MatMult),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
ORDER_MATTERS = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


def binary(node: ast.BinOp) -> Iterator[Changed]:
    """Another operator, one side alone, the sides exchanged, a factor turned round."""
    for operator in OTHER_OPERATORS.get(type(node.op), ()):
        yield "operator", ast.BinOp(node.left, operator(), node.right)
    yield "left side alone", node.left
    yield "right side alone", node.right
    if isinstance(node.op, ORDER_MATTERS):
        yield "sides exchanged", ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.MatMult):
        yield "transposed", ast.BinOp(_transposed(node.left), node.op, node.right)
        yield "transposed", ast.BinOp(node.left, node.op, _transposed(node.right))
    yield "sign", ast.UnaryOp(ast.USub(), node)


def unary(node: ast.UnaryOp) -> Iterator[Changed]:
    """The sign, or the `not`, left out."""
    yield "sign", node.operand


def comparison(node: ast.Compare) -> Iterator[Changed]:
    """A border that belongs to the other side, or the opposite question."""
    for i, operator in enumerate(node.ops):
        for other in OTHER_COMPARISONS.get(type(operator), ()):
            ops = [*node.ops[:i], other(), *node.ops[i + 1 :]]
            yield "comparison", ast.Compare(node.left, ops, node.comparators)


def boolean(node: ast.BoolOp) -> Iterator[Changed]:
    """`and` for `or`, or one condition forgotten."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and/or", ast.BoolOp(other, node.values)
    for i in range(len(node.values)):
        left = _without(node.values, i)
        yield (
            "condition left out",
            left[0] if len(left) == 1 else ast.BoolOp(node.op, left),
        )


def choice(node: ast.IfExp) -> Iterator[Changed]:
    """The same branch always, or the wrong one."""
    yield "branch", node.body
    yield "branch", node.orelse
    yield "branch", ast.IfExp(node.test, node.orelse, node.body)


def constant(node: ast.Constant) -> Iterator[Changed]:
    """A number a little off, zero, one, or of the other sign; another word."""
    value = node.value
    others: Sequence[bool | int | float | str] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1, 0, 1, -value)
    elif isinstance(value, float):
        others = (value + 1, 0.0, 1.0, -value, 10 * value, value / 10, int(value))
    elif isinstance(value, str):
        others = (f"{value}_",)
    for other in dict.fromkeys(o for o in others if o != value):
        yield "constant", ast.Constant(other)


def attribute(node: ast.Attribute) -> Iterator[Changed]:
    """A transposition forgotten."""
    if node.attr == "T":
        yield "transposed", node.value


def subscript(node: ast.Subscript) -> Iterator[Changed]:
    """A slice or an index that is off by one, or has lost an end."""
    for part in _parts(node.slice):
        for word, changed in _slice(part) if isinstance(part, ast.Slice) else ():
            yield word, _with_part(node, part, changed)
        if isinstance(part, ast.Name):
            for changed in _off_by_one(part):
                yield "index", _with_part(node, part, changed)


def mapping(node: ast.Dict) -> Iterator[Changed]:
    """A key forgotten, or two values exchanged."""
    for i in range(len(node.keys)):
        keys, values = _without(node.keys, i), _without(node.values, i)
        yield "key left out", ast.Dict(keys, values)
    for values in _exchanged(node.values):
        yield "values exchanged", ast.Dict(node.keys, values)


def sequence(node: ast.Tuple | ast.List) -> Iterator[Changed]:
    """Two neighbours exchanged."""
    for items in _exchanged(node.elts):
        yield "items exchanged", type(node)(items, node.ctx)


def comprehension(node: ast.ListComp) -> Iterator[Changed]:
    """A condition of the comprehension forgotten."""
    for i, generator in enumerate(node.generators):
        if generator.ifs:
            bare = ast.comprehension(generator.target, generator.iter, [], 0)
            all_of_them = [*node.generators[:i], bare, *node.generators[i + 1 :]]
            yield "condition left out", ast.ListComp(node.elt, all_of_them)


def _transposed(node: ast.expr) -> ast.expr:
    return ast.Attribute(node, "T", ast.Load())


def _parts(index: ast.expr) -> list[ast.expr]:
    return index.elts if isinstance(index, ast.Tuple) else [index]


def _with_part(node: ast.Subscript, old: ast.expr, new: ast.expr) -> ast.Subscript:
    if not isinstance(node.slice, ast.Tuple):
        return ast.Subscript(node.value, new, node.ctx)
    parts = [new if part is old else part for part in node.slice.elts]
    return ast.Subscript(node.value, ast.Tuple(parts, ast.Load()), node.ctx)


def _slice(node: ast.Slice) -> Iterator[Changed]:
    lower, upper, step = node.lower, node.upper, node.step
    if lower is not None:
        yield "slice", ast.Slice(None, upper, step)
        for other in _off_by_one(lower):
            yield "slice", ast.Slice(other, upper, step)
    if upper is not None:
        yield "slice", ast.Slice(lower, None, step)
        for other in _off_by_one(upper):
            yield "slice", ast.Slice(lower, other, step)
    if step is not None:
        yield "slice", ast.Slice(lower, upper, None)


def _off_by_one(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Constant):
        return  # its own changes say it already
    for operator in (ast.Add(), ast.Sub()):
        yield ast.BinOp(node, operator, ast.Constant(1))


def _exchanged(items: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    for i in range(len(items) - 1):
        yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def _without(items: Sequence[Any], i: int) -> list[Any]:
    return [*items[:i], *items[i + 1 :]]
