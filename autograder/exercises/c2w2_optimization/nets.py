"""Parameters of nets to take steps with: several layers, and all shapes differ."""

from __future__ import annotations

import numpy as np

from autograder.exercises.exercise import Arguments

Values = dict[str, np.ndarray]


def parameters(rng: np.random.Generator, layers: int | None = None) -> Values:
    """Return weights and biases of a net of two or three layers, if none is asked."""
    count = int(rng.integers(2, 4)) if layers is None else layers
    sizes = [int(n) for n in rng.permutation([1, 2, 3, 4, 5])[: count + 1]]
    values = {}
    for layer in range(1, count + 1):
        n_prev, n = sizes[layer - 1], sizes[layer]
        values[f"W{layer}"] = rng.normal(size=(n, n_prev))
        values[f"b{layer}"] = rng.normal(size=(n, 1))
    return values


def slopes(rng: np.random.Generator, like: Values) -> Values:
    """Return gradients, or averages of them, by the parameters of a net."""
    return {f"d{name}": rng.normal(size=value.shape) for name, value in like.items()}


def squares(rng: np.random.Generator, like: Values) -> Values:
    """Return averages of squares: positive numbers around 1."""
    return {
        f"d{name}": rng.uniform(0.2, 2.0, size=value.shape)
        for name, value in like.items()
    }


def still(like: Values) -> Values:
    """Return what is remembered before the first step: nothing."""
    return {f"d{name}": np.zeros(value.shape) for name, value in like.items()}


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """Return a number for a setting."""
    return float(rng.uniform(low, high))


def blank(rng: np.random.Generator) -> Arguments:
    """Return the arguments of what makes a memory for a net."""
    return {"parameters": parameters(rng)}
