"""Exercises on the network: logits from pictures, and one number from logits."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    stable,
)
from course_utils import tensorflow_network
from course_utils.desk.compare import Rules
from course_utils.desk.tensors import Variable, tensor, variable

FLOAT32 = Rules(rtol=1e-3, atol=1e-4)
Net = dict[str, Variable]


def eighths(numbers: np.ndarray) -> np.ndarray:
    """Return numbers whose sums and products single precision holds exactly.

    Then every machine freezes the same answers, in whatever order it adds.
    """
    return np.round(8 * numbers) / 8


def net(rng: np.random.Generator, sizes: tuple[int, ...], bias: float = 1.0) -> Net:
    """Return variables of a network, weights of He's size so that no layer dies."""
    parameters: Net = {}
    for layer, (n_prev, n) in enumerate(pairwise(sizes), start=1):
        W = rng.normal(size=(n, n_prev)) * np.sqrt(2 / n_prev)
        parameters[f"W{layer}"] = variable(eighths(W))
        parameters[f"b{layer}"] = variable(eighths(bias * rng.normal(size=(n, 1))))
    return parameters


def _inputs(rng: np.random.Generator, sizes: tuple[int, ...], m: int) -> dict[str, Any]:
    X = tensor(eighths(rng.normal(size=(sizes[0], m))))
    return {"X": X, "parameters": net(rng, sizes)}


def _forward(rng: np.random.Generator) -> Arguments:
    *sizes, m = (int(k) for k in rng.choice(np.arange(2, 9), size=5, replace=False))
    return _inputs(rng, tuple(sizes), m)


SEEN = np.random.default_rng(26)

FORWARD_PROPAGATION = Exercise(
    tensorflow_network.forward_propagation,
    criteria=(
        correct(
            8,
            _forward,
            _inputs(SEEN, (5, 4, 3, 6), 2),
            _inputs(SEEN, (7, 3, 5, 2), 1),
        ),
    ),
    misconceptions=(
        Misconception(
            "softmax-at-the-end",
            "These are probabilities. Return the logits Z3: the loss does the softmax "
            "itself, and more exactly.",
            edit=(
                'return tf.matmul(parameters["W3"], A2) + parameters["b3"]',
                'return tf.nn.softmax(tf.matmul(parameters["W3"], A2) '
                '+ parameters["b3"], axis=0)',
            ),
        ),
        Misconception(
            "relu-at-the-end",
            "No logit is below zero: the last layer has no relu.",
            edit=(
                'return tf.matmul(parameters["W3"], A2) + parameters["b3"]',
                'return tf.nn.relu(tf.matmul(parameters["W3"], A2) + parameters["b3"])',
            ),
        ),
        Misconception(
            "no-relu",
            "Without a relu between them, three linear layers are one.",
            edit=(
                'A1 = tf.nn.relu(tf.matmul(parameters["W1"], X) + parameters["b1"])\n'
                '    A2 = tf.nn.relu(tf.matmul(parameters["W2"], A1) '
                '+ parameters["b2"])',
                'A1 = tf.matmul(parameters["W1"], X) + parameters["b1"]\n'
                '    A2 = tf.matmul(parameters["W2"], A1) + parameters["b2"]',
            ),
        ),
        Misconception(
            "one-relu",
            "One of the two hidden layers has no relu.",
            edit=(
                'A2 = tf.nn.relu(tf.matmul(parameters["W2"], A1) + parameters["b2"])',
                'A2 = tf.matmul(parameters["W2"], A1) + parameters["b2"]',
            ),
        ),
        Misconception(
            "tanh-inside",
            "The hidden layers use another activation. The task asks for relu.",
            edit=(
                'A1 = tf.nn.relu(tf.matmul(parameters["W1"], X) + parameters["b1"])\n'
                "    A2 = tf.nn.relu(",
                'A1 = tf.nn.tanh(tf.matmul(parameters["W1"], X) + parameters["b1"])\n'
                "    A2 = tf.nn.tanh(",
            ),
        ),
        Misconception(
            "biases-left-out",
            "The biases are nowhere. Each layer adds its own column to the sums.",
            edit=(
                'A1 = tf.nn.relu(tf.matmul(parameters["W1"], X) + parameters["b1"])\n'
                '    A2 = tf.nn.relu(tf.matmul(parameters["W2"], A1) '
                '+ parameters["b2"])\n'
                '    return tf.matmul(parameters["W3"], A2) + parameters["b3"]',
                'A1 = tf.nn.relu(tf.matmul(parameters["W1"], X))\n'
                '    A2 = tf.nn.relu(tf.matmul(parameters["W2"], A1))\n'
                '    return tf.matmul(parameters["W3"], A2)',
            ),
        ),
    ),
    rules=FLOAT32,
)


def _scored(rng: np.random.Generator) -> Arguments:
    n_y, m = (int(k) for k in rng.choice(np.arange(2, 8), size=2, replace=False))
    return _scores(rng, n_y, m, 2.0)


def _sure(rng: np.random.Generator) -> Arguments:
    n_y, m = (int(k) for k in rng.choice(np.arange(2, 8), size=2, replace=False))
    return _scores(rng, n_y, m, 300.0)


def _scores(rng: np.random.Generator, n_y: int, m: int, size: float) -> Arguments:
    Y = rng.integers(n_y, size=m)
    return {
        "logits": tensor((size * rng.normal(size=(n_y, m))).round(3)),
        "labels": tensor(np.eye(n_y)[:, Y]),
    }


LOSS = (
    "losses = tf.nn.softmax_cross_entropy_with_logits(\n"
    "        tf.transpose(labels), tf.transpose(logits)\n"
    "    )"
)

COMPUTE_TOTAL_LOSS = Exercise(
    tensorflow_network.compute_total_loss,
    criteria=(
        correct(
            6,
            _scored,
            _scores(SEEN, 6, 4, 2.0),
            _scores(SEEN, 3, 1, 2.0),
            _scores(SEEN, 3, 3, 1.0),
        ),
        stable(2, _sure, _scores(SEEN, 4, 3, 1000.0)),
    ),
    misconceptions=(
        Misconception(
            "mean-for-total",
            "That is the mean of the losses. The total is their sum, so that batches "
            "of any size can be added up.",
            edit=("tf.reduce_sum(losses)", "tf.reduce_mean(losses)"),
        ),
        Misconception(
            "logits-as-probabilities",
            "You hand over logits where probabilities are expected: the function must "
            "be told that they come from_logits.",
            edit=(
                LOSS,
                "losses = tf.keras.losses.categorical_crossentropy(\n"
                "        tf.transpose(labels), tf.transpose(logits)\n    )",
            ),
        ),
        Misconception(
            "not-transposed",
            "The softmax runs over the examples. These functions want one row an "
            "example; yours are columns.",
            edit=(
                LOSS,
                "losses = tf.nn.softmax_cross_entropy_with_logits(labels, logits)",
            ),
        ),
        Misconception(
            "softmax-twice",
            "A softmax is taken of probabilities: one before the loss, and one in it.",
            edit=("tf.transpose(logits)", "tf.nn.softmax(tf.transpose(logits))"),
        ),
        Misconception(
            "labels-and-logits-exchanged",
            "Labels and logits have changed places. Keras takes the truth first.",
            edit=(
                "tf.transpose(labels), tf.transpose(logits)",
                "tf.transpose(logits), tf.transpose(labels)",
            ),
        ),
        Misconception(
            "losses-not-added",
            "One loss an example came back. Add them up to one number.",
            edit=("return tf.reduce_sum(losses)", "return losses"),
        ),
        Misconception(
            "log-of-softmax",
            "For a network that is sure, the softmax is 0 and its log is lost. Let one "
            "function do both, from the logits.",
            criterion="stable",
            edit=(
                LOSS,
                "losses = -tf.reduce_sum(\n"
                "        labels * tf.math.log(tf.nn.softmax(logits, axis=0)), axis=0\n"
                "    )",
            ),
        ),
    ),
    rules=FLOAT32,
)

EXERCISES = (FORWARD_PROPAGATION, COMPUTE_TOTAL_LOSS)
