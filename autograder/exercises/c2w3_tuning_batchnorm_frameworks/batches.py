"""Batches to normalise: dense layers and pictures, sizes that all differ."""

from __future__ import annotations

from typing import Any

import numpy as np

Sizes = tuple[tuple[int, ...], tuple[int, ...]]
"""The shape of a batch, and that of its means."""

DENSE, PICTURES = ((3, 5), (3, 1)), ((4, 2, 3, 2), (1, 1, 1, 2))
ONE_ROW, ONE_EXAMPLE = ((1, 4), (1, 1)), ((3, 1), (3, 1))
ONE_PICTURE = ((1, 3, 2, 4), (1, 1, 1, 4))
PURE_HINT = "What comes in is changed on the way. Make new arrays instead of -= and *=."


def dense(rng: np.random.Generator) -> Sizes:
    """Draw the sizes of a dense layer's batch."""
    n, m = int(rng.integers(2, 5)), int(rng.integers(5, 9))
    return (n, m), (n, 1)


def pictures(rng: np.random.Generator) -> Sizes:
    """Draw the sizes of a batch of pictures."""
    n_H, n_W, n_C = (int(n) for n in rng.choice([2, 3, 4, 5], size=3, replace=False))
    return (6, n_H, n_W, n_C), (1, 1, 1, n_C)


def batch(rng: np.random.Generator, sizes: Sizes, eps: float) -> dict[str, Any]:
    """Draw the arguments of batch_norm."""
    shape, each = sizes
    centre, spread = rng.normal(size=each) * 3, rng.uniform(0.5, 3, size=each)
    X = centre + spread * rng.normal(size=shape)
    gamma, beta = rng.uniform(0.5, 2, size=each), rng.normal(size=each)
    return {"X": X, "gamma": gamma, "beta": beta, "eps": eps}


def some_eps(rng: np.random.Generator) -> float:
    """Draw an epsilon that shows where it stands: 1e-5 would not."""
    return float(rng.choice([0.05, 0.3, 1.0]))
