"""The exercise on the decision: from probabilities to labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w3_planar_classification import networks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import shallow_network
from course_utils.desk.compare import Rules


def _clear_points(rng: np.random.Generator) -> Arguments:
    """Draw points on both sides of the border, and none upon it."""
    n_x, n_h, _ = networks.sizes(rng)
    m = int(rng.integers(12, 20))
    net = networks.parameters(rng, n_x, n_h, scale=1.5)
    X = rng.normal(size=(n_x, 8 * m))
    Z2 = shallow_network.forward_propagation(X, net)[1]["Z2"]
    net["b2"] = net["b2"] - np.median(Z2)
    clear = np.abs(Z2 - np.median(Z2))[0] > 0.05
    return {"parameters": net, "X": X[:, clear][:, :m]}


def _sized_points(rng: np.random.Generator, n: int) -> Arguments:
    net = networks.parameters(rng, 2, 3)
    return {"parameters": net, "X": rng.normal(size=(2, n))}


def _by_loop(parameters: dict[str, np.ndarray], X: np.ndarray) -> np.ndarray:
    labels = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        labels[0, i] = shallow_network.predict(parameters, X[:, i : i + 1])[0, 0]
    return labels


def _in_place(parameters: dict[str, np.ndarray], X: np.ndarray) -> Any:
    labels = shallow_network.predict(parameters, X)
    X *= 0.5
    return labels


DECIDED = "np.where(A2 > 0.5, 1, 0)"
SEEN = np.random.default_rng(39)

PREDICT = Exercise(
    shallow_network.predict,
    criteria=(
        correct(6, _clear_points, Asking(_clear_points(SEEN), rounded=False)),
        vectorised(1, _sized_points),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "probabilities-for-labels",
            "These are the probabilities. A prediction is a decision: 0 or 1.",
            edit=(DECIDED, "A2"),
        ),
        Misconception(
            "flat-labels",
            "The labels have lost an axis: (m,) in place of (1, m), the shape of Y.",
            edit=(DECIDED, f"{DECIDED}.ravel()"),
        ),
        Misconception(
            "column-of-labels",
            "The labels stand in a column. Y is a row: (1, m).",
            edit=(DECIDED, f"{DECIDED}.T"),
        ),
        Misconception(
            "labels-swapped",
            "0 and 1 are swapped: a high probability means label 1.",
            edit=("A2 > 0.5", "A2 <= 0.5"),
        ),
        Misconception(
            "everything-is-one",
            "Everything becomes 1: a probability is always above 0. Where are both "
            "labels equally likely?",
            edit=("A2 > 0.5", "A2 > 0"),
        ),
        Misconception(
            "hidden-units-for-output",
            "You decide about the hidden units. The label comes from the output A2.",
            edit=(
                "A2, _ = forward_propagation(X, parameters)",
                'A2 = forward_propagation(X, parameters)[1]["A1"]',
            ),
        ),
        Misconception(
            "threshold-on-z",
            "You compare Z2 with 0.5. Half is where the probability is even, and that "
            "is A2.",
            edit=(
                "A2, _ = forward_propagation(X, parameters)",
                'A2 = forward_propagation(X, parameters)[1]["Z2"]',
            ),
        ),
        Misconception(
            "loop-over-examples",
            "The labels are right, but Python decides them one by one. A comparison "
            "works on a whole array.",
            twin=_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "X or the parameters are others after the call. Make a new array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("forward_propagation",),
    rules=Rules(exact_kind=False),
)

EXERCISES = (PREDICT,)
