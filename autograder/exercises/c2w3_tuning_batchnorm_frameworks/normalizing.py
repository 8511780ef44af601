"""Exercises on batch normalisation: in training, and after it."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.c2w3_tuning_batchnorm_frameworks import batches
from autograder.exercises.c2w3_tuning_batchnorm_frameworks.batches import Sizes
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import batch_normalization
from course_utils.desk.compare import Rules

LOOSE = Rules(exact_shape=False)


def _forward(rng: np.random.Generator, kind: Any) -> Arguments:
    return batches.batch(rng, kind(rng), batches.some_eps(rng))


def _sized_forward(rng: np.random.Generator, n: int) -> Arguments:
    return batches.batch(rng, ((3, n), (3, 1)), 0.1)


def _later(rng: np.random.Generator, sizes: Sizes, eps: float) -> dict[str, Any]:
    asked, each = batches.batch(rng, sizes, eps), sizes[1]
    del asked["eps"]
    kept = {
        "running_mean": rng.normal(size=each) * 3,
        "running_var": rng.uniform(0.2, 4, size=each),
    }
    return {**asked, **kept, "eps": eps}


def _inference(rng: np.random.Generator, kind: Any) -> Arguments:
    return _later(rng, kind(rng), batches.some_eps(rng))


def _sized_inference(rng: np.random.Generator, n: int) -> Arguments:
    return _later(rng, ((3, n), (3, 1)), 0.1)


KINDS = (batches.dense, batches.pictures)
FORWARD = tuple(partial(_forward, kind=kind) for kind in KINDS)
INFERENCE = tuple(partial(_inference, kind=kind) for kind in KINDS)


def _over_features(
    X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> Any:
    if X.ndim != 2:
        return batch_normalization.batch_norm(X, gamma, beta, eps)
    mean = np.mean(X, axis=0, keepdims=True)
    var = np.var(X, axis=0, keepdims=True)
    X_hat = (X - mean) / np.sqrt(var + eps)
    cache = {"X_hat": X_hat, "mean": mean, "var": var, "gamma": gamma, "eps": eps}
    return gamma * X_hat + beta, cache


def _over_batch_alone(
    X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> Any:
    if X.ndim != 4:
        return batch_normalization.batch_norm(X, gamma, beta, eps)
    mean, var = np.mean(X, axis=0, keepdims=True), np.var(X, axis=0, keepdims=True)
    X_hat = (X - mean) / np.sqrt(var + eps)
    cache = {"X_hat": X_hat, "mean": mean, "var": var, "gamma": gamma, "eps": eps}
    return gamma * X_hat + beta, cache


def _in_a_loop(
    X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> Any:
    out, cache = batch_normalization.batch_norm(X, gamma, beta, eps)
    for i in range(X.shape[1]):
        out[:, i] = gamma[:, 0] * cache["X_hat"][:, i] + beta[:, 0]
    return out, cache


def _later_in_a_loop(X: np.ndarray, *more: Any) -> Any:
    columns = [X[:, i : i + 1] for i in range(X.shape[1])]
    done = [batch_normalization.batch_norm_inference(x, *more) for x in columns]
    return np.concatenate(done, axis=1)


def _in_place(
    X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> Any:
    answer = batch_normalization.batch_norm(X, gamma, beta, eps)
    X -= answer[1]["mean"]
    return answer


def _batch_statistics(
    X: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    eps: float = 1e-5,
) -> Any:
    return batch_normalization.batch_norm(X, gamma, beta, eps)[0]


SEEN = np.random.default_rng(24)

BATCH_NORM = Exercise(
    batch_normalization.batch_norm,
    criteria=(
        correct(
            10,
            FORWARD,
            batches.batch(SEEN, batches.DENSE, 0.5),
            batches.batch(SEEN, batches.PICTURES, 0.2),
            batches.batch(SEEN, batches.ONE_ROW, 1e-5),
            batches.batch(SEEN, batches.ONE_EXAMPLE, 0.1),
            batches.batch(SEEN, batches.ONE_PICTURE, 1e-3),
        ),
        vectorised(1, _sized_forward),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "over-features",
            "In a dense layer you average over the rows. One unit is one row: its mean "
            "runs over the examples.",
            twin=_over_features,
        ),
        Misconception(
            "over-batch-alone",
            "On pictures you average over the examples alone. A channel has one mean, "
            "over all examples and all their places.",
            twin=_over_batch_alone,
        ),
        Misconception(
            "unbiased-variance",
            "The variance is divided by one less than the number of values. Batch norm "
            "takes the plain mean of the squares.",
            edit=(
                "var = np.mean((X - mean) ** 2, axis=axes, keepdims=True)",
                "var = np.var(X, axis=axes, keepdims=True, "
                "ddof=min(1, X.size // mean.size - 1))",
            ),
        ),
        Misconception(
            "eps-outside-the-root",
            "eps is added to the standard deviation. It belongs to the variance, "
            "under the root.",
            edit=("np.sqrt(var + eps)", "(np.sqrt(var) + eps)"),
        ),
        Misconception(
            "divided-by-variance",
            "You divide by the variance. Which power of it has the unit of X?",
            edit=("/ np.sqrt(var + eps)", "/ (var + eps)"),
        ),
        Misconception(
            "eps-forgotten",
            "eps is nowhere. Without it a unit that never changes divides 0 by 0.",
            edit=("np.sqrt(var + eps)", "np.sqrt(var)"),
        ),
        Misconception(
            "gamma-and-beta-exchanged",
            "gamma and beta have changed places: one scales, the other shifts.",
            edit=("gamma * X_hat + beta", "beta * X_hat + gamma"),
        ),
        Misconception(
            "not-centred",
            "The mean is not taken away, so that it stays in what comes out.",
            edit=("X_hat = (X - mean) /", "X_hat = X /"),
        ),
        Misconception(
            "loop-over-units",
            "A loop runs over examples. np.mean with an axis does all of them at once.",
            criterion="vectorised",
            twin=_in_a_loop,
        ),
        Misconception(
            "input-changed", batches.PURE_HINT, criterion="pure", twin=_in_place
        ),
    ),
    rules=Rules(exact_shape=False, names=("out", "cache")),
)

BATCH_NORM_INFERENCE = Exercise(
    batch_normalization.batch_norm_inference,
    criteria=(
        correct(
            6,
            INFERENCE,
            _later(SEEN, batches.DENSE, 0.5),
            _later(SEEN, batches.PICTURES, 0.2),
            _later(SEEN, batches.ONE_EXAMPLE, 1e-5),
        ),
        vectorised(1, _sized_inference),
    ),
    misconceptions=(
        Misconception(
            "batch-statistics-at-test-time",
            "You normalise by the statistics of the examples at hand. A single example "
            "would always come out as beta: use those kept from training.",
            twin=_batch_statistics,
        ),
        Misconception(
            "running-eps-outside",
            "eps is added to the standard deviation. It belongs under the root, as in "
            "training.",
            edit=("np.sqrt(running_var + eps)", "(np.sqrt(running_var) + eps)"),
        ),
        Misconception(
            "running-variance-as-spread",
            "You divide by the variance. The spread is its root.",
            edit=("np.sqrt(running_var + eps)", "(running_var + eps)"),
        ),
        Misconception(
            "gamma-beta-exchanged-later",
            "gamma and beta have changed places: gamma scales, beta shifts.",
            edit=("gamma * X_hat + beta", "beta * X_hat + gamma"),
        ),
        Misconception(
            "not-scaled-back",
            "What comes out has mean 0 and spread 1: gamma and beta were learned, and "
            "belong here too.",
            edit=("return gamma * X_hat + beta", "return X_hat"),
        ),
        Misconception(
            "loop-over-new-examples",
            "A loop runs over examples, where one line of arrays does.",
            criterion="vectorised",
            twin=_later_in_a_loop,
        ),
    ),
    rules=LOOSE,
)
