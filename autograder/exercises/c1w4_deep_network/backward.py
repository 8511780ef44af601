"""Exercises on the way back through one layer: through its sum, and its bend."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w4_deep_network import networks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import deep_network
from course_utils.desk.compare import Rules

Array = np.ndarray
GRADIENTS = Rules(names=("dA_prev", "dW", "db"))
SEEN = np.random.default_rng(43)


def _sum_back(rng: np.random.Generator, *sizes: int) -> Arguments:
    n_prev, n, m = sizes or networks.sizes(rng)
    cache = tuple(networks.layer(rng, n_prev, n, m).values())
    return {"dZ": rng.normal(size=(n, m)), "cache": cache}


def _sized_sum_back(rng: np.random.Generator, n: int) -> Arguments:
    return _sum_back(rng, 2, 3, n)


def _sum_back_by_loop(dZ: Array, cache: Any) -> Any:
    A_prev, W, b = cache
    dA_prev, dW, db = np.zeros(A_prev.shape), np.zeros(W.shape), np.zeros(b.shape)
    for i in range(A_prev.shape[1]):
        one = dZ[:, i : i + 1]
        dA_prev[:, i : i + 1] = W.T @ one
        dW += one @ A_prev[:, i : i + 1].T / A_prev.shape[1]
        db += one / A_prev.shape[1]
    return dA_prev, dW, db


def _sum_back_in_place(dZ: Array, cache: Any) -> Any:
    result = deep_network.linear_backward(dZ, cache)
    dZ /= dZ.shape[1]
    return result


D_W, D_B = "dW = dZ @ A_prev.T / m", "db = np.sum(dZ, axis=1, keepdims=True) / m"
D_A = "dA_prev = W.T @ dZ"

LINEAR_BACKWARD = Exercise(
    deep_network.linear_backward,
    criteria=(
        # As many units as inputs: there a missing transpose fits, and is found out.
        correct(8, _sum_back, _sum_back(SEEN, 2, 2, 3), _sum_back(SEEN, 3, 2, 1)),
        vectorised(1, _sized_sum_back),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "transpose-forgotten",
            "In dA_prev W is not transposed. dA_prev has a row for each unit of the "
            "layer before, and W has a column for each: turn it round.",
            edit=(D_A, "dA_prev = W @ dZ"),
        ),
        Misconception(
            "keepdims-forgotten",
            "db has lost an axis. A gradient has the shape of its parameter: what "
            "keeps the column a column?",
            edit=("axis=1, keepdims=True", "axis=1"),
        ),
        Misconception(
            "one-db-for-all-units",
            "db is one number for all units. Each has its own bias: sum over the "
            "examples alone.",
            edit=(D_B, "db = np.sum(dZ) / m"),
        ),
        Misconception(
            "summed-over-units",
            "db sums over the units. Along which axis do the examples lie?",
            edit=("axis=1, keepdims=True", "axis=0, keepdims=True"),
        ),
        Misconception(
            "not-averaged",
            "dW and db are sums over the examples. The cost is a mean: divide by m.",
            edit=("m = A_prev.shape[1]", "m = 1"),
        ),
        Misconception(
            "dw-not-averaged",
            "dW is a sum over the examples. The cost is a mean: divide by m.",
            edit=(D_W, "dW = dZ @ A_prev.T"),
        ),
        Misconception(
            "db-not-averaged",
            "db is a sum over the examples. The cost is a mean: divide by m.",
            edit=(D_B, "db = np.sum(dZ, axis=1, keepdims=True)"),
        ),
        Misconception(
            "da-averaged",
            "dA_prev is divided by m as well. It has a column for each example and "
            "adds none up; the mean comes in with dW and db.",
            edit=(D_A, f"{D_A} / m"),
        ),
        Misconception(
            "divided-by-inputs",
            "You divide by the rows of A_prev. The mean is over the examples.",
            edit=("m = A_prev.shape[1]", "m = A_prev.shape[0]"),
        ),
        Misconception(
            "dw-turned-round",
            "dW is transposed. A gradient has the shape of its parameter: W has a row "
            "for each unit.",
            edit=(D_W, "dW = A_prev @ dZ.T / m"),
        ),
        Misconception(
            "order-of-gradients",
            "The three gradients come in another order: dA_prev, dW, db.",
            edit=("return dA_prev, dW, db", "return dW, db, dA_prev"),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "A product with a transpose adds them all up.",
            twin=_sum_back_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "dZ or the cache is not what it was before the call. Make new arrays.",
            twin=_sum_back_in_place,
            criterion="pure",
        ),
    ),
    rules=GRADIENTS,
)


def _layer_back(rng: np.random.Generator, activation: str = "") -> Asking:
    n_prev, n, m = networks.sizes(rng)
    into = tuple(networks.layer(rng, n_prev, n, m).values())
    Z, linear_cache = deep_network.linear_forward(*into)
    arguments = {
        "dA": rng.normal(size=(n, m)),
        "cache": (linear_cache, Z),
        "activation": activation or networks.turn(rng, "relu", "sigmoid"),
    }
    # Rounded by itself, Z would no longer be the sum that the cache makes.
    return Asking(arguments, rounded=False)


def _layer_back_in_place(dA: Array, cache: Any, activation: str) -> Any:
    result = deep_network.linear_activation_backward(dA, cache, activation)
    dA -= dA.mean()
    return result


CHOSEN = "_, bend_back = ACTIVATIONS[activation]"
D_Z = "dZ = bend_back(dA, Z)"

LINEAR_ACTIVATION_BACKWARD = Exercise(
    deep_network.linear_activation_backward,
    criteria=(
        correct(
            7, _layer_back, _layer_back(SEEN, "relu"), _layer_back(SEEN, "sigmoid")
        ),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "slope-forgotten",
            "dA goes straight into the sum's way back. First it passes the bend: "
            "dZ is dA times the slope.",
            edit=(D_Z, "dZ = dA"),
        ),
        Misconception(
            "slope-alone",
            "This is the slope of the activation alone; dA has no part in it.",
            edit=(D_Z, "dZ = bend_back(np.ones_like(dA), Z)"),
        ),
        Misconception(
            "relu-always",
            "The gradient goes back through the ReLU, whatever activation says.",
            edit=(CHOSEN, '_, bend_back = ACTIVATIONS["relu"]'),
        ),
        Misconception(
            "sigmoid-always",
            "The gradient goes back through the sigmoid, whatever activation says.",
            edit=(CHOSEN, '_, bend_back = ACTIVATIONS["sigmoid"]'),
        ),
        Misconception(
            "activations-swapped",
            "The two ways back are swapped: the one of the ReLU answers to sigmoid.",
            edit=(
                D_Z,
                'dZ = (relu_backward if activation == "sigmoid" else '
                "sigmoid_backward)(dA, Z)",
            ),
        ),
        Misconception(
            "arguments-swapped",
            "dA and Z are swapped on the way into the activation's way back: first "
            "the gradient, then the cache.",
            edit=(D_Z, "dZ = bend_back(Z, dA)"),
        ),
        Misconception(
            "slope-at-the-activation",
            "The slope is taken at the activation. The cache holds Z, and the way "
            "back of the activation wants Z itself.",
            edit=(D_Z, "dZ = bend_back(dA, ACTIVATIONS[activation][0](Z))"),
        ),
        Misconception(
            "forward-for-backward",
            "The gradient is bent like a signal on its way forward. On the way back it "
            "is multiplied by a slope.",
            edit=(D_Z, "dZ = ACTIVATIONS[activation][0](dA)"),
        ),
        Misconception(
            "changes-its-input",
            "dA or the cache is not what it was before the call. Make new arrays.",
            twin=_layer_back_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("linear_backward",),
    rules=GRADIENTS,
)

EXERCISES = (LINEAR_BACKWARD, LINEAR_ACTIVATION_BACKWARD)
