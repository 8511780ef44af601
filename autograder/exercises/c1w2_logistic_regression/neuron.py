"""Exercises on one neuron: where it starts, and its forward and backward pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    stable,
    vectorised,
)
from course_utils import logistic_regression
from course_utils.activations import sigmoid
from course_utils.desk.compare import Rules


def _dim(rng: np.random.Generator) -> Arguments:
    return {"dim": int(rng.integers(2, 40))}


INITIALIZE_WITH_ZEROS = Exercise(
    logistic_regression.initialize_with_zeros,
    criteria=(correct(5, _dim, {"dim": 2}, {"dim": 1}),),
    misconceptions=(
        Misconception(
            "rank-one-w",
            "w has one axis only. Weights are a column here: the shape (dim, 1), "
            "given as one tuple.",
            edit=("np.zeros((dim, 1))", "np.zeros(dim)"),
        ),
        Misconception(
            "row-w",
            "w is a row. X has one column an example, so w must be a column for "
            "w.T @ X to fit.",
            edit=("np.zeros((dim, 1))", "np.zeros((1, dim))"),
        ),
        Misconception(
            "ones-for-zeros",
            "These are ones. The neuron starts at zero.",
            edit=("np.zeros((dim, 1))", "np.ones((dim, 1))"),
        ),
        Misconception(
            "square-w",
            "This neuron has one output, so w has one column.",
            edit=("np.zeros((dim, 1))", "np.zeros((dim, dim))"),
        ),
        Misconception(
            "b-for-every-input",
            "There is one bias for the neuron, not one an input: b is a number.",
            edit=("0.0", "np.zeros((dim, 1))"),
        ),
    ),
    rules=Rules(names=("w", "b")),
)


def examples(rng: np.random.Generator, n_x: int, m: int) -> dict[str, Any]:
    """Return examples of both classes for a neuron with `n_x` inputs."""
    Y = rng.integers(0, 2, size=(1, m))
    Y[0, :2] = 0, 1
    return {"X": rng.normal(size=(n_x, m)), "Y": Y}


def _pass(rng: np.random.Generator) -> Arguments:
    n_x, m = (int(n) for n in rng.permutation([2, 3, 5, 7])[:2])
    w, b = rng.normal(scale=0.5, size=(n_x, 1)), float(rng.normal())
    return {"w": w, "b": b, **examples(rng, n_x, m)}


def _saturated_pass(rng: np.random.Generator) -> Arguments:
    """Draw a neuron that is sure of most, and right, so that A rounds to 0 and 1.

    The last two examples are doubtful: the cost is no number that nan could become.
    """
    Y = np.array([[0, 1, 1, 0, 1]])
    X = (2.0 * Y - 1) * rng.uniform(1, 2, size=(3, 5))
    X[:, 3:] /= 1000
    return {"w": np.full((3, 1), 300.0), "b": 0.0, "X": X, "Y": Y}


def _sized_pass(rng: np.random.Generator, n: int) -> Arguments:
    w = rng.normal(scale=0.5, size=(3, 1))
    return {"w": w, "b": 0.1, **examples(rng, 3, n)}


def _by_loop(w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray) -> Any:
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        z = (w.T @ x).item() + b
        dw += (sigmoid(z) - y) * x / m
        db += (sigmoid(z) - y) / m
        cost += (np.logaddexp(0, z) - y * z) / m
    return {"dw": dw, "db": db}, cost


def _logs_of_saturated(w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray) -> Any:
    grads, _ = logistic_regression.propagate(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    with np.errstate(all="ignore"):
        cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return grads, cost


def _centred_in_place(w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray) -> Any:
    result = logistic_regression.propagate(w, b, X, Y)
    X *= 0.5
    return result


# Many keep A away from 0 and 1 by a little, up to 1e-5, before they take logs.
LOGS = 1e-4

COST = "np.sum(np.logaddexp(0, Z) - Y * Z) / m"
SQUARED_SLOPE = "dZ = (A - Y) * A * (1 - A)"

PROPAGATE = Exercise(
    logistic_regression.propagate,
    criteria=(
        correct(
            10,
            _pass,
            {
                "w": np.array([[1.0], [2.0]]),
                "b": 1.5,
                "X": np.array([[1.0, -2.0, -1.0], [3.0, 0.5, -3.2]]),
                "Y": np.array([[1, 1, 0]]),
            },
            {
                "w": np.array([[0.3], [-0.2], [0.5]]),
                "b": -0.4,
                "X": np.array([[1.0], [2.0], [-1.0]]),
                "Y": np.array([[1]]),
            },
        ),
        stable(2, _saturated_pass),
        vectorised(1, _sized_pass),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "dw-not-averaged",
            "dw is the sum over the examples. The cost is a mean, so its slope is one "
            "too: divide by m.",
            edit=("dw = X @ dZ.T / m", "dw = X @ dZ.T"),
        ),
        Misconception(
            "db-not-averaged",
            "db is the sum over the examples. The cost is a mean, so its slope is one "
            "too: divide by m.",
            edit=("db = np.sum(dZ) / m", "db = np.sum(dZ)"),
        ),
        Misconception(
            "cost-not-averaged",
            "The cost is the sum of the losses. It is their mean: divide by m.",
            edit=(COST, COST.removesuffix(" / m")),
        ),
        Misconception(
            "cost-sign",
            "The cost has the wrong sign: logs of numbers below 1 are negative, and "
            "a loss is not.",
            edit=(f"cost = {COST}", f"cost = -{COST}"),
        ),
        Misconception(
            "dz-sign",
            "The gradients point the other way. With a prediction above its label, "
            "should Z go up or down?",
            edit=("dZ = A - Y", "dZ = Y - A"),
        ),
        Misconception(
            "cost-without-negatives",
            "The cost is right where the label is 1. Which term speaks for the "
            "examples whose label is 0?",
            edit=(COST, "-np.sum(Y * np.log(A)) / m"),
        ),
        Misconception(
            "cost-without-positives",
            "The cost is right where the label is 0. Which term speaks for the "
            "examples whose label is 1?",
            edit=(COST, "-np.sum((1 - Y) * np.log(1 - A)) / m"),
        ),
        Misconception(
            "bias-forgotten",
            "The bias b never enters Z.",
            edit=("w.T @ X + b", "w.T @ X"),
        ),
        Misconception(
            "sigmoid-forgotten",
            "dw and db use Z where the activation belongs: A = sigmoid(Z).",
            edit=("dZ = A - Y", "dZ = Z - Y"),
        ),
        Misconception(
            "squared-error-gradient",
            "The extra factor A * (1 - A) belongs to the squared error. With the "
            "logarithmic loss it cancels out of dZ.",
            edit=("dZ = A - Y", SQUARED_SLOPE),
        ),
        Misconception(
            "squared-error-cost",
            "This cost is the squared error. Logistic regression takes the logs.",
            edit=(COST, "np.sum((A - Y) ** 2) / m"),
        ),
        Misconception(
            "log-base-ten",
            "This is the logarithm to base 10. The loss uses the natural one.",
            edit=(COST, f"{COST} / np.log(10)"),
        ),
        Misconception(
            "divided-by-inputs",
            "You divide by X.shape[0], the number of inputs. The mean is over the "
            "examples, one column each.",
            edit=("m = X.shape[1]", "m = X.shape[0]"),
        ),
        Misconception(
            "db-for-every-example",
            "There is one db for each example. The neuron has one bias, so db is one "
            "number: add them up.",
            edit=("db = np.sum(dZ) / m", "db = dZ / m"),
        ),
        Misconception(
            "dw-averaged-twice",
            "dw is divided by m twice.",
            edit=("dw = X @ dZ.T / m", "dw = X @ dZ.T / m / m"),
        ),
        Misconception(
            "row-dw",
            "dw is a row. It has the shape of w, a column: which factor should be "
            "transposed?",
            edit=("dw = X @ dZ.T / m", "dw = (X @ dZ.T / m).T"),
        ),
        Misconception(
            "log-of-zero",
            "When A rounds to exactly 0 or 1, 0 * log(0) is nan. Keep A away from the "
            "ends, or write the cost in Z.",
            twin=_logs_of_saturated,
            criterion="stable",
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "One matrix product handles them all.",
            twin=_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "An array of the caller was changed along the way. Make new ones.",
            twin=_centred_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("sigmoid",),
    rules=Rules(atol=LOGS, names=("grads", "cost")),
)

EXERCISES = (INITIALIZE_WITH_ZEROS, PROPAGATE)
