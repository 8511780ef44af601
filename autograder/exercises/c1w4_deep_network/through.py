"""The exercise on the way forward through all layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w4_deep_network import networks
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import deep_network
from course_utils.desk.compare import Rules

Array = np.ndarray
SEEN = np.random.default_rng(42)


def _pass(rng: np.random.Generator) -> Arguments:
    layer_dims = networks.dims(rng, networks.turn(rng, 3, 2, 4, 1))
    m = int(rng.choice([1, 7, 8, 9]))
    return _given(rng, layer_dims, m)


def _given(rng: np.random.Generator, layer_dims: list[int], m: int) -> Arguments:
    X = rng.normal(size=(layer_dims[0], m))
    return {"X": X, "parameters": networks.parameters(rng, layer_dims)}


def _sized_pass(rng: np.random.Generator, n: int) -> Arguments:
    return _given(rng, [2, 4, 3, 1], n)


def _pass_by_loop(X: Array, parameters: networks.Net) -> Any:
    AL, caches = deep_network.L_model_forward(X, parameters)
    for i in range(X.shape[1]):
        AL[:, i] = deep_network.L_model_forward(X[:, i : i + 1], parameters)[0][:, 0]
    return AL, caches


def _pass_in_place(X: Array, parameters: networks.Net) -> Any:
    result = deep_network.L_model_forward(X.copy(), parameters)
    X *= 0.5
    return result


WHICH = '"sigmoid" if layer == L else "relu"'

L_MODEL_FORWARD = Exercise(
    deep_network.L_model_forward,
    criteria=(
        correct(
            8,
            _pass,
            _given(SEEN, [3, 2, 1], 4),
            # Layers as wide as the inputs: whoever starts anew from X is found out.
            _given(SEEN, [3, 3, 3, 1], 2),
            _given(SEEN, [2, 5, 4, 3, 1], 6),
        ),
        vectorised(1, _sized_pass),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "relu-at-the-end",
            "The output layer uses the ReLU. AL is to be a probability.",
            edit=(WHICH, '"relu"'),
        ),
        Misconception(
            "sigmoid-inside",
            "The hidden layers use the sigmoid. Theirs is the ReLU; only the last "
            "layer ends in a probability.",
            edit=(WHICH, '"sigmoid"'),
        ),
        Misconception(
            "activations-swapped",
            "The hidden layers use the sigmoid and the last one the ReLU: it is the "
            "other way round.",
            edit=(WHICH, '"relu" if layer == L else "sigmoid"'),
        ),
        Misconception(
            "always-from-the-inputs",
            "Every layer starts from X. What one layer hands on goes into the next.",
            edit=(
                "linear_activation_forward(A, W, b",
                "linear_activation_forward(X, W, b",
            ),
        ),
        Misconception(
            "last-cache-missing",
            "caches is one short: the output layer has a cache too, and the way back "
            "begins with it.",
            edit=(
                "        caches.append(cache)\n",
                "        caches += [cache] * (layer < L)\n",
            ),
        ),
        Misconception(
            "caches-reversed",
            "The caches stand last layer first. The first entry is that of layer 1.",
            edit=("caches.append(cache)", "caches.insert(0, cache)"),
        ),
        Misconception(
            "caches-from-one",
            "caches has an entry too many at the front. A list counts from 0: the "
            "cache of layer 1 is entry 0.",
            edit=("A, caches = X, []", "A, caches = X, [None]"),
        ),
        Misconception(
            "linear-caches-only",
            "caches holds only what went into the sums. The way back needs Z as well: "
            "keep each layer's whole cache.",
            edit=("caches.append(cache)", "caches.append(cache[0])"),
        ),
        Misconception(
            "one-cache-for-all",
            "All entries of caches are the cache of the last layer.",
            edit=("return A, caches", "return A, [cache] * L"),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "A loop over layers is needed, one over examples is not.",
            twin=_pass_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "X or the parameters are others after the call. Make new arrays.",
            twin=_pass_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("linear_forward", "linear_activation_forward"),
    rules=Rules(names=("AL", "caches")),
)

EXERCISES = (L_MODEL_FORWARD,)
