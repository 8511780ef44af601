"""The exercise on the cost: one number for how bad the probabilities are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.exercises.c1w4_deep_network import networks
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    stable,
    vectorised,
)
from course_utils import deep_network
from course_utils.desk.compare import Rules


def _judged(rng: np.random.Generator) -> Arguments:
    m = int(rng.integers(3, 9))
    return {"AL": rng.uniform(0.05, 0.95, size=(1, m)), "Y": networks.labels(rng, m)}


def _sure(rng: np.random.Generator) -> Arguments:
    """Draw a network that is quite sure of most examples, and right."""
    m = int(rng.integers(4, 8))
    Y = networks.labels(rng, m)
    AL = Y.astype(float)
    AL[0, -2:] = rng.uniform(0.3, 0.7, size=2)
    return {"AL": AL, "Y": Y}


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    return {"AL": rng.uniform(0.05, 0.95, size=(1, n)), "Y": networks.labels(rng, n)}


def _by_loop(AL: np.ndarray, Y: np.ndarray) -> Any:
    total = 0.0
    for i in range(Y.shape[1]):
        total -= math.log(AL[0, i] if Y[0, i] == 1 else 1 - AL[0, i])
    return total / Y.shape[1]


def _of_both(AL: np.ndarray, Y: np.ndarray) -> Any:
    with np.errstate(all="ignore"):
        return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


COST = "-np.sum(np.log(P)) / m"

COMPUTE_COST = Exercise(
    deep_network.compute_cost,
    criteria=(
        correct(
            5,
            _judged,
            {"AL": np.array([[0.8, 0.1, 0.4]]), "Y": np.array([[1, 0, 0]])},
            {"AL": np.array([[0.3]]), "Y": np.array([[0]])},
        ),
        stable(
            1, _sure, {"AL": np.array([[1.0, 0.0, 0.5]]), "Y": np.array([[1, 0, 1]])}
        ),
        vectorised(1, _sized),
    ),
    misconceptions=(
        Misconception(
            "not-averaged",
            "This is the sum of the losses. The cost is their mean.",
            edit=(COST, "-np.sum(np.log(P))"),
        ),
        Misconception(
            "wrong-sign",
            "The cost has the wrong sign: logs of numbers below 1 are negative, and a "
            "loss is not.",
            edit=(COST, "np.sum(np.log(P)) / m"),
        ),
        Misconception(
            "labels-of-one-only",
            "Only examples with label 1 are counted. Which term speaks for label 0?",
            edit=(COST, "-np.sum(Y * np.log(P)) / m"),
        ),
        Misconception(
            "labels-of-zero-only",
            "Only examples with label 0 are counted. Which term speaks for label 1?",
            edit=(COST, "-np.sum((1 - Y) * np.log(P)) / m"),
        ),
        Misconception(
            "labels-swapped",
            "Right answers cost much and wrong ones little: AL is the probability of "
            "label 1, and 1 - AL that of label 0.",
            edit=("np.where(Y == 1, AL, 1 - AL)", "np.where(Y == 1, 1 - AL, AL)"),
        ),
        Misconception(
            "squared-error",
            "This is the squared error. The cost takes logs.",
            edit=(COST, "np.sum((AL - Y) ** 2) / m"),
        ),
        Misconception(
            "log-base-two",
            "This is the logarithm to base 2. The loss uses the natural one.",
            edit=("np.log(P)", "np.log2(P)"),
        ),
        Misconception(
            "loss-of-each",
            "There is a loss for each example. The cost is one number, their mean.",
            edit=(COST, "-np.log(P)"),
        ),
        Misconception(
            "log-of-zero",
            "Sure and right should cost nothing, but 0 * log(0) is nan. Take the log "
            "only of the probability that the true label got.",
            twin=_of_both,
            criterion="stable",
        ),
        Misconception(
            "loop-over-examples",
            "The value is right, but Python walks through the examples one by one. "
            "One expression on whole arrays does it at once.",
            twin=_by_loop,
            criterion="vectorised",
        ),
    ),
    rules=Rules(exact_shape=False),
)

EXERCISES = (COMPUTE_COST,)
