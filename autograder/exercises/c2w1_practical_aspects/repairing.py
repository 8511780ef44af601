"""The exercise that hands out a way back with two mistakes, to find and to repair."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from course_utils import gradient_checking


def _back(rng: np.random.Generator) -> Asking:
    # Rounded by itself, Z1 would no longer be what A1 is the ReLU of.
    return Asking(networks.passed(rng, *networks.sizes(rng)), rounded=False)


def _at(*sizes: int) -> Asking:
    return Asking(networks.passed(SEEN, *sizes), rounded=False)


SEEN = np.random.default_rng(59)
BACK = gradient_checking.backward_propagation_n


def _unrepaired(X: np.ndarray, Y: np.ndarray, cache: Any) -> Any:
    """Return the gradients as the function that is handed out gives them."""
    grads = BACK(X, Y, cache)
    sums = _with_sums(X, Y, cache)
    return {**grads, "dW2": sums["dW2"], "db1": X.shape[1] * grads["db1"]}


def _with_sums(X: np.ndarray, Y: np.ndarray, cache: Any) -> Any:
    """Return the gradients with Z1 in the place of A1 in dW2."""
    given = list(cache)
    given[1] = cache[0]
    return {**BACK(X, Y, cache), "dW2": BACK(X, Y, tuple(given))["dW2"]}


BACKWARD_PROPAGATION_N = Exercise(
    BACK,
    criteria=(correct(7, _back, _at(2, 4, 3, 5), _at(3, 2, 5, 4), _at(4, 5, 3, 1)),),
    misconceptions=(
        Misconception(
            "both-mistakes-left",
            "Both mistakes are still there. Compare the slopes parameter by parameter: "
            "which two gradients disagree?",
            twin=_unrepaired,
        ),
        Misconception(
            "second-layer-unrepaired",
            "dW2 is still off. What goes into the second layer: the sums of the first, "
            "or what its ReLU made of them?",
            twin=_with_sums,
        ),
        Misconception(
            "first-bias-unrepaired",
            "db1 is still off, and by the same factor everywhere. Which one is it?",
            edit=(
                "db1 = np.sum(dZ1, axis=1, keepdims=True) / m",
                "db1 = np.sum(dZ1, axis=1, keepdims=True)",
            ),
        ),
        Misconception(
            "first-bias-averaged-over-all",
            "db1 has become one number for all units. Each unit has its own: the mean "
            "is over the examples alone.",
            edit=(
                "db1 = np.sum(dZ1, axis=1, keepdims=True) / m",
                "db1 = np.mean(dZ1) * np.ones((len(dZ1), 1))",
            ),
        ),
        Misconception(
            "slope-on-top",
            "The activation of the first layer came into dW2 as 0 or 1. That is the "
            "slope of the ReLU; dW2 wants the ReLU's value.",
            edit=("dW2 = dZ2 @ A1.T / m", "dW2 = dZ2 @ (A1 > 0).T / m"),
        ),
    ),
)

EXERCISES = (BACKWARD_PROPAGATION_N,)
