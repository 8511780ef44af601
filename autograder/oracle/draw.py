"""Draw the cases: the same visible ones for everybody, hidden ones for each alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.exercise import Arguments, Criterion, Exercise
from course_utils.desk.events import LARGE, SMALL

VISIBLE = 2
HIDDEN = 6
VISIBLE_DECIMALS = 3


@dataclass(frozen=True)
class DrawnCase:
    """The arguments of one call, its name, and whether learners may see them."""

    name: str
    criterion: str
    arguments: Arguments
    visible: bool = True


def visible_cases(exercise: Exercise) -> list[DrawnCase]:
    """Return the cases that the notebook knows: the corners, then two drawn ones."""
    return [case for c in _asking(exercise) for case in _visible(exercise, c)]


def hidden_cases(exercise: Exercise, key: bytes) -> list[DrawnCase]:
    """Return the cases that only this submission gets, the same at every regrade."""
    return [case for c in _asking(exercise) for case in _hidden(exercise, c, key)]


def visible_sized(exercise: Exercise) -> list[Mapping[str, Any]]:
    """Return the arguments of a small and a large call, or nothing if none is asked."""
    criterion = exercise.criterion("vectorised")
    if criterion is None or criterion.sized is None:
        return []
    rng = _public_rng(exercise, criterion)
    return [_tidy(criterion.sized(rng, n)) for n in (SMALL, LARGE)]


def sized_cases(exercise: Exercise, key: bytes) -> list[Arguments]:
    """Return the arguments of a small and a large call for this submission."""
    criterion = exercise.criterion("vectorised")
    if criterion is None or criterion.sized is None:
        return []
    rng = _hidden_rng(exercise, criterion, key)
    return [criterion.sized(rng, n) for n in (SMALL, LARGE)]


def submission_key(secret: bytes, week: str, student: str) -> bytes:
    """Return the key that hidden cases are drawn from: HMAC(secret, week, student)."""
    return hmac.digest(secret, f"{week}\0{student}".encode(), "sha256")


def _asking(exercise: Exercise) -> list[Criterion]:
    return [criterion for criterion in exercise.criteria if criterion.case is not None]


def _visible(exercise: Exercise, criterion: Criterion) -> list[DrawnCase]:
    if criterion.case is None:
        return []
    rng = _public_rng(exercise, criterion)
    drawn = [_tidy(criterion.case(rng)) for _ in range(VISIBLE)]
    prefix = "case" if criterion.name == "correct" else f"{criterion.name} case"
    return [
        DrawnCase(f"{prefix} {i}", criterion.name, arguments)
        for i, arguments in enumerate([*criterion.corners, *drawn], start=1)
    ]


def _hidden(exercise: Exercise, criterion: Criterion, key: bytes) -> list[DrawnCase]:
    if criterion.case is None:
        return []
    rng = _hidden_rng(exercise, criterion, key)
    return [
        DrawnCase(f"hidden {i}", criterion.name, criterion.case(rng), visible=False)
        for i in range(1, HIDDEN + 1)
    ]


def _hidden_rng(
    exercise: Exercise, criterion: Criterion, key: bytes
) -> np.random.Generator:
    label = f"{exercise.id}\0{criterion.name}".encode()
    seed = int.from_bytes(hmac.digest(key, label, "sha256"), "big")
    return np.random.default_rng(seed)


def _public_rng(exercise: Exercise, criterion: Criterion) -> np.random.Generator:
    label = f"{exercise.id} {criterion.name}".encode()
    return np.random.default_rng(int.from_bytes(hashlib.sha256(label).digest(), "big"))


def _tidy(arguments: Arguments) -> Arguments:
    """Round the numbers, so that a person can retype a visible case."""
    return {name: _rounded(value) for name, value in arguments.items()}


def _rounded(value: Any) -> Any:
    if isinstance(value, float) or getattr(value, "dtype", np.dtype(int)).kind == "f":
        rounded = np.round(value, VISIBLE_DECIMALS)
        return float(rounded) if isinstance(value, float) else rounded
    return value
