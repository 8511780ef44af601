"""Exercises on one neuron: its bend, and the whole of it."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import activations, neurons
from course_utils.desk.compare import Rules

ANY_SHAPE = Rules(exact_shape=False)


def _array(rng: np.random.Generator) -> Arguments:
    shape = tuple(rng.permutation([2, 3, 4])[: rng.integers(1, 3)])
    z = rng.normal(scale=2, size=shape)
    z.flat[:2] = -1.5, 2.5  # both sides of the bend are always there
    return {"z": z}


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    return {"z": rng.normal(size=(1, n))}


def _relu_by_loop(z: Any) -> Any:
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    for index in np.ndindex(z.shape):
        if z[index] > 0:
            out[index] = z[index]
    return out


def _relu_in_place(z: Any) -> Any:
    if isinstance(z, np.ndarray):
        z[z < 0] = 0
        return z
    return max(0, z)


def _one_maximum(z: Any) -> Any:
    return max(0, np.max(z))


RELU = Exercise(
    activations.relu,
    criteria=(
        correct(
            8,
            _array,
            {"z": np.array([-2, 0, 3])},
            {"z": np.array([[0.5, -0.25, 4.0], [-7.0, 0.0, 0.1]])},
            {"z": -3.5},
        ),
        vectorised(1, _sized),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "absolute-value",
            "This turns -2 into 2. A ReLU that gets a negative number says 0.",
            edit=("np.maximum(0, z)", "np.abs(z)"),
        ),
        Misconception(
            "minimum-for-maximum",
            "This keeps the negative numbers and drops the others. Which of 0 and z "
            "should win?",
            edit=("np.maximum", "np.minimum"),
        ),
        Misconception(
            "no-bend",
            "Negative numbers come through unchanged. Where is the bend?",
            edit=("np.maximum(0, z)", "z + 0"),
        ),
        Misconception(
            "step-for-ramp",
            "This says only whether z is positive. To the right of 0, a ReLU hands on "
            "z itself.",
            edit=("np.maximum(0, z)", "np.where(np.asarray(z) > 0, 1.0, 0.0)"),
        ),
        Misconception(
            "leaky",
            "A little of the negative numbers leaks through. That is a leaky ReLU, "
            "which comes in week 3; this one says exactly 0.",
            edit=("np.maximum(0, z)", "np.maximum(0.01 * z, z)"),
        ),
        Misconception(
            "sigmoid-for-relu",
            "This bends everything into (0, 1): it is the sigmoid. A ReLU has no "
            "upper end.",
            edit=("np.maximum(0, z)", "sigmoid(z)"),
        ),
        Misconception(
            "cut-at-one",
            "Large numbers are cut off at 1. A ReLU has no upper end.",
            edit=("np.maximum(0, z)", "np.clip(z, 0, 1)"),
        ),
        Misconception(
            "one-maximum-for-all",
            "One number comes out of many: np.max looks for the largest entry. "
            "What compares entry by entry?",
            twin=_one_maximum,
        ),
        Misconception(
            "loop-over-entries",
            "The values are right, but Python visits the entries one by one. "
            "Which function of NumPy compares whole arrays at once?",
            twin=_relu_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "The caller's z has lost its negative numbers: z[...] = 0 writes into it. "
            "Make a new array.",
            twin=_relu_in_place,
            criterion="pure",
        ),
    ),
    rules=ANY_SHAPE,
)


def _example(rng: np.random.Generator, side: int) -> Arguments:
    """Draw a neuron that is awake, or one that rests, since its sum is below 0."""
    n_x = int(rng.integers(2, 7))
    x, w = rng.normal(size=(n_x, 1)), rng.normal(size=(n_x, 1))
    b = float(rng.normal())
    goal = rng.uniform(0.5, 3) * side
    # The first weight is chosen so that the neuron is clearly on one side of its bend.
    x[0, 0] = rng.choice([-1, 1]) * rng.uniform(0.5, 1.5)
    w[0, 0] = (goal - np.sum(w[1:] * x[1:]) - b) / x[0, 0]
    return {"x": x, "w": w, "b": b}


EXAMPLES = (partial(_example, side=1), partial(_example, side=-1))
HOUSE = {
    "x": np.array([[1.5], [3.0], [-2.0]]),
    "w": np.array([[2.0], [0.5], [0.25]]),
    "b": -1.0,
}
# Weighted sum -1: where the ReLU comes before the bias, the answer is 0.5, not 0.
RESTING = {"x": np.array([[1.0], [2.0]]), "w": np.array([[1.0], [-1.0]]), "b": 0.5}
# Weighted sum 2 and bias -3: the bias decides that the neuron rests.
BIASED = {"x": np.array([[2.0]]), "w": np.array([[1.0]]), "b": -3.0}


def _in_place(x: np.ndarray, w: np.ndarray, b: float) -> Any:
    a = neurons.neuron(x, w, b)
    x *= w
    return a


NEURON = Exercise(
    neurons.neuron,
    criteria=(correct(13, EXAMPLES, HOUSE, RESTING, BIASED), pure(1)),
    misconceptions=(
        Misconception(
            "bend-forgotten",
            "The weighted sum is right, and it is not bent: below 0 the neuron says 0.",
            edit=("return relu(z)", "return z"),
        ),
        Misconception(
            "bias-forgotten",
            "The bias b never enters the sum.",
            edit=("np.sum(w * x) + b", "np.sum(w * x)"),
        ),
        Misconception(
            "bias-after-the-bend",
            "The bias comes after the bend. It belongs to the sum, so that it decides "
            "where the bend is.",
            edit=("+ b\n    return relu(z)", "\n    return relu(z) + b"),
        ),
        Misconception(
            "bias-subtracted",
            "The bias is added, not taken away: a large b makes the neuron say more.",
            edit=("+ b", "- b"),
        ),
        Misconception(
            "bias-for-every-input",
            "The bias is counted once for each input. The neuron has only one.",
            edit=("np.sum(w * x) + b", "np.sum(w * x + b)"),
        ),
        Misconception(
            "not-summed",
            "There is still a number for every input. A neuron adds them all up and "
            "says one number.",
            edit=("np.sum(w * x) + b", "w * x + b"),
        ),
        Misconception(
            "mean-for-sum",
            "This is the mean of the products. A neuron adds them up and divides "
            "by nothing.",
            edit=("np.sum(w * x)", "np.mean(w * x)"),
        ),
        Misconception(
            "every-product-bent",
            "You bend every product by itself. Add first, then bend the sum: one clue "
            "may speak against another.",
            edit=("np.sum(w * x) + b", "np.sum(relu(w * x)) + b"),
        ),
        Misconception(
            "sigmoid-for-relu",
            "This neuron ends in a sigmoid. Here the bend is a ReLU: a price may be "
            "larger than 1.",
            edit=("return relu(z)", "return 1 / (1 + np.exp(-z))"),
        ),
        Misconception(
            "every-pair",
            "Every weight met every input. Only those of the same row belong "
            "together: which of the two factors must lie down?",
            edit=("np.sum(w * x) + b", "w @ x.T + b"),
        ),
        Misconception(
            "changes-its-input",
            "x is another x after the call: *= works in place. Make a new array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("relu",),
    rules=Rules(),
)

EXERCISES = (RELU, NEURON)
