"""Loops that run inside C, made to show while work is counted.

`map(math.exp, x)` visits the entries one by one, but the interpreter executes nothing
between them that could be counted. While `shown` lasts, the tools that hide such a loop
pass through a line of Python for every entry; what they return stays the same.

What still does not show is a builtin that walks over an array by itself, such as
`sum(x)` or `math.fsum(x)`.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import itertools
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import numpy as np

real_reduce = functools.reduce
INSIDE_NUMPY = np.vectorize.__init__.__globals__
real_frompyfunc = np.frompyfunc


class Map(map):
    """`map`, with a step of Python for each entry."""

    def __next__(self) -> Any:
        return super().__next__()


class Filter(filter):
    """`filter`, with a step of Python for each entry that it keeps."""

    def __next__(self) -> Any:
        return super().__next__()


class Starmap(itertools.starmap):
    """`itertools.starmap`, with a step of Python for each entry."""

    def __next__(self) -> Any:
        return super().__next__()


class Accumulate(itertools.accumulate):
    """`itertools.accumulate`, with a step of Python for each entry."""

    def __next__(self) -> Any:
        return super().__next__()


def in_python(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that shows when it is called, even if `function` is C."""
    if isinstance(function, FunctionType):
        return function
    return lambda *arguments: function(*arguments)


def reduce(function: Callable[..., Any], *rest: Any) -> Any:
    """Do as `functools.reduce`."""
    return real_reduce(in_python(function), *rest)


def frompyfunc(function: Callable[..., Any], *rest: Any, **options: Any) -> Any:
    """Do as `np.frompyfunc`, on which `np.vectorize` stands."""
    return real_frompyfunc(in_python(function), *rest, **options)


SHOWN: list[tuple[Any, Any]] = [
    (map, Map),
    (filter, Filter),
    (itertools.starmap, Starmap),
    (itertools.accumulate, Accumulate),
    (real_reduce, reduce),
    (real_frompyfunc, frompyfunc),
]
PLACES = [vars(builtins), vars(itertools), vars(functools), vars(np), INSIDE_NUMPY]


@contextlib.contextmanager
def shown(function: Callable[..., Any]) -> Iterator[None]:
    """Let loops inside C show for a while, also under names the learner imported."""
    # NumPy's and the standard library's own names first, then the learner's.
    places = [*PLACES, getattr(function, "__globals__", {})]
    swapped = [
        (place, name, real)
        for place in places
        for real, _ in SHOWN
        for name in [n for n, value in list(place.items()) if value is real]
    ]
    ours = {id(real): one for real, one in SHOWN}
    for place, name, real in swapped:
        place[name] = ours[id(real)]
    try:
        yield
    finally:
        for place, name, real in swapped:
            place[name] = real
