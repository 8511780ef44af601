"""Three-layer networks and points to ask about, with sizes that all differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.desk import three_layers

Net = dict[str, np.ndarray]


def parameters(rng: np.random.Generator, n_x: int, n_1: int, n_2: int) -> Net:
    """Return weights and biases of a network that has learned something."""
    shapes = {"1": (n_1, n_x), "2": (n_2, n_1), "3": (1, n_2)}
    net: Net = {}
    for layer, shape in shapes.items():
        net[f"W{layer}"] = rng.normal(scale=0.8, size=shape)
        net[f"b{layer}"] = rng.normal(scale=0.5, size=(shape[0], 1))
    return net


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Return (1, m) labels of both classes, if there is room for both."""
    Y = rng.integers(0, 2, size=(1, m))
    Y[0, :2] = np.arange(2)[:m]
    return Y


def sizes(rng: np.random.Generator) -> tuple[int, int, int, int]:
    """Return n_x, n_1, n_2 and m, no two alike."""
    n_x, n_1, n_2, m = (int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])[:4])
    return n_x, n_1, n_2, m


def passed(
    rng: np.random.Generator, n_x: int, n_1: int, n_2: int, m: int
) -> dict[str, Any]:
    """Return X, Y and the cache of a forward pass in which both layers are awake.

    A hidden layer that sleeps throughout has no gradients that could be wrong.
    """
    while True:
        X = rng.normal(size=(n_x, m))
        _, cache = three_layers.forward(X, parameters(rng, n_x, n_1, n_2))
        if is_awake(cache[0]) and is_awake(cache[4]):
            return {"X": X, "Y": labels(rng, m), "cache": cache}


def is_awake(Z: np.ndarray) -> bool:
    """Whether some of the sums are above zero and some below, and none too near."""
    clear = bool(np.all(np.abs(Z) > 1e-3))
    return clear and bool(np.any(Z > 0)) and bool(np.any(Z < 0))
