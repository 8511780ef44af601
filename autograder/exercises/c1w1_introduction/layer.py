"""The exercise on neurons side by side: a dense layer."""

from __future__ import annotations

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import neurons
from course_utils.desk.compare import Rules


def _layer(rng: np.random.Generator) -> Arguments:
    n_x, n, m = (int(k) for k in rng.permutation([2, 3, 4, 5])[:3])
    W = rng.normal(size=(n, n_x))
    x, b = rng.normal(size=(n_x, m)), rng.normal(size=(n, 1))
    return {"x": x, "W": W, "b": b}


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    """Draw a layer of n neurons for n examples: a loop over either grows."""
    x, b = rng.normal(size=(3, n)), rng.normal(size=(n, 1))
    return {"x": x, "W": rng.normal(size=(n, 3)), "b": b}


def _by_loop(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    rows = [neurons.dense_layer(x, W[i : i + 1], b[i : i + 1]) for i in range(len(W))]
    return np.vstack(rows)


def _in_place(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    a = neurons.dense_layer(x, W, b)
    x *= 0.5
    return a


DENSE_LAYER = Exercise(
    neurons.dense_layer,
    criteria=(
        correct(
            15,
            _layer,
            {
                "x": np.array([[1.0], [2.0]]),
                "W": np.array([[1.0, 1.0], [2.0, -1.0], [0.0, 0.5]]),
                "b": np.array([[-1.0], [-1.0], [0.5]]),
            },
            {
                "x": np.array([[1.0, 0.0, -1.0, 2.0]]),
                "W": np.array([[2.0], [-1.0]]),
                "b": np.array([[0.5], [0.25]]),
            },
        ),
        vectorised(2, _sized),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "bend-forgotten",
            "The weighted sums are right, and they are not bent: every neuron ends in "
            "its ReLU.",
            edit=("return relu(z)", "return z"),
        ),
        Misconception(
            "bias-forgotten",
            "The biases b never enter the sums.",
            edit=("W @ x + b", "W @ x"),
        ),
        Misconception(
            "bias-after-the-bend",
            "The biases come after the bend. They belong to the sums, so that each "
            "neuron has its bend in a place of its own.",
            edit=("+ b  # (n, m)\n    return relu(z)", "\n    return relu(z) + b"),
        ),
        Misconception(
            "bias-subtracted",
            "The biases are added, not taken away.",
            edit=("W @ x + b", "W @ x - b"),
        ),
        Misconception(
            "one-bias-for-all",
            "All neurons share one bias. Each has its own: b has a row for each, "
            "and NumPy stretches it over the examples.",
            edit=("W @ x + b", "W @ x + b[0, 0]"),
        ),
        Misconception(
            "examples-in-rows",
            "The examples stand in rows now. One example stays one column: (n, m).",
            edit=("return relu(z)", "return relu(z).T"),
        ),
        Misconception(
            "layer-added-up",
            "The neurons were added up. A layer hands on one number for each of its "
            "neurons.",
            edit=("W @ x + b", "np.sum(W @ x + b, axis=0, keepdims=True)"),
        ),
        Misconception(
            "examples-added-up",
            "The examples were added up: each column is an example of its own, and "
            "none knows of the others.",
            edit=("W @ x + b", "np.sum(W @ x, axis=1, keepdims=True) + b"),
        ),
        Misconception(
            "first-example-only",
            "Only the first example is there. One matrix product takes all columns.",
            edit=("W @ x + b", "W @ x[:, :1] + b"),
        ),
        Misconception(
            "mean-for-sum",
            "The sums are divided by the number of inputs. A neuron adds up and "
            "divides by nothing.",
            edit=("W @ x + b", "W @ x / x.shape[0] + b"),
        ),
        Misconception(
            "sigmoid-for-relu",
            "These neurons end in a sigmoid. Here the bend is a ReLU.",
            edit=("return relu(z)", "return 1 / (1 + np.exp(-z))"),
        ),
        Misconception(
            "loop-over-neurons",
            "The values are right, but Python walks from neuron to neuron or from "
            "example to example. One matrix product does it at once.",
            twin=_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "x is another x after the call: *= and its like work in place. Make a new "
            "array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("relu",),
    rules=Rules(),
)

EXERCISES = (DENSE_LAYER,)
