"""The exercise on learning: walk downhill, step by step."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.c1w2_logistic_regression.neuron import LOGS, examples
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
)
from course_utils import logistic_regression
from course_utils.desk.compare import Rules


def _walk(rng: np.random.Generator, num_iterations: int) -> Arguments:
    n_x, m = (int(n) for n in rng.permutation([2, 3, 5, 7])[:2])
    return {
        "w": rng.normal(scale=0.5, size=(n_x, 1)),
        "b": float(rng.normal()),
        **examples(rng, n_x, m),
        "num_iterations": num_iterations,
        "learning_rate": float(rng.uniform(0.02, 0.2)),
    }


# Costs are kept at steps 0, 100, 200: one, two or three of them.
WALKS = tuple(partial(_walk, num_iterations=n) for n in (1, 101, 3, 201, 2, 5))


def _fixed(num_iterations: int, learning_rate: float) -> Arguments:
    rng = np.random.default_rng(num_iterations)
    return {
        "w": rng.normal(scale=0.5, size=(3, 1)),
        "b": 0.5,
        **examples(rng, 3, 4),
        "num_iterations": num_iterations,
        "learning_rate": learning_rate,
    }


def _overwriting(
    w: np.ndarray,
    b: float,
    X: np.ndarray,
    Y: np.ndarray,
    num_iterations: int = 100,
    learning_rate: float = 0.009,
    print_cost: bool = False,
) -> Any:
    result = logistic_regression.optimize(w, b, X, Y, num_iterations, learning_rate)
    w[:] = result[0]["w"]
    return result


OPTIMIZE = Exercise(
    logistic_regression.optimize,
    criteria=(correct(8, WALKS, _fixed(100, 0.009), _fixed(250, 0.1)), pure(2)),
    misconceptions=(
        Misconception(
            "uphill",
            "The cost goes up. The gradient points uphill: step against it.",
            edit=(
                'w = w - learning_rate * grads["dw"]\n        b = b - ',
                'w = w + learning_rate * grads["dw"]\n        b = b + ',
            ),
        ),
        Misconception(
            "b-never-moves",
            "w learns, but b stays where it began.",
            edit=('        b = b - learning_rate * grads["db"]\n', ""),
        ),
        Misconception(
            "w-never-moves",
            "b learns, but w stays where it began.",
            edit=('        w = w - learning_rate * grads["dw"]\n', ""),
        ),
        Misconception(
            "learning-rate-ignored",
            "The steps are as long as the gradient itself: learning_rate has no part "
            "in them.",
            edit=(
                'learning_rate * grads["dw"]\n        b = b - learning_rate * ',
                'grads["dw"]\n        b = b - ',
            ),
        ),
        Misconception(
            "gradient-once",
            "The gradient is taken only once, at the start. After each step the slope "
            "is another one.",
            edit=(
                "    for i in range(num_iterations):\n"
                "        grads, cost = propagate(w, b, X, Y)\n",
                "    grads, cost = propagate(w, b, X, Y)\n"
                "    for i in range(num_iterations):\n",
            ),
        ),
        Misconception(
            "every-cost-kept",
            "costs holds the cost of every step. Keep it every 100 steps: "
            "0, 100, 200, ...",
            edit=("if i % 100 == 0:", "if True:"),
        ),
        Misconception(
            "first-cost-missing",
            "costs misses step 0: counting starts at 0, and so does the record.",
            edit=("if i % 100 == 0:", "if i > 0 and i % 100 == 0:"),
        ),
        Misconception(
            "costs-at-the-hundredth",
            "costs is taken at steps 99, 199, ... Take it at 0, 100, 200, ...",
            edit=("if i % 100 == 0:", "if (i + 1) % 100 == 0:"),
        ),
        Misconception(
            "one-step-only",
            "Only one step is taken. Does the function return from inside its loop?",
            edit=("range(num_iterations)", "range(1)"),
        ),
        Misconception(
            "one-step-too-few",
            "The walk is one step too short: range(n) already stops before n.",
            edit=("range(num_iterations)", "range(max(1, num_iterations - 1))"),
        ),
        Misconception(
            "one-step-too-many",
            "The walk is one step too long: range(n) has n values, 0 to n - 1.",
            edit=("range(num_iterations)", "range(num_iterations + 1)"),
        ),
        Misconception(
            "changes-its-input",
            "The caller's w was overwritten: -= works in place on an array. "
            "w = w - ... makes a new one.",
            twin=_overwriting,
            criterion="pure",
        ),
    ),
    depends_on=("propagate",),
    rules=Rules(atol=LOGS, names=("params", "grads", "costs")),
)

EXERCISES = (OPTIMIZE,)
