"""Exercises on two distances between predictions and targets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    vectorised,
)
from course_utils import vectors
from course_utils.desk.compare import Rules

NUMBER = Rules(exact_shape=False)


def _pair(rng: np.random.Generator) -> Arguments:
    m = int(rng.integers(4, 9))
    return {"yhat": rng.normal(size=m), "y": rng.normal(size=m)}


def _sized_pair(rng: np.random.Generator, n: int) -> Arguments:
    return {"yhat": rng.uniform(size=n), "y": rng.integers(0, 2, size=n)}


def _sum_by_loop(term: Callable[[float, float], float]) -> Callable[..., float]:
    def twin(yhat: np.ndarray, y: np.ndarray) -> float:
        total = 0.0
        for i in range(len(y)):
            total += term(yhat[i], y[i])
        return total

    return twin


LABELS = {
    "yhat": np.array([0.9, 0.2, 0.1, 0.4, 0.9]),
    "y": np.array([1, 0, 0, 1, 1]),
}
# Errors of both signs, and more below zero than above.
NUMBERS = {"yhat": np.array([1.5, 0.2, -0.3]), "y": np.array([0.5, 0.4, -1.0])}

LOOP_HINT = (
    "The values are right, but Python walks through the entries one by one. "
    "One expression on whole arrays does it at once."
)

L1 = Exercise(
    vectors.L1,
    criteria=(
        correct(
            4,
            _pair,
            LABELS,
            NUMBERS,
        ),
        vectorised(1, _sized_pair),
    ),
    misconceptions=(
        Misconception(
            "absolute-value-forgotten",
            "Errors of opposite sign cancel. A distance counts each as positive.",
            edit=("np.abs(y - yhat)", "y - yhat"),
        ),
        Misconception(
            "absolute-value-of-the-sum",
            "The absolute value comes too late: the errors have cancelled in the sum.",
            edit=("np.sum(np.abs(y - yhat))", "np.abs(np.sum(y - yhat))"),
        ),
        Misconception(
            "prediction-minus-target",
            "Errors of opposite sign cancel, and the sign is turned round as well. "
            "A distance counts each error as positive.",
            edit=("np.abs(y - yhat)", "yhat - y"),
        ),
        Misconception(
            "mean-for-sum",
            "This is the mean. L1 is the sum over the examples.",
            edit=("np.sum", "np.mean"),
        ),
        Misconception(
            "squares",
            "These are squares: that is L2. L1 takes absolute values.",
            edit=("np.abs(y - yhat)", "(y - yhat) ** 2"),
        ),
        Misconception(
            "not-summed",
            "There is one error an example. The loss is one number: add them up.",
            edit=("np.sum(np.abs(y - yhat))", "np.abs(y - yhat)"),
        ),
        Misconception(
            "first-example-only",
            "Only the first example counts. Does the function return from inside its "
            "loop?",
            edit=("np.sum(np.abs(y - yhat))", "np.abs(y - yhat)[0]"),
        ),
        Misconception(
            "loop-over-examples",
            LOOP_HINT,
            twin=_sum_by_loop(lambda a, y: abs(y - a)),
            criterion="vectorised",
        ),
    ),
    rules=NUMBER,
)

L2 = Exercise(
    vectors.L2,
    criteria=(
        correct(
            4,
            _pair,
            LABELS,
            NUMBERS,
        ),
        vectorised(1, _sized_pair),
    ),
    misconceptions=(
        Misconception(
            "root-taken",
            "This is the length of the error vector. The L2 loss stays squared.",
            edit=("np.sum((y - yhat) ** 2)", "np.sqrt(np.sum((y - yhat) ** 2))"),
        ),
        Misconception(
            "mean-for-sum",
            "This is the mean. L2 is the sum over the examples.",
            edit=("np.sum", "np.mean"),
        ),
        Misconception(
            "absolute-values",
            "These are absolute values: that is L1. L2 squares the errors.",
            edit=("(y - yhat) ** 2", "np.abs(y - yhat)"),
        ),
        Misconception(
            "not-summed",
            "There is one error an example. The loss is one number: add them up.",
            edit=("np.sum((y - yhat) ** 2)", "(y - yhat) ** 2"),
        ),
        Misconception(
            "half",
            "There is no factor 1/2 in this course's L2.",
            edit=("np.sum((y - yhat) ** 2)", "np.sum((y - yhat) ** 2) / 2"),
        ),
        Misconception(
            "square-of-the-sum",
            "The square comes too late: the errors have cancelled in the sum.",
            edit=("np.sum((y - yhat) ** 2)", "np.sum(y - yhat) ** 2"),
        ),
        Misconception(
            "first-example-only",
            "Only the first example counts. Does the function return from inside its "
            "loop?",
            edit=("np.sum((y - yhat) ** 2)", "((y - yhat) ** 2)[0]"),
        ),
        Misconception(
            "loop-over-examples",
            LOOP_HINT,
            twin=_sum_by_loop(lambda a, y: (y - a) ** 2),
            criterion="vectorised",
        ),
    ),
    rules=NUMBER,
)

EXERCISES = (L1, L2)
