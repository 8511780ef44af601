"""Round every real number in a nest of plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.desk.answers import Behaviour
from course_utils.desk.tensors import same_kind

DIGITS = 9
"""Machines differ in the last few of seventeen digits; these are the same on all."""
SINGLE_DIGITS = 5
"""The same in single precision, which has seven."""


def to_digits(value: Any, digits: int = DIGITS, *, decimals: int | None = None) -> Any:
    """Keep so many significant digits of each number, and no more than the decimals."""

    def shorten(number: Any) -> Any:
        most = min(digits, SINGLE_DIGITS) if _is_single(number) else digits
        flat = [_kept(float(n), most, decimals) for n in np.ravel(number)]
        kept = np.array(flat, getattr(number, "dtype", float))
        return same_kind(np.reshape(kept, np.shape(number))[()], number)

    return _each(value, shorten)


def _is_single(number: Any) -> bool:
    return isinstance(number, np.ndarray | np.floating) and number.dtype.itemsize <= 4


def _kept(number: float, digits: int, decimals: int | None) -> float:
    if decimals is not None:
        number = round(number, decimals) + 0.0  # -0.0 and 0.0 are other bytes
    return float(f"{number:.{digits}g}")


def to_decimals(value: Any, decimals: int) -> Any:
    """Keep so many decimals, but let no array or number become nothing."""

    def shorten(number: Any) -> Any:
        rounded = np.round(number, decimals)
        return number if np.any(number) and not np.any(rounded) else rounded

    return _each(value, shorten)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Behaviour):
        return Behaviour(tuple(_each(answer, change) for answer in value.answers))
    if isinstance(value, dict):
        return {key: _each(item, change) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_each(item, change) for item in value)
    if isinstance(value, np.ndarray | np.floating) and value.dtype.kind == "f":
        return change(value)
    return float(change(value)) if isinstance(value, float) else value
