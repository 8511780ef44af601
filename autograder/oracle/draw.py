"""Draw the cases: the same visible ones for everybody, hidden ones for each alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Criterion,
    Exercise,
    Question,
)
from autograder.oracle.rounding import to_decimals, to_digits
from course_utils.desk.events import LARGE, SMALL
from course_utils.desk.standins import StandIn

VISIBLE = 2
HIDDEN = 6
SPARE = 30
VISIBLE_DECIMALS = 3


@dataclass(frozen=True)
class DrawnCase:
    """The arguments of one call, its name, and whether learners may see them.

    `then`, `withheld` and `instead` are those of `Asking`. `seed` sets what is random
    in a model's weights and inputs.
    """

    name: str
    criterion: str
    arguments: Arguments
    visible: bool = True
    then: tuple[Arguments, ...] = ()
    withheld: Arguments = field(default_factory=dict)
    seed: int = 0
    instead: Mapping[str, StandIn] = field(default_factory=dict)


def visible_cases(exercise: Exercise) -> list[DrawnCase]:
    """Return the cases that the notebook knows: the corners, then two drawn ones."""
    return [case for c in _asking(exercise) for case in _visible(exercise, c)]


def hidden_cases(exercise: Exercise, key: bytes) -> list[DrawnCase]:
    """Return the cases that only this submission gets, the same at every regrade."""
    return [case for c in _asking(exercise) for case in _hidden(exercise, c, key)]


def spare_cases(exercise: Exercise, criterion: Criterion) -> list[DrawnCase]:
    """Return more cases of the public kind, small ones first: nobody's secret."""
    rng = _public_rng(exercise, criterion, "spare")
    drawn = [_tidy(question) for question in criterion.draw(rng, SPARE)]
    cases = [_case(f"spare {i}", criterion, q) for i, q in enumerate(drawn, start=1)]
    return sorted(cases, key=lambda case: size(case.arguments))


def size(value: Any) -> int:
    """Return how many numbers a nest of arguments holds."""
    if isinstance(value, Mapping):
        return sum(map(size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(size, value))
    return value.size if isinstance(value, np.ndarray) else 1


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
    return hmac.digest(
        secret, f"{week}\0{student}".encode(errors="surrogateescape"), "sha256"
    )


def _asking(exercise: Exercise) -> list[Criterion]:
    return [criterion for criterion in exercise.criteria if criterion.case is not None]


def _visible(exercise: Exercise, criterion: Criterion) -> list[DrawnCase]:
    rng = _public_rng(exercise, criterion)
    corners = map(_settled, criterion.corners)
    drawn = [_tidy(question) for question in criterion.draw(rng, VISIBLE)]
    prefix = "case" if criterion.name == "correct" else f"{criterion.name} case"
    return [
        _case(f"{prefix} {i}", criterion, question)
        for i, question in enumerate([*corners, *drawn], start=1)
    ]


def _hidden(exercise: Exercise, criterion: Criterion, key: bytes) -> list[DrawnCase]:
    rng = _hidden_rng(exercise, criterion, key)
    drawn = criterion.draw(rng, HIDDEN)
    seeds = rng.integers(2**32, size=HIDDEN) if exercise.model else [0] * HIDDEN
    return [
        _case(f"hidden {i}", criterion, question, visible=False, seed=int(seed))
        for i, (question, seed) in enumerate(zip(drawn, seeds, strict=True), start=1)
    ]


def _case(
    name: str,
    criterion: Criterion,
    question: Question,
    *,
    visible: bool = True,
    seed: int = 0,
) -> DrawnCase:
    asked = question if isinstance(question, Asking) else Asking(question)
    return DrawnCase(
        name,
        criterion.name,
        asked.arguments,
        visible,
        asked.then,
        asked.withheld,
        seed,
        asked.instead,
    )


def _hidden_rng(
    exercise: Exercise, criterion: Criterion, key: bytes
) -> np.random.Generator:
    label = f"{exercise.id}\0{criterion.name}".encode()
    seed = int.from_bytes(hmac.digest(key, label, "sha256"), "big")
    return np.random.default_rng(seed)


def _public_rng(
    exercise: Exercise, criterion: Criterion, *more: str
) -> np.random.Generator:
    label = " ".join([exercise.id, criterion.name, *more]).encode()
    return np.random.default_rng(int.from_bytes(hashlib.sha256(label).digest(), "big"))


def _tidy(question: Any) -> Any:
    """Round the numbers, so that a person can retype a visible case."""
    if not isinstance(question, Asking):
        return to_decimals(dict(question), VISIBLE_DECIMALS)
    if not question.rounded:
        return _settled(question)
    then = tuple(to_decimals(dict(more), VISIBLE_DECIMALS) for more in question.then)
    arguments = to_decimals(dict(question.arguments), VISIBLE_DECIMALS)
    return replace(question, arguments=arguments, then=then)


def _settled(question: Question) -> Question:
    """Drop the digits in which machines differ, if the arguments were computed."""
    if not isinstance(question, Asking) or question.rounded:
        return question
    then = tuple(to_digits(dict(more)) for more in question.then)
    arguments = to_digits(dict(question.arguments))
    return replace(question, arguments=arguments, then=then)
