"""Right answers in other forms: none of them may cost a mark.

Each form takes the reference and returns a function that is as right, but computes in
another precision or order, or wraps its numbers differently.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

Function = Callable[..., Any]


def float32_inside(reference: Function) -> Function:
    """Compute with numbers of half the precision."""
    return lambda *arguments: reference(*each(_half, list(arguments)))


def float32_outside(reference: Function) -> Function:
    """Round the result to half the precision."""
    return lambda *arguments: each(_half, reference(*arguments))


def fortran_order(reference: Function) -> Function:
    """Keep matrices column by column in memory."""
    return lambda *arguments: each(
        np.asfortranarray, reference(*each(np.asfortranarray, list(arguments)))
    )


def numbers_as_arrays(reference: Function) -> Function:
    """Return every single number as an array without axes."""
    return lambda *arguments: each(np.asarray, reference(*arguments), of=_Numbers)


def plain_numbers(reference: Function) -> Function:
    """Return every single number as Python's own."""
    return lambda *arguments: each(lambda n: n.item(), reference(*arguments), np.number)


def lists_for_tuples(reference: Function) -> Function:
    """Return a list where a tuple is meant."""

    def answer(*arguments: Any) -> Any:
        result = reference(*arguments)
        return list(result) if isinstance(result, tuple) else result

    return answer


def another_order(reference: Function) -> Function:
    """Add up from the other end: the last digits of a float differ."""
    tree = _Backwards().visit(ast.parse(textwrap.dedent(inspect.getsource(reference))))
    namespace = dict(reference.__globals__)
    namespace |= {"np": _BACKWARDS, "matmul_": _matmul}
    code = compile(ast.fix_missing_locations(tree), "<backwards>", "exec")
    exec(code, namespace)
    function: Function = namespace[reference.__name__]
    return function


FORMS: dict[str, Callable[[Function], Function]] = {
    "float32 inside": float32_inside,
    "float32 outside": float32_outside,
    "Fortran order": fortran_order,
    "numbers as arrays": numbers_as_arrays,
    "plain numbers": plain_numbers,
    "lists for tuples": lists_for_tuples,
    "another order of summation": another_order,
}

_Numbers = (int, float, np.number)


def each(
    change: Callable[[Any], Any], value: Any, of: type | tuple[type, ...] = np.ndarray
) -> Any:
    """Return a value with every array (or what `of` says) inside it changed."""
    if isinstance(value, dict):
        return {key: each(change, item, of) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([each(change, item, of) for item in value])
    if isinstance(value, of) and not isinstance(value, bool):
        return change(value)
    return value


def _half(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32) if array.dtype.kind == "f" else array


class _Backwards(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        return ast.Call(ast.Name("matmul_", ast.Load()), [node.left, node.right], [])


def _matmul(a: np.ndarray, b: np.ndarray) -> Any:
    return np.flip(a, -1) @ np.flip(b, -2 if b.ndim > 1 else 0)


def _backwards(function: Function) -> Function:
    def reduced(a: Any, axis: Any = None, **others: Any) -> Any:
        return function(np.flip(a, axis), axis=axis, **others)

    return reduced


class _Numpy(SimpleNamespace):
    """NumPy, but for the reductions."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)


_BACKWARDS = _Numpy(sum=_backwards(np.sum), mean=_backwards(np.mean))
