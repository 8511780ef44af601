"""Batch normalisation: every unit gets mean beta and spread gamma within a batch.

Dense layers hold one example a column, `(n, m)`, and each row is a unit. Pictures are
`(m, n_H, n_W, n_C)`, and each channel is a unit: all its places share one mean.
"""

from typing import Any

import numpy as np

Cache = dict[str, Any]
AXES: dict[int, tuple[int, ...]] = {2: (1,), 4: (0, 1, 2)}


def batch_norm(
    X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, Cache]:
    """Normalise every unit over its batch, then scale and shift it.

        mean = mean of X,  var = mean of (X - mean) ** 2      over the batch
        X_hat = (X - mean) / sqrt(var + eps)
        out = gamma * X_hat + beta

    Args:
        X: (n, m), one column an example, or (m, n_H, n_W, n_C), pictures.
        gamma: (n, 1) or (1, 1, 1, n_C), the new spread of each unit.
        beta: as gamma, the new mean of each unit.
        eps: what keeps the root away from zero.

    Returns:
        out: shape of X.
        cache: dict of X_hat (shape of X), mean, var, gamma (shape of gamma) and eps.

    Raises:
        ValueError: X has neither two nor four axes.

    Source: course 2, week 3; Ioffe and Szegedy (2015).
    """
    if X.ndim not in AXES:
        raise ValueError(f"batch_norm: X has {X.ndim} axes; expected 2 or 4")
    axes = AXES[X.ndim]
    mean = np.mean(X, axis=axes, keepdims=True)
    var = np.mean((X - mean) ** 2, axis=axes, keepdims=True)
    X_hat = (X - mean) / np.sqrt(var + eps)
    out = gamma * X_hat + beta
    return out, {"X_hat": X_hat, "mean": mean, "var": var, "gamma": gamma, "eps": eps}


def batch_norm_backward(
    dout: np.ndarray, cache: Cache
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of a cost, given its gradient by the normalised output.

        dgamma = sum of dout * X_hat,  dbeta = sum of dout    over the batch
        dX_hat = gamma * dout
        dX = (dX_hat - mean of dX_hat - X_hat * mean of (dX_hat * X_hat))
             / sqrt(var + eps)

    Args:
        dout: shape of X, the gradient by out.
        cache: dict of X_hat, mean, var, gamma and eps, of the forward pass.

    Returns:
        dX: shape of X.
        dgamma: shape of gamma.
        dbeta: shape of gamma.

    Raises:
        ValueError: dout has neither two nor four axes.

    Source: course 2, week 3; Ioffe and Szegedy (2015), section 3, simplified.
    """
    if dout.ndim not in AXES:
        raise ValueError(f"batch_norm_backward: dout has {dout.ndim} axes; 2 or 4")
    axes = AXES[dout.ndim]
    X_hat, gamma = cache["X_hat"], cache["gamma"]
    dgamma = np.sum(dout * X_hat, axis=axes, keepdims=True)
    dbeta = np.sum(dout, axis=axes, keepdims=True)
    dX_hat = gamma * dout
    # Mean and variance depend on every example, so each example blames all others.
    through_mean = np.mean(dX_hat, axis=axes, keepdims=True)
    through_var = X_hat * np.mean(dX_hat * X_hat, axis=axes, keepdims=True)
    dX = (dX_hat - through_mean - through_var) / np.sqrt(cache["var"] + cache["eps"])
    return dX, dgamma, dbeta


def batch_norm_inference(
    X: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    eps: float = 1e-5,
) -> np.ndarray:
    """Normalise new examples by the statistics that training has kept.

        out = gamma * (X - running_mean) / sqrt(running_var + eps) + beta

    Args:
        X: (n, m), one column an example, or (m, n_H, n_W, n_C), pictures.
        gamma: (n, 1) or (1, 1, 1, n_C), the learned spread of each unit.
        beta: as gamma, the learned mean of each unit.
        running_mean: as gamma, the mean over the batches of training.
        running_var: as gamma, the variance over the batches of training.
        eps: what keeps the root away from zero; the same as in training.

    Returns:
        shape of X.

    Source: course 2, week 3; Ioffe and Szegedy (2015).
    """
    X_hat = (X - running_mean) / np.sqrt(running_var + eps)
    return gamma * X_hat + beta
