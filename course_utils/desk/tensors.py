"""Tensors as plain data: arrays that remember that they were tensors or variables.

A case may hold `Tensor` and `Variable`: where they arrive, `live` makes TensorFlow's of
them. What comes back is settled into an array again, so that everything that compares
knows arrays alone, and needs no TensorFlow.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import numpy as np

from course_utils.desk.quiet import quiet_start


class Tensor(np.ndarray):
    """An array that stands for a `tf.Tensor`."""


class Variable(Tensor):
    """An array that stands for a `tf.Variable`."""


KINDS: dict[str, type[Tensor]] = {"tensor": Tensor, "variable": Variable}


def tensor(values: Any, dtype: Any = np.float32) -> Tensor:
    """Return what a case holds for `tf.constant(values, dtype)`."""
    return np.array(values, dtype).view(Tensor)


def variable(values: Any, dtype: Any = np.float32) -> Variable:
    """Return what a case holds for `tf.Variable(values, dtype=dtype)`."""
    return np.array(values, dtype).view(Variable)


def kind_of(value: Any) -> str | None:
    """Return "variable", "tensor", or None for an array that is only an array."""
    if not isinstance(value, Tensor):
        return None
    return "variable" if isinstance(value, Variable) else "tensor"


def _tensorflow() -> Any:
    if "tensorflow" not in sys.modules:
        with quiet_start():
            importlib.import_module("tensorflow")
    return sys.modules["tensorflow"]


def live(value: Tensor) -> Any:
    """Return the tensor or the variable that an array stands for."""
    tf = _tensorflow()
    numbers = np.array(value)
    return tf.Variable(numbers) if isinstance(value, Variable) else tf.constant(numbers)


def array_of(value: Any) -> np.ndarray | None:
    """Return the numbers of a tensor or variable of any library, or None."""
    numpy = getattr(value, "numpy", None)
    if isinstance(value, type) or not callable(numpy):
        return None
    try:
        inside = numpy()
    except Exception:  # a tensor without numbers, or a stranger's method
        return None
    if not isinstance(inside, np.ndarray | np.generic):
        return None
    kind = Variable if callable(getattr(value, "assign", None)) else Tensor
    return np.array(inside).view(kind)


def settle(value: Any) -> Any:
    """Return a value in which every tensor has become an array."""
    if type(value) in (list, tuple):
        return type(value)(settle(item) for item in value)
    if type(value) is dict:
        return {key: settle(item) for key, item in value.items()}
    array = array_of(value)
    return value if array is None else array


def same_kind(array: Any, model: Any) -> Any:
    """Return `array`, standing for a tensor if `model` does."""
    if not isinstance(model, Tensor):
        return array
    return np.asarray(array).view(type(model))
