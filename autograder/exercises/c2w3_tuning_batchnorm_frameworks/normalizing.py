"""Exercises on batch normalisation: forward, backward, and after training."""

from __future__ import annotations

from typing import Any

import numpy as np

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

LOOSE = Rules(exact_shape=False)


def _shapes(rng: np.random.Generator) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Draw the shape of a batch, dense or of pictures, all sizes different."""
    if rng.random() < 0.5:
        n, m = int(rng.integers(2, 5)), int(rng.integers(5, 9))
        return (n, m), (n, 1)
    n_H, n_W, n_C = (int(n) for n in rng.choice([2, 3, 4, 5], size=3, replace=False))
    return (6, n_H, n_W, n_C), (1, 1, 1, n_C)


def _batch(
    rng: np.random.Generator, shape: tuple[int, ...], each: tuple[int, ...], eps: float
) -> dict[str, Any]:
    centre, spread = rng.normal(size=each) * 3, rng.uniform(0.5, 3, size=each)
    X = centre + spread * rng.normal(size=shape)
    gamma, beta = rng.uniform(0.5, 2, size=each), rng.normal(size=each)
    return {"X": X, "gamma": gamma, "beta": beta, "eps": eps}


def _eps(rng: np.random.Generator) -> float:
    # The usual 1e-5 would hide where it stands, or whether it is there at all.
    return float(rng.choice([0.05, 0.3, 1.0]))


def _forward(rng: np.random.Generator) -> Arguments:
    return _batch(rng, *_shapes(rng), _eps(rng))


def _sized_forward(rng: np.random.Generator, n: int) -> Arguments:
    return _batch(rng, (3, n), (3, 1), 0.1)


def _passed(
    rng: np.random.Generator, shape: tuple[int, ...], each: tuple[int, ...], eps: float
) -> dict[str, Any]:
    _, cache = batch_normalization.batch_norm(**_batch(rng, shape, each, eps))
    return {"dout": rng.normal(size=shape), "cache": cache}


def _back(rng: np.random.Generator) -> Asking:
    # Rounded by itself, X_hat would no longer have mean 0.
    return Asking(_passed(rng, *_shapes(rng), _eps(rng)), rounded=False)


def _sized_back(rng: np.random.Generator, n: int) -> Arguments:
    return _passed(rng, (3, n), (3, 1), 0.1)


def _later(
    rng: np.random.Generator, shape: tuple[int, ...], each: tuple[int, ...], eps: float
) -> dict[str, Any]:
    asked = _batch(rng, shape, each, eps)
    del asked["eps"]
    kept = {
        "running_mean": rng.normal(size=each) * 3,
        "running_var": rng.uniform(0.2, 4, size=each),
    }
    return {**asked, **kept, "eps": eps}


def _inference(rng: np.random.Generator) -> Arguments:
    return _later(rng, *_shapes(rng), _eps(rng))


def _sized_inference(rng: np.random.Generator, n: int) -> Arguments:
    return _later(rng, (3, n), (3, 1), 0.1)


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


def _back_in_a_loop(dout: np.ndarray, cache: dict[str, Any]) -> Any:
    dX, dgamma, dbeta = batch_normalization.batch_norm_backward(dout, cache)
    if dout.ndim == 4:
        return dX, dgamma, dbeta
    dbeta = np.zeros(dbeta.shape)
    for i in range(dout.shape[1]):
        dbeta += dout[:, i : i + 1]
    return dX, dgamma, dbeta


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
DENSE, PICTURES = ((3, 5), (3, 1)), ((4, 2, 3, 2), (1, 1, 1, 2))
ONE_ROW, ONE_EXAMPLE = ((1, 4), (1, 1)), ((3, 1), (3, 1))
ONE_PICTURE = ((1, 3, 2, 4), (1, 1, 1, 4))
PURE_HINT = "What comes in is changed on the way. Make new arrays instead of -= and *=."

BATCH_NORM = Exercise(
    batch_normalization.batch_norm,
    criteria=(
        correct(
            10,
            _forward,
            _batch(SEEN, *DENSE, 0.5),
            _batch(SEEN, *PICTURES, 0.2),
            _batch(SEEN, *ONE_ROW, 1e-5),
            _batch(SEEN, *ONE_EXAMPLE, 0.1),
            _batch(SEEN, *ONE_PICTURE, 1e-3),
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
        Misconception("input-changed", PURE_HINT, criterion="pure", twin=_in_place),
    ),
    rules=Rules(exact_shape=False, names=("out", "cache")),
)

BATCH_NORM_BACKWARD = Exercise(
    batch_normalization.batch_norm_backward,
    criteria=(
        correct(
            10,
            _back,
            *(
                Asking(_passed(SEEN, shapes[0], shapes[1], eps), rounded=False)
                for shapes, eps in (
                    (DENSE, 0.5),
                    (PICTURES, 0.2),
                    (ONE_ROW, 0.01),
                    (ONE_EXAMPLE, 0.1),
                    (ONE_PICTURE, 0.3),
                )
            ),
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

BATCH_NORM_INFERENCE = Exercise(
    batch_normalization.batch_norm_inference,
    criteria=(
        correct(
            6,
            _inference,
            _later(SEEN, *DENSE, 0.5),
            _later(SEEN, *PICTURES, 0.2),
            _later(SEEN, *ONE_EXAMPLE, 1e-5),
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

EXERCISES = (BATCH_NORM, BATCH_NORM_BACKWARD, BATCH_NORM_INFERENCE)
