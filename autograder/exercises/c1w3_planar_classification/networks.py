"""Small networks and points to ask about, with sizes that all differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.shallow_network import forward_propagation


def parameters(
    rng: np.random.Generator, n_x: int, n_h: int, scale: float = 0.7
) -> dict[str, np.ndarray]:
    """Return weights and biases of a network that has learned something."""
    return {
        "W1": rng.normal(scale=scale, size=(n_h, n_x)),
        "b1": rng.normal(scale=scale, size=(n_h, 1)),
        "W2": rng.normal(scale=scale, size=(1, n_h)),
        "b2": rng.normal(scale=scale, size=(1, 1)),
    }


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Return (1, m) labels of both classes, if there is room for both."""
    Y = rng.integers(0, 2, size=(1, m))
    Y[0, :2] = np.arange(2)[:m]
    return Y


def sizes(rng: np.random.Generator) -> tuple[int, int, int]:
    """Return n_x, n_h and m, no two alike."""
    n_x, n_h, m = (int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    return n_x, n_h, m


def passed(rng: np.random.Generator, n_x: int, n_h: int, m: int) -> dict[str, Any]:
    """Return what the way back starts from: the arguments of backward_propagation."""
    X = rng.normal(size=(n_x, m))
    net = parameters(rng, n_x, n_h)
    _, cache = forward_propagation(X, net)
    return {"parameters": net, "cache": cache, "X": X, "Y": labels(rng, m)}
