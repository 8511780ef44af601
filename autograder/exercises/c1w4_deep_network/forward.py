"""Exercises on the way forward: one layer adds up, bends, and hands on."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w4_deep_network import networks
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import deep_network
from course_utils.desk.compare import Rules

Array = np.ndarray
SEEN = np.random.default_rng(41)


def _layer(rng: np.random.Generator) -> Arguments:
    return networks.layer(rng, *networks.sizes(rng))


def _sized_layer(rng: np.random.Generator, n: int) -> Arguments:
    return networks.layer(rng, 2, 3, n)


def _sum_by_loop(A: Array, W: Array, b: Array) -> Any:
    columns = [W @ A[:, i : i + 1] + b for i in range(A.shape[1])]
    return np.hstack(columns), (A, W, b)


def _sum_in_place(A: Array, W: Array, b: Array) -> Any:
    result = deep_network.linear_forward(A.copy(), W, b)
    A -= A.mean()
    return result


LINEAR_FORWARD = Exercise(
    deep_network.linear_forward,
    criteria=(
        # As many units as inputs: there a transposed W fits, and is found out.
        correct(
            5, _layer, networks.layer(SEEN, 2, 2, 3), networks.layer(SEEN, 3, 2, 1)
        ),
        vectorised(1, _sized_layer),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "transposed-weights",
            "W is transposed, or W and A stand the other way round. A row of W belongs "
            "to a unit, a column of A to an example: which product pairs them?",
            edit=("W @ A + b", "W.T @ A + b"),
        ),
        Misconception(
            "bias-forgotten",
            "b never enters Z.",
            edit=("W @ A + b", "W @ A"),
        ),
        Misconception(
            "bias-subtracted",
            "b is taken away. It is added.",
            edit=("W @ A + b", "W @ A - b"),
        ),
        Misconception(
            "already-bent",
            "Z has no negative entries: it is bent already. This block only adds up.",
            edit=("W @ A + b", "np.maximum(0, W @ A + b)"),
        ),
        Misconception(
            "sum-in-the-cache",
            "The cache holds Z in the place of A. The way back needs what went in.",
            edit=("return Z, (A, W, b)", "return Z, (Z, W, b)"),
        ),
        Misconception(
            "cache-without-bias",
            "The cache holds two things. Three went into the sum.",
            edit=("return Z, (A, W, b)", "return Z, (A, W)"),
        ),
        Misconception(
            "order-of-the-cache",
            "The cache begins with W. Its order is A, W, b, that of the arguments.",
            edit=("return Z, (A, W, b)", "return Z, (W, A, b)"),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "One matrix product takes all columns.",
            twin=_sum_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "An argument is another array after the call. Make a new one: += works in "
            "place.",
            twin=_sum_in_place,
            criterion="pure",
        ),
    ),
    rules=Rules(names=("Z", "cache")),
)


def _bent_layer(rng: np.random.Generator, activation: str = "") -> Arguments:
    into = networks.layer(rng, *networks.sizes(rng))
    chosen = activation or networks.turn(rng, "relu", "sigmoid")
    return {"A_prev": into["A"], "W": into["W"], "b": into["b"], "activation": chosen}


def _bent_in_place(A_prev: Array, W: Array, b: Array, activation: str) -> Any:
    result = deep_network.linear_activation_forward(A_prev.copy(), W, b, activation)
    A_prev -= A_prev.mean(axis=1, keepdims=True)
    return result


CHOSEN = "bend, _ = ACTIVATIONS[activation]"
BENT = "return A, (linear_cache, Z)"

LINEAR_ACTIVATION_FORWARD = Exercise(
    deep_network.linear_activation_forward,
    criteria=(
        correct(
            6, _bent_layer, _bent_layer(SEEN, "relu"), _bent_layer(SEEN, "sigmoid")
        ),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "relu-always",
            "The ReLU bends the sums, whatever activation says.",
            edit=(CHOSEN, 'bend, _ = ACTIVATIONS["relu"]'),
        ),
        Misconception(
            "sigmoid-always",
            "The sigmoid bends the sums, whatever activation says.",
            edit=(CHOSEN, 'bend, _ = ACTIVATIONS["sigmoid"]'),
        ),
        Misconception(
            "activations-swapped",
            "The two activations are swapped: the ReLU answers to sigmoid.",
            edit=(CHOSEN, 'bend = {"relu": sigmoid, "sigmoid": relu}[activation]'),
        ),
        Misconception(
            "never-bent",
            "A is Z, not bent at all. A stack of such layers is no more than one.",
            edit=("A = bend(Z)", "A = Z"),
        ),
        Misconception(
            "bent-twice",
            "The activation is applied to its own output.",
            edit=("A = bend(Z)", "A = bend(bend(Z))"),
        ),
        Misconception(
            "activation-in-the-cache",
            "The activation cache holds A. The slope on the way back is taken where "
            "the sum was: what went into the activation?",
            edit=(BENT, "return A, (linear_cache, A)"),
        ),
        Misconception(
            "caches-swapped",
            "The two caches stand the wrong way round: first what went into the sum, "
            "then what went into the activation.",
            edit=(BENT, "return A, (Z, linear_cache)"),
        ),
        Misconception(
            "flat-cache",
            "The cache holds four things side by side. It is a pair, and its first "
            "entry is the whole cache of the sum.",
            edit=(BENT, "return A, (*linear_cache, Z)"),
        ),
        Misconception(
            "changes-its-input",
            "An argument is another array after the call. Make a new one.",
            twin=_bent_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("linear_forward",),
    rules=Rules(names=("A", "cache")),
)

EXERCISES = (LINEAR_FORWARD, LINEAR_ACTIVATION_FORWARD)
