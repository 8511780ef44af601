"""Exercises on the trained neuron: its predictions, and the whole of training."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.c1w2_logistic_regression.neuron import LOGS, examples
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import logistic_regression
from course_utils.desk.compare import Rules

FIXED = np.random.default_rng(13)


def _points(rng: np.random.Generator) -> Arguments:
    """Draw points on both sides of the border, and none upon it."""
    n_x, m = int(rng.integers(2, 5)), int(rng.integers(20, 30))
    w, b = rng.normal(size=(n_x, 1)), 0.4
    X = rng.normal(size=(n_x, 4 * m))
    z = (w.T @ X + b).ravel()
    clear = np.abs(z) > 0.02
    return {"w": w, "b": b, "X": X[:, clear][:, :m]}


def _sized_points(rng: np.random.Generator, n: int) -> Arguments:
    return {"w": rng.normal(size=(3, 1)), "b": 0.1, "X": rng.normal(size=(3, n))}


def _by_loop(w: np.ndarray, b: float, X: np.ndarray) -> np.ndarray:
    labels = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        labels[0, i] = logistic_regression.predict(w, b, X[:, i : i + 1])[0, 0]
    return labels


def _in_place(w: np.ndarray, b: float, X: np.ndarray) -> np.ndarray:
    labels = logistic_regression.predict(w, b, X)
    X *= 0.5
    return labels


PREDICT = Exercise(
    logistic_regression.predict,
    criteria=(
        correct(
            6.5,
            _points,
            {
                "w": np.array([[0.1], [0.2]]),
                "b": -0.3,
                "X": np.array([[1.0, -1.1, -3.2, 3.0], [1.2, 2.0, 0.1, 1.0]]),
            },
            {"w": np.array([[0.5]]), "b": 0.2, "X": np.array([[0.3]])},
        ),
        vectorised(1, _sized_points),
        pure(0.5),
    ),
    misconceptions=(
        Misconception(
            "probabilities-for-labels",
            "These are the probabilities. A prediction is a decision: 0 or 1.",
            edit=("(A > 0.5).astype(int)", "A"),
        ),
        Misconception(
            "true-and-false",
            "A > 0.5 gives True and False. The labels are the numbers 0 and 1.",
            edit=("(A > 0.5).astype(int)", "A > 0.5"),
        ),
        Misconception(
            "flat-labels",
            "The labels have lost an axis: (m,) in place of (1, m), the shape of Y.",
            edit=("(A > 0.5).astype(int)", "(A > 0.5).astype(int).ravel()"),
        ),
        Misconception(
            "labels-swapped",
            "0 and 1 are swapped: a high probability means label 1.",
            edit=("A > 0.5", "A <= 0.5"),
        ),
        Misconception(
            "everything-is-one",
            "Everything becomes 1: what you compare is always above your border. At "
            "which probability are two classes equally likely?",
            edit=("A > 0.5", "A > 0"),
        ),
        Misconception(
            "threshold-on-z",
            "You compare Z with 0.5. Half is where the probability is even: squash "
            "first.",
            edit=("sigmoid(w.T @ X + b)", "w.T @ X + b"),
        ),
        Misconception(
            "bias-forgotten",
            "The bias b never enters the prediction.",
            edit=("w.T @ X + b", "w.T @ X"),
        ),
        Misconception(
            "first-example-only",
            "Only the first example is decided. Does the function return from inside "
            "its loop?",
            edit=("(A > 0.5).astype(int)", "(A > 0.5) * (np.arange(A.shape[1]) < 1)"),
        ),
        Misconception(
            "column-of-labels",
            "The labels stand in a column. Y is a row: (1, m).",
            edit=("(A > 0.5).astype(int)", "(A > 0.5).astype(int).T"),
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
            "X is another X after the call: *= and its like work in place. Make a new "
            "array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("sigmoid",),
)


def _sets(rng: np.random.Generator) -> dict[str, Any]:
    # Few inputs for many examples: a neuron cannot learn these labels by heart.
    n_x, m_train, m_test = (int(rng.choice(n)) for n in ([2, 3], [9, 11], [5, 7]))
    train, test = examples(rng, n_x, m_train), examples(rng, n_x, m_test)
    return {
        "X_train": train["X"],
        "Y_train": train["Y"],
        "X_test": test["X"],
        "Y_test": test["Y"],
    }


def _training(rng: np.random.Generator, num_iterations: int) -> Arguments:
    return {
        **_sets(rng),
        "num_iterations": num_iterations,
        "learning_rate": float(rng.uniform(0.05, 0.2)),
    }


TRAININGS = tuple(partial(_training, num_iterations=n) for n in (30, 101))
TRAINED = "params, _, costs = optimize("

MODEL = Exercise(
    logistic_regression.model,
    criteria=(
        correct(
            11,
            TRAININGS,
            {**_sets(FIXED), "num_iterations": 210, "learning_rate": 0.5},
            {**_sets(FIXED), "num_iterations": 150, "learning_rate": 0.1},
        ),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "untrained-weights",
            "w and b are still the zeros they began with: take the trained ones out of "
            "params.",
            edit=('    w, b = params["w"], params["b"]\n', ""),
        ),
        Misconception(
            "predictions-swapped",
            "The predictions for the training and the test set are swapped.",
            edit=(
                '"Y_prediction_test": predict(w, b, X_test),\n'
                '        "Y_prediction_train": predict(w, b, X_train),',
                '"Y_prediction_test": predict(w, b, X_train),\n'
                '        "Y_prediction_train": predict(w, b, X_test),',
            ),
        ),
        Misconception(
            "predicts-training-twice",
            "Y_prediction_test are the predictions for the training set.",
            edit=("predict(w, b, X_test)", "predict(w, b, X_train)"),
        ),
        Misconception(
            "trained-on-the-test-set",
            "The neuron learned from the test set. Then nothing is left to test it on.",
            edit=(
                "X_train, Y_train, num_iterations,",
                "X_test, Y_test, num_iterations,",
            ),
        ),
        Misconception(
            "learning-rate-not-passed",
            "optimize runs with its own default learning rate: hand yours on.",
            edit=("num_iterations, learning_rate, print_cost", "num_iterations"),
        ),
        Misconception(
            "iterations-not-passed",
            "optimize runs with its own default of 100 steps: hand num_iterations on.",
            edit=(
                "num_iterations, learning_rate, print_cost",
                "learning_rate=learning_rate",
            ),
        ),
        Misconception(
            "both-settings-not-passed",
            "optimize runs with its own defaults: hand num_iterations and "
            "learning_rate on.",
            edit=("Y_train, num_iterations, learning_rate, print_cost", "Y_train"),
        ),
        Misconception(
            "last-cost-only",
            "costs is a single number. Keep the whole list that optimize returns.",
            edit=('"costs": costs', '"costs": costs[-1]'),
        ),
    ),
    depends_on=("initialize_with_zeros", "optimize", "predict"),
    rules=Rules(rtol=1e-3, atol=LOGS),
)

EXERCISES = (PREDICT, MODEL)
