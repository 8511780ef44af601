"""Exercises on the way forward: from points to probabilities, and to one cost."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.exercises.c1w3_planar_classification import networks
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    stable,
    vectorised,
)
from course_utils import shallow_network
from course_utils.desk.compare import Rules


def _pass(rng: np.random.Generator) -> Arguments:
    n_x, n_h, m = networks.sizes(rng)
    net = networks.parameters(rng, n_x, n_h)
    return {"X": rng.normal(size=(n_x, m)), "parameters": net}


def _one_point(rng: np.random.Generator) -> Arguments:
    return {
        "X": rng.normal(size=(2, 1)),
        "parameters": networks.parameters(rng, 2, 3),
    }


def _sized_pass(rng: np.random.Generator, n: int) -> Arguments:
    return {
        "X": rng.normal(size=(2, n)),
        "parameters": networks.parameters(rng, 2, 3),
    }


def _pass_by_loop(X: np.ndarray, parameters: dict[str, np.ndarray]) -> Any:
    columns = [
        shallow_network.forward_propagation(X[:, i : i + 1], parameters)[1]
        for i in range(X.shape[1])
    ]
    cache = {key: np.hstack([c[key] for c in columns]) for key in columns[0]}
    return cache["A2"], cache


def _pass_in_place(X: np.ndarray, parameters: dict[str, np.ndarray]) -> Any:
    result = shallow_network.forward_propagation(X, parameters)
    X -= X.mean(axis=1, keepdims=True)
    return result


SEEN = np.random.default_rng(31)

FORWARD_PROPAGATION = Exercise(
    shallow_network.forward_propagation,
    criteria=(
        correct(12, _pass, _one_point(SEEN), _pass(SEEN)),
        vectorised(1, _sized_pass),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "sigmoid-inside",
            "The hidden layer uses the sigmoid. Its activation is tanh, which runs "
            "from -1 to 1.",
            edit=("A1 = np.tanh(Z1)", "A1 = sigmoid(Z1)"),
        ),
        Misconception(
            "relu-inside",
            "The hidden layer cuts off what is negative. Its activation is tanh here.",
            edit=("A1 = np.tanh(Z1)", "A1 = np.maximum(0, Z1)"),
        ),
        Misconception(
            "tanh-at-the-end",
            "A2 is to be a probability, and tanh goes below zero. Which activation "
            "ends between 0 and 1?",
            edit=("A2 = sigmoid(Z2)", "A2 = np.tanh(Z2)"),
        ),
        Misconception(
            "no-activation-inside",
            "The second layer gets Z1 itself. Without its activation the hidden layer "
            "is a straight map, and the network no more than one neuron.",
            edit=('parameters["W2"] @ A1', 'parameters["W2"] @ Z1'),
        ),
        Misconception(
            "no-activation-at-the-end",
            "A2 is Z2: any number. Squash it into a probability.",
            edit=("A2 = sigmoid(Z2)", "A2 = Z2"),
        ),
        Misconception(
            "first-bias-forgotten",
            "b1 never enters Z1.",
            edit=(' + parameters["b1"]', ""),
        ),
        Misconception(
            "second-bias-forgotten",
            "b2 never enters Z2.",
            edit=(' + parameters["b2"]', ""),
        ),
        Misconception(
            "both-biases-forgotten",
            "Neither b1 nor b2 enters its sum.",
            edit=(
                '@ X + parameters["b1"]  # (n_h, m)\n'
                "    A1 = np.tanh(Z1)\n"
                '    Z2 = parameters["W2"] @ A1 + parameters["b2"]',
                '@ X\n    A1 = np.tanh(Z1)\n    Z2 = parameters["W2"] @ A1',
            ),
        ),
        Misconception(
            "cache-of-activations",
            "In the cache, Z1 and Z2 hold the activations. Z is the sum before it is "
            "bent.",
            edit=(
                '{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}',
                '{"Z1": A1, "A1": A1, "Z2": A2, "A2": A2}',
            ),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "One matrix product takes all columns.",
            twin=_pass_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "X or the parameters are others after the call. Make new arrays: += and "
            "its like work in place.",
            twin=_pass_in_place,
            criterion="pure",
        ),
    ),
    rules=Rules(names=("A2", "cache")),
)


def _judged(rng: np.random.Generator) -> Arguments:
    m = int(rng.integers(3, 9))
    return {"A2": rng.uniform(0.05, 0.95, size=(1, m)), "Y": networks.labels(rng, m)}


def _sure(rng: np.random.Generator) -> Arguments:
    """Draw a network that is quite sure of most points, and right."""
    m = int(rng.integers(4, 8))
    Y = networks.labels(rng, m)
    A2 = Y.astype(float)
    A2[0, -2:] = rng.uniform(0.3, 0.7, size=2)
    return {"A2": A2, "Y": Y}


def _sized_cost(rng: np.random.Generator, n: int) -> Arguments:
    return {"A2": rng.uniform(0.05, 0.95, size=(1, n)), "Y": networks.labels(rng, n)}


def _cost_by_loop(A2: np.ndarray, Y: np.ndarray) -> Any:
    total = 0.0
    for i in range(Y.shape[1]):
        total -= math.log(A2[0, i] if Y[0, i] == 1 else 1 - A2[0, i])
    return total / Y.shape[1]


def _cost_of_both(A2: np.ndarray, Y: np.ndarray) -> Any:
    with np.errstate(all="ignore"):
        return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


def _cost_in_place(A2: np.ndarray, Y: np.ndarray) -> Any:
    cost = shallow_network.compute_cost(A2, Y)
    A2 -= Y
    return cost


COST = "-np.sum(np.log(P)) / m"

COMPUTE_COST = Exercise(
    shallow_network.compute_cost,
    criteria=(
        correct(
            9,
            _judged,
            {"A2": np.array([[0.5, 0.9, 0.2]]), "Y": np.array([[1, 1, 0]])},
            {"A2": np.array([[0.3]]), "Y": np.array([[1]])},
        ),
        stable(
            1, _sure, {"A2": np.array([[1.0, 0.0, 0.5]]), "Y": np.array([[1, 0, 1]])}
        ),
        vectorised(1, _sized_cost),
        pure(1),
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
            "Only points with label 1 are counted. Which term speaks for label 0?",
            edit=(COST, "-np.sum(Y * np.log(P)) / m"),
        ),
        Misconception(
            "labels-of-zero-only",
            "Only points with label 0 are counted. Which term speaks for label 1?",
            edit=(COST, "-np.sum((1 - Y) * np.log(P)) / m"),
        ),
        Misconception(
            "labels-swapped",
            "Right answers cost much and wrong ones little: A2 is the probability of "
            "label 1, and 1 - A2 that of label 0.",
            edit=("np.where(Y == 1, A2, 1 - A2)", "np.where(Y == 1, 1 - A2, A2)"),
        ),
        Misconception(
            "squared-error",
            "This is the squared error. The cost takes logs.",
            edit=(COST, "np.sum((A2 - Y) ** 2) / m"),
        ),
        Misconception(
            "log-base-ten",
            "This is the logarithm to base 10. The loss uses the natural one.",
            edit=("np.log(P)", "np.log10(P)"),
        ),
        Misconception(
            "log-base-two",
            "This is the logarithm to base 2. The loss uses the natural one.",
            edit=("np.log(P)", "np.log2(P)"),
        ),
        Misconception(
            "loss-of-each",
            "There is a loss for each point. The cost is one number, their mean.",
            edit=(COST, "-np.log(P)"),
        ),
        Misconception(
            "log-of-zero",
            "Sure and right should cost nothing, but 0 * log(0) is nan. Take the log "
            "only of the probability that the true label got.",
            twin=_cost_of_both,
            criterion="stable",
        ),
        Misconception(
            "loop-over-examples",
            "The value is right, but Python walks through the examples one by one. "
            "One expression on whole arrays does it at once.",
            twin=_cost_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "A2 or Y is another array after the call. Make new ones.",
            twin=_cost_in_place,
            criterion="pure",
        ),
    ),
    rules=Rules(exact_shape=False),
)

EXERCISES = (FORWARD_PROPAGATION, COMPUTE_COST)
