"""The registry: every week's exercises, in the order they are taught."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from autograder.exercises.exercise import Exercise

Environment = Literal["numpy", "tensorflow"]


@cache
def weeks() -> tuple[str, ...]:
    """Return the weeks that have exercises, in teaching order."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if re.match(r"c\dw\d_", name)))


@cache
def exercises(week: str) -> MappingProxyType[str, Exercise]:
    """Return the exercises of a week by name, in teaching order.

    Raises:
        KeyError: there is no such week; the message lists those there are.
    """
    if week not in weeks():
        raise KeyError(f"no week {week!r}; there is {', '.join(weeks())}")
    module = importlib.import_module(f"{__name__}.{week}")
    return MappingProxyType({exercise.id: exercise for exercise in module.EXERCISES})


def title(week: str) -> str:
    """Return the week's title, for people."""
    return str(importlib.import_module(f"{__name__}.{week}").TITLE)


def environment(week: str) -> Environment:
    """Return what must be installed where the week's answers run.

    A week that needs more than NumPy says so: `ENVIRONMENT = "tensorflow"`.

    Raises:
        ValueError: the week asks for an environment that there is not.
    """
    module = importlib.import_module(f"{__name__}.{week}")
    asked = getattr(module, "ENVIRONMENT", "numpy")
    for known in get_args(Environment):
        if asked == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(f"{week}: ENVIRONMENT is {asked!r}; one of numpy and tensorflow")
