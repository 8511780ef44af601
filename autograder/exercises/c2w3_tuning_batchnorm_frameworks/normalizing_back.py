"""The exercise on the way back through batch normalisation."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.c2w3_tuning_batchnorm_frameworks import batches
from autograder.exercises.c2w3_tuning_batchnorm_frameworks.batches import Sizes
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import batch_normalization
from course_utils.desk.compare import Rules


def _passed(rng: np.random.Generator, sizes: Sizes, eps: float) -> dict[str, Any]:
    _, cache = batch_normalization.batch_norm(**batches.batch(rng, sizes, eps))
    return {"dout": rng.normal(size=sizes[0]), "cache": cache}


def _asked(rng: np.random.Generator, sizes: Sizes, eps: float) -> Asking:
    # Rounded by itself, X_hat would no longer have mean 0.
    return Asking(_passed(rng, sizes, eps), rounded=False)


def _back(rng: np.random.Generator, kind: Any) -> Asking:
    return _asked(rng, kind(rng), batches.some_eps(rng))


def _sized_back(rng: np.random.Generator, n: int) -> Arguments:
    return _passed(rng, ((3, n), (3, 1)), 0.1)


BACK = tuple(partial(_back, kind=kind) for kind in (batches.dense, batches.pictures))


def _back_in_a_loop(dout: np.ndarray, cache: dict[str, Any]) -> Any:
    dX, dgamma, dbeta = batch_normalization.batch_norm_backward(dout, cache)
    if dout.ndim == 4:
        return dX, dgamma, dbeta
    dbeta = np.zeros(dbeta.shape)
    for i in range(dout.shape[1]):
        dbeta += dout[:, i : i + 1]
    return dX, dgamma, dbeta


def _back_in_place(dout: np.ndarray, cache: dict[str, Any]) -> Any:
    answer = batch_normalization.batch_norm_backward(dout, cache)
    dout *= cache["gamma"]
    return answer


def _back_over_batch_alone(dout: np.ndarray, cache: dict[str, Any]) -> Any:
    if dout.ndim != 4:
        return batch_normalization.batch_norm_backward(dout, cache)
    X_hat, dX_hat = cache["X_hat"], cache["gamma"] * dout
    dgamma = np.sum(dout * X_hat, axis=(0, 1, 2), keepdims=True)
    dbeta = np.sum(dout, axis=(0, 1, 2), keepdims=True)
    through_mean = np.mean(dX_hat, axis=0, keepdims=True)
    through_var = X_hat * np.mean(dX_hat * X_hat, axis=0, keepdims=True)
    dX = (dX_hat - through_mean - through_var) / np.sqrt(cache["var"] + cache["eps"])
    return dX, dgamma, dbeta


SEEN = np.random.default_rng(25)

BATCH_NORM_BACKWARD = Exercise(
    batch_normalization.batch_norm_backward,
    criteria=(
        correct(
            10,
            BACK,
            _asked(SEEN, batches.DENSE, 0.5),
            _asked(SEEN, batches.PICTURES, 0.2),
            _asked(SEEN, batches.ONE_ROW, 0.01),
            _asked(SEEN, batches.ONE_EXAMPLE, 0.1),
            _asked(SEEN, batches.ONE_PICTURE, 0.3),
        ),
        vectorised(1, _sized_back),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "statistics-held-fast",
            "You treat mean and variance as constants. They move with every example, "
            "and that takes two terms away from dX.",
            edit=("(dX_hat - through_mean - through_var)", "dX_hat"),
        ),
        Misconception(
            "variance-held-fast",
            "The way through the variance is missing: the term with X_hat.",
            edit=(" - through_mean - through_var", " - through_mean"),
        ),
        Misconception(
            "mean-held-fast",
            "The way through the mean is missing from dX.",
            edit=(" - through_mean - through_var", " - through_var"),
        ),
        Misconception(
            "gamma-forgotten-backward",
            "dX misses gamma: the gradient by X_hat is gamma times dout.",
            edit=("dX_hat = gamma * dout", "dX_hat = dout"),
        ),
        Misconception(
            "eps-forgotten-backward",
            "The root on the way back is not that of the way there: eps is missing.",
            edit=('cache["var"] + cache["eps"]', 'cache["var"] + 1e-12'),
        ),
        Misconception(
            "mean-for-sum",
            "dgamma and dbeta are averages. The gradient adds up what every example "
            "says; only in dX do means appear.",
            edit=(
                "dgamma = np.sum(dout * X_hat, axis=axes, keepdims=True)\n"
                "    dbeta = np.sum(dout, axis=axes, keepdims=True)",
                "dgamma = np.mean(dout * X_hat, axis=axes, keepdims=True)\n"
                "    dbeta = np.mean(dout, axis=axes, keepdims=True)",
            ),
        ),
        Misconception(
            "dgamma-and-dbeta-exchanged",
            "dgamma and dbeta have changed places. gamma multiplies X_hat, so X_hat is "
            "in its gradient.",
            edit=("return dX, dgamma, dbeta", "return dX, dbeta, dgamma"),
        ),
        Misconception(
            "back-over-batch-alone",
            "On pictures the means in dX run over the examples alone. They run over "
            "the same axes as on the way there.",
            twin=_back_over_batch_alone,
        ),
        Misconception(
            "loop-on-the-way-back",
            "A loop runs over examples. Sums and means with an axis need none.",
            criterion="vectorised",
            twin=_back_in_a_loop,
        ),
        Misconception(
            "dout-changed",
            "dout or the cache is changed on the way, and somebody may still need it. "
            "Make new arrays.",
            criterion="pure",
            twin=_back_in_place,
        ),
    ),
    rules=Rules(exact_shape=False, names=("dX", "dgamma", "dbeta")),
    depends_on=("batch_norm",),
)
