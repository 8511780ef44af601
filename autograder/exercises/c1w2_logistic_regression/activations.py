"""Exercises on the logistic function: one number, many numbers, and its slope."""

from __future__ import annotations

import math
from collections.abc import Callable
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
from course_utils import activations
from course_utils.desk.compare import Rules

ANY_SHAPE = Rules(exact_shape=False)


def _number(rng: np.random.Generator) -> Arguments:
    return {"x": float(rng.normal(scale=2))}


def _far_left(rng: np.random.Generator) -> Arguments:
    return {"x": -rng.uniform(750, 2000)}


def _far_right(rng: np.random.Generator) -> Arguments:
    return {"x": rng.uniform(750, 2000)}


def _array(rng: np.random.Generator) -> Arguments:
    shape = tuple(rng.permutation([1, 3, 4])[: rng.integers(1, 3)])
    return {"x": rng.normal(scale=2, size=shape)}


def _extreme_array(rng: np.random.Generator) -> Arguments:
    x = rng.uniform(750, 2000, size=(2, 3))
    return {"x": x * np.array([[1], [-1]])}


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    return {"x": rng.normal(size=(1, n))}


def _loop(one: Callable[[float], float]) -> Callable[..., np.ndarray]:
    """Return a twin that is right, but visits the entries one at a time."""

    def twin(x: np.ndarray) -> np.ndarray:
        x = np.asarray(x, dtype=float)
        out = np.empty(x.shape)
        for index in np.ndindex(x.shape):
            out[index] = one(float(x[index]))
        return out

    return twin


def _quotient_of_exponentials(x: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


def _naive_basic_sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _in_place(x: Any) -> Any:
    s = activations.sigmoid(x)
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x *= -1
    return s


LOOP_HINT = (
    "The values are right, but Python visits the entries one by one. "
    "NumPy's functions take a whole array at once."
)

BASIC_SIGMOID = Exercise(
    activations.basic_sigmoid,
    criteria=(
        correct(4, _number, {"x": 3.0}, {"x": 0}, {"x": -1.5}, {"x": 0.5}),
        stable(1, (_far_left, _far_right), {"x": -1000.0}, {"x": 1000.0}),
    ),
    misconceptions=(
        Misconception(
            "sign-of-exponent",
            "Try a large positive x: the sigmoid should come close to 1. "
            "Look at the sign inside exp.",
            twin=lambda x: 1 / (1 + math.exp(x)),
        ),
        Misconception(
            "denominator-without-one",
            "At x = 0 the sigmoid is one half. What is missing under the fraction bar?",
            twin=lambda x: 1 / math.exp(-x),
        ),
        Misconception(
            "parentheses-forgotten",
            "1 / 1 + ... divides first and adds afterwards. Which part belongs under "
            "the fraction bar as a whole?",
            twin=lambda x: 1 / 1 + math.exp(-x),
        ),
        Misconception(
            "tanh-for-sigmoid",
            "This is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1.",
            twin=lambda x: math.tanh(x),
        ),
        Misconception(
            "power-for-exponential",
            "The base of the exponential is e = 2.718..., not 10.",
            twin=lambda x: 1 / (1 + 10.0 ** (-x)),
        ),
        Misconception(
            "overflow",
            "exp of a large positive number is too big for a float. For negative x, "
            "which equal fraction has exp(x) in it instead of exp(-x)?",
            twin=_naive_basic_sigmoid,
            criterion="stable",
        ),
    ),
    rules=ANY_SHAPE,
)

SIGMOID = Exercise(
    activations.sigmoid,
    criteria=(
        correct(
            4.5,
            _array,
            {"x": np.array([-1, 0, 3])},
            {"x": np.array([[0.0, -2.0, 5.0], [1.0, 0.5, -0.1]])},
        ),
        stable(0.5, _extreme_array, {"x": np.array([-1000.0, 0.0, 1000.0])}),
        vectorised(0.5, _sized),
        pure(0.5),
    ),
    misconceptions=(
        Misconception(
            "sign-of-exponent",
            "Large positive entries should give values near 1. "
            "Look at the sign inside exp.",
            edit=("np.where(x >= 0, 1, e)", "np.where(x >= 0, e, 1)"),
        ),
        Misconception(
            "denominator-without-one",
            "Zero should give one half. What is missing under the fraction bar?",
            twin=lambda x: 1 / np.exp(-x),
        ),
        Misconception(
            "parentheses-forgotten",
            "1 / 1 + ... divides first and adds afterwards. Which part belongs under "
            "the fraction bar as a whole?",
            twin=lambda x: 1 / 1 + np.exp(-x),
        ),
        Misconception(
            "tanh-for-sigmoid",
            "This is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1.",
            edit=("np.where(x >= 0, 1, e) / (1 + e)", "np.tanh(x)"),
        ),
        Misconception(
            "slope-for-sigmoid",
            "This is the slope of the sigmoid: at 0 it gives 1/4. "
            "The sigmoid itself gives 1/2 there.",
            twin=lambda x: activations.sigmoid_derivative(x),
        ),
        Misconception(
            "relu-for-sigmoid",
            "This cuts off negative numbers. The sigmoid bends everything into (0, 1).",
            twin=lambda x: np.maximum(0, x),
        ),
        Misconception(
            "quotient-of-exponentials",
            "exp(x) / (1 + exp(x)) is inf / inf for large x. Which equal fraction "
            "keeps the exponential small there?",
            twin=_quotient_of_exponentials,
            criterion="stable",
        ),
        Misconception(
            "loop-over-entries",
            LOOP_HINT,
            twin=_loop(activations.basic_sigmoid),
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
    rules=ANY_SHAPE,
)


def _slope(x: float) -> float:
    s = activations.basic_sigmoid(x)
    return s * (1 - s)


SIGMOID_DERIVATIVE = Exercise(
    activations.sigmoid_derivative,
    criteria=(
        correct(
            4,
            _array,
            {"x": np.array([1.0, 2.0, 3.0])},
            {"x": np.zeros((2, 3))},
            {"x": np.array([-2, 0, 5])},
        ),
        vectorised(1, _sized),
    ),
    misconceptions=(
        Misconception(
            "value-for-slope",
            "This is the sigmoid itself. How steep is it? At 0 the slope is 1/4.",
            edit=("return s * (1 - s)", "return s"),
        ),
        Misconception(
            "input-already-squashed",
            "x is the input of the sigmoid, not its output: squash it first.",
            edit=("s = sigmoid(x)", "s = x"),
        ),
        Misconception(
            "slope-of-tanh",
            "1 - s ** 2 is the slope of tanh. For the sigmoid, what is ds/dx in s?",
            edit=("s * (1 - s)", "1 - s**2"),
        ),
        Misconception(
            "plus-for-minus",
            "The sigmoid flattens out where s comes close to 1, so its slope must "
            "vanish there. Look at the sign.",
            edit=("(1 - s)", "(1 + s)"),
        ),
        Misconception(
            "one-minus-only",
            "1 - s falls as x grows. The slope is small on both sides: "
            "which factor is missing?",
            edit=("return s * (1 - s)", "return 1 - s"),
        ),
        Misconception(
            "loop-over-entries",
            LOOP_HINT,
            twin=_loop(_slope),
            criterion="vectorised",
        ),
    ),
    depends_on=("sigmoid",),
    rules=ANY_SHAPE,
)

EXERCISES = (BASIC_SIGMOID, SIGMOID, SIGMOID_DERIVATIVE)
