"""Layers and whole networks to ask about, with sizes that all differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.deep_network import L_model_forward

Net = dict[str, np.ndarray]


def turn(rng: np.random.Generator, *options: Any) -> Any:
    """Return one option after the other, so that a few cases in a row have them all."""
    seeds = rng.bit_generator.seed_seq
    (child,) = seeds.spawn(1)  # type: ignore[attr-defined]
    return options[child.spawn_key[-1] % len(options)]


def sizes(rng: np.random.Generator) -> tuple[int, int, int]:
    """Return n_prev, n and m, no two alike."""
    n_prev, n, m = (int(k) for k in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    return n_prev, n, m


def layer(rng: np.random.Generator, n_prev: int, n: int, m: int) -> dict[str, Any]:
    """Return what goes into one layer."""
    return {
        "A": rng.normal(size=(n_prev, m)),
        "W": rng.normal(size=(n, n_prev)),
        "b": rng.normal(size=(n, 1)),
    }


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Return (1, m) labels of both classes, if there is room for both."""
    Y = rng.integers(0, 2, size=(1, m))
    if m > 1:
        Y[0, :2] = 0, 1
    return Y


def dims(rng: np.random.Generator, depth: int) -> list[int]:
    """Return the sizes of a network with `depth` layers and one output."""
    return [int(n) for n in rng.permutation([2, 3, 4, 5, 6])[:depth]] + [1]


def parameters(rng: np.random.Generator, layer_dims: list[int]) -> Net:
    """Return weights and biases of a network that has learned something."""
    net: Net = {}
    for index in range(1, len(layer_dims)):
        n_prev, n = layer_dims[index - 1 : index + 1]
        net[f"W{index}"] = rng.normal(size=(n, n_prev)) * 1.2 / np.sqrt(n_prev)
        # Most units are awake for some example and rest for another.
        net[f"b{index}"] = rng.normal(0.2, 0.4, size=(n, 1))
    return net


def passed(rng: np.random.Generator, layer_dims: list[int], m: int) -> dict[str, Any]:
    """Return what the way back starts from: the arguments of L_model_backward."""
    X = rng.normal(size=(layer_dims[0], m))
    AL, caches = L_model_forward(X, parameters(rng, layer_dims))
    return {"AL": AL, "Y": labels(rng, m), "caches": caches}
