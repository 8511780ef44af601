"""The exercise on inputs: one scale for both sets, and it is the training set's."""

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
)
from course_utils import normalization
from course_utils.desk.compare import Rules


def _sets(rng: np.random.Generator) -> Arguments:
    n_x, m, m_test = (int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    centre = rng.uniform(-9, 9, size=(n_x, 1))
    spread = rng.uniform(2, 9, size=(n_x, 1))
    X_train = centre + spread * rng.normal(size=(n_x, m))
    X_test = centre + spread * rng.normal(size=(n_x, m_test)) + 1
    return {"X_train": X_train, "X_test": X_test}


def _one_new_example(rng: np.random.Generator) -> Arguments:
    X_train = rng.uniform(10, 90, size=(3, 5))
    return {"X_train": X_train, "X_test": rng.uniform(10, 90, size=(3, 1))}


def _flat(rng: np.random.Generator) -> Arguments:
    """Draw sets in which one input is the same for all training examples."""
    sets = _sets(rng)
    # A quarter is exact in binary: the mean of equal numbers is the number itself.
    sets["X_train"][0] = rng.integers(-8, 9) / 4
    return sets


def _in_place(X_train: np.ndarray, X_test: np.ndarray) -> Any:
    first, second = normalization.normalize_inputs(X_train, X_test)
    X_train[:], X_test[:] = first, second
    return X_train, X_test


RETURNED = "return (X_train - mu) / sigma, (X_test - mu) / sigma"
SEEN = np.random.default_rng(41)

NORMALIZE_INPUTS = Exercise(
    normalization.normalize_inputs,
    criteria=(
        correct(5, _sets, _one_new_example(SEEN), _sets(SEEN)),
        stable(1, _flat, _flat(SEEN)),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "own-scale-for-the-test-set",
            "The test set has a mean and a spread of its own here. The network learned "
            "on the scale of the training set: new examples go there too.",
            edit=(
                RETURNED,
                "mu_test = np.mean(X_test, axis=1, keepdims=True)\n"
                "    sigma_test = np.std(X_test, axis=1, keepdims=True)\n"
                "    sigma_test = np.where(sigma_test == 0, 1, sigma_test)\n"
                "    return ((X_train - mu) / sigma,\n"
                "            (X_test - mu_test) / sigma_test)",
            ),
        ),
        Misconception(
            "scale-of-both-sets",
            "Mean and spread come from both sets together. The test set stands for "
            "examples that nobody has seen yet: leave it out.",
            edit=(
                "    mu = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)\n"
                "    sigma = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)\n",
                "    both = np.hstack([X_train, X_test])\n"
                "    mu = np.mean(both, axis=1, keepdims=True)\n"
                "    sigma = np.std(both, axis=1, keepdims=True)\n",
            ),
        ),
        Misconception(
            "test-set-as-it-was",
            "The test set comes back as it was. It needs the same treatment.",
            edit=(RETURNED, "return (X_train - mu) / sigma, X_test"),
        ),
        Misconception(
            "variance-for-spread",
            "You divide by the variance. Its square root is on the scale of the "
            "numbers themselves.",
            edit=("np.std(", "np.var("),
        ),
        Misconception(
            "spread-of-a-sample",
            "The spread is a little too large: the sum of squares is divided by m - 1. "
            "Here it is a mean over the m examples.",
            edit=(
                "axis=1, keepdims=True)  # (n_x, 1)\n    sigma = np.where",
                "axis=1, keepdims=True, ddof=1)\n    sigma = np.where",
            ),
        ),
        Misconception(
            "not-centred",
            "The spread is right, but nothing is centred: take the mean away first.",
            edit=(RETURNED, "return X_train / sigma, X_test / sigma"),
        ),
        Misconception(
            "only-centred",
            "The mean is 0, but nobody divided by the spread.",
            edit=(RETURNED, "return X_train - mu, X_test - mu"),
        ),
        Misconception(
            "one-scale-for-all-inputs",
            "One mean and one spread serve all inputs. Each row has its own unit, and "
            "needs its own two numbers.",
            edit=(
                "    mu = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)\n"
                "    sigma = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)\n",
                "    mu, sigma = np.mean(X_train), np.std(X_train)\n",
            ),
        ),
        Misconception(
            "divided-by-zero",
            "An input that never changes has a spread of 0. Divide by 1 there: once "
            "centred, it is 0 anyway.",
            edit=("    sigma = np.where(sigma == 0, 1, sigma)\n", ""),
            criterion="stable",
        ),
        Misconception(
            "changes-its-input",
            "The caller's sets were overwritten: -= and /= work in place. Make new "
            "arrays.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    rules=Rules(names=("X_train", "X_test")),
)

EXERCISES = (NORMALIZE_INPUTS,)
