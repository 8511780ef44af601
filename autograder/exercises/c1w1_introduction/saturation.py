"""The exercise on flat places: how many units of a layer have stopped listening."""

from __future__ import annotations

import math
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
from course_utils import activations

NAMES = ("sigmoid", "tanh", "relu")
# No unit stands where sigmoid or tanh cross the border, 4.595 and 2.993, or at 0.
PLACES = np.array([0.3, 0.9, 1.7, 2.4, 3.1, 3.6, 4.1, 4.5, 4.7, 5.6, 9.0])
# Where the slips differ, whatever else is drawn. Who forgets to square tanh counts one
# too many at 2.9 and one too few at -4.1 and at -5.6: they must not make up for it.
ALWAYS = (-0.9, 2.9, -4.1, -5.6, 5.6)
# Odd numbers of units: never as many on one side of 0 as on the other.
SHAPES = ((3, 5), (7,), (7, 3), (1, 9), (5, 3), (3, 7))


def _layer(
    rng: np.random.Generator, shape: tuple[int, ...], activation: str
) -> Arguments:
    size = math.prod(shape)
    z = rng.choice(PLACES, size=size) * rng.choice([-1, 1, 1], size=size)
    z[: len(ALWAYS)] = ALWAYS
    return {"z": rng.permutation(z).reshape(shape), "activation": activation}


LAYERS = tuple(
    partial(_layer, shape=shape, activation=name)
    for shape, name in zip(SHAPES, 2 * NAMES, strict=True)
)
WIDE = np.array([[-9.0, -4.7, -4.1, -3.1, -2.9], [-0.3, 0.9, 2.4, 3.6, 5.6]])


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    return {"z": rng.normal(scale=4, size=(2, n)), "activation": "sigmoid"}


def _by_loop(z: np.ndarray, activation: str) -> float:
    flat = [activations.saturated_fraction(value, activation) for value in np.ravel(z)]
    return float(np.mean(flat))


def _in_place(z: np.ndarray, activation: str) -> np.floating[Any]:
    fraction = activations.saturated_fraction(z, activation)
    z *= 2
    return fraction


def _output_for_slope(z: np.ndarray, activation: str) -> Any:
    s = 1 / (1 + np.exp(-z))
    out = {"sigmoid": s, "tanh": np.tanh(z), "relu": np.maximum(0, z)}[activation]
    return np.mean(out < 0.01)


def _always_sigmoid(z: np.ndarray, activation: str) -> Any:
    return activations.saturated_fraction(z, "sigmoid")


SATURATED_FRACTION = Exercise(
    activations.saturated_fraction,
    criteria=(
        correct(
            13,
            LAYERS,
            *({"z": WIDE, "activation": name} for name in NAMES),
        ),
        vectorised(1, _sized),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "output-for-slope",
            "You compare the output with 0.01. Saturated means that the *slope* is "
            "small; the output may well be close to 1.",
            twin=_output_for_slope,
        ),
        Misconception(
            "share-of-the-living",
            "This is the share of units that still have a slope. Count the others.",
            edit=("slope < 0.01", "slope >= 0.01"),
        ),
        Misconception(
            "count-for-share",
            "This is how many units are flat. Which share of all units is it?",
            edit=("np.mean(slope < 0.01)", "np.sum(slope < 0.01)"),
        ),
        Misconception(
            "per-cent",
            "This is in per cent. A share lies between 0 and 1.",
            edit=("np.mean(slope < 0.01)", "100 * np.mean(slope < 0.01)"),
        ),
        Misconception(
            "a-share-for-each-row",
            "There is a share for each part of z. One number for all units is asked.",
            twin=lambda z, activation: np.atleast_1d(
                [activations.saturated_fraction(part, activation) for part in z]
            ),
        ),
        Misconception(
            "true-and-false",
            "These are answers for every single unit. Which share of them is True?",
            edit=("np.mean(slope < 0.01)", "slope < 0.01"),
        ),
        Misconception(
            "always-sigmoid",
            "All three activations are treated as a sigmoid. Let the word in "
            "`activation` choose the slope.",
            twin=_always_sigmoid,
        ),
        Misconception(
            "tanh-not-squared",
            "The slope of tanh is 1 minus the *square* of tanh. Yours is not even the "
            "same on both sides.",
            edit=("np.tanh(z) ** 2", "np.tanh(z)"),
        ),
        Misconception(
            "sigmoid-slope-for-tanh",
            "For tanh you took s (1 - s), with s the tanh. What is the slope of tanh?",
            edit=("1 - np.tanh(z) ** 2", "np.tanh(z) * (1 - np.tanh(z))"),
        ),
        Misconception(
            "input-already-squashed",
            "For the sigmoid you took z (1 - z): squash z first, s = sigmoid(z).",
            edit=("slope = sigmoid_derivative(z)", "slope = z * (1 - z)"),
        ),
        Misconception(
            "relu-flat-on-the-right",
            "The ReLU is flat on the wrong side: its slope is 1 right of 0 and 0 left "
            "of it.",
            edit=("np.where(z > 0, 1.0, 0.0)", "np.where(z > 0, 0.0, 1.0)"),
        ),
        Misconception(
            "relu-never-flat",
            "The slope of your ReLU is 1 everywhere. Left of 0 it says 0 whatever "
            "comes: how steep is that?",
            edit=("np.where(z > 0, 1.0, 0.0)", "np.ones(np.shape(z))"),
        ),
        Misconception(
            "flat-at-a-tenth",
            "The border is too high: a slope below 0.01 counts as flat.",
            edit=("slope < 0.01", "slope < 0.1"),
        ),
        Misconception(
            "loop-over-units",
            "The share is right, but Python looks at unit after unit. A comparison "
            "works on a whole array.",
            twin=_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "z is another z after the call: *= and its like work in place. Make a new "
            "array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
)

EXERCISES = (SATURATED_FRACTION,)
