"""The exercise on the way back with dropout: gradients that remember the masks."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from course_utils import dropout

FORWARD = dropout.forward_propagation_with_dropout
BACKWARD = dropout.backward_propagation_with_dropout
SEEN = np.random.default_rng(49)


def _dropped(
    rng: np.random.Generator, n_x: int, n_1: int, n_2: int, m: int, keep_prob: float
) -> Asking:
    """Draw a forward pass whose masks take something away from either layer."""
    while True:
        X = rng.normal(size=(n_x, m))
        net = networks.parameters(rng, n_x, n_1, n_2)
        _, cache = FORWARD(X, net, keep_prob, rng)
        if _tells(cache) or keep_prob == 1:
            break
    Y = networks.labels(rng, m)
    arguments = {"X": X, "Y": Y, "cache": cache, "keep_prob": keep_prob}
    return Asking(arguments, rounded=False)


def _tells(cache: Any) -> bool:
    """Whether each layer has units that are awake and on, and such that are not."""
    pairs = [(cache[0], cache[1]), (cache[5], cache[6])]
    return all(
        networks.is_awake(Z) and np.any(D[Z > 0] == 1) and np.any(D[Z > 0] == 0)
        for Z, D in pairs
    )


def _back(rng: np.random.Generator) -> Asking:
    return _dropped(rng, *networks.sizes(rng), float(rng.choice([0.4, 0.6, 0.8])))


def _new_masks(X: np.ndarray, Y: np.ndarray, cache: Any, keep_prob: float) -> Any:
    """Draw the masks anew on the way back.

    NumPy's global generator starts every graded call from this seed: whoever draws
    D2 and then D1 from it is known by the numbers.
    """
    rng, other = np.random.RandomState(ZERO), list(cache)
    for place in (6, 1):
        other[place] = (rng.random_sample(cache[place].shape) < keep_prob).astype(int)
    return BACKWARD(X, Y, tuple(other), keep_prob)


ZERO = zlib.crc32(b"0")
"""The seed from which NumPy's global generator starts in the sandbox."""

GRADED = "(W3.T @ dZ3) * D2 / keep_prob", "(W2.T @ dZ2) * D1 / keep_prob"


def _blamed(first: str, second: str) -> tuple[str, str]:
    """Return an edit of both dA."""
    middle = (
        "  # (n_2, m)\n    dZ2 = dA2 * (Z2 > 0)\n    dW2 = dZ2 @ A1.T / m\n"
        "    db2 = np.sum(dZ2, axis=1, keepdims=True) / m\n    dA1 = "
    )
    return middle.join(GRADED), middle.join((first, second))


BACKWARD_PROPAGATION_WITH_DROPOUT = Exercise(
    BACKWARD,
    criteria=(
        correct(
            9,
            _back,
            _dropped(SEEN, 3, 5, 4, 6, 0.5),
            _dropped(SEEN, 2, 6, 5, 1, 0.7),
            _dropped(SEEN, 4, 3, 5, 2, 1.0),
        ),
    ),
    misconceptions=(
        Misconception(
            "gradient-not-rescaled",
            "The gradients pass the masks, but are not divided by keep_prob. The way "
            "in had that factor, and so has its slope.",
            edit=_blamed("(W3.T @ dZ3) * D2", "(W2.T @ dZ2) * D1"),
        ),
        Misconception(
            "mask-forgotten",
            "Units that were off get blame all the same. Who said nothing has no part "
            "in the error: use the masks of the cache.",
            edit=_blamed("(W3.T @ dZ3) / keep_prob", "(W2.T @ dZ2) / keep_prob"),
        ),
        Misconception(
            "dropout-forgotten",
            "Neither the masks nor keep_prob are in your gradients: this is the way "
            "back of a network without dropout.",
            edit=_blamed("(W3.T @ dZ3)", "(W2.T @ dZ2)"),
        ),
        Misconception(
            "new-masks",
            "The masks on the way back are drawn anew. Blame belongs to the units that "
            "were on: the cache has their masks.",
            twin=_new_masks,
        ),
        Misconception(
            "multiplied-by-keep-prob",
            "You multiply by keep_prob where the way in divides by it.",
            edit=_blamed(
                "(W3.T @ dZ3) * D2 * keep_prob", "(W2.T @ dZ2) * D1 * keep_prob"
            ),
        ),
        Misconception(
            "second-layer-alone",
            "Only dA2 knows of dropout. The first hidden layer has a mask as well.",
            edit=("(W2.T @ dZ2) * D1 / keep_prob", "(W2.T @ dZ2)"),
        ),
        Misconception(
            "first-layer-alone",
            "Only dA1 knows of dropout. The second hidden layer has a mask as well.",
            edit=("(W3.T @ dZ3) * D2 / keep_prob", "(W3.T @ dZ3)"),
        ),
        Misconception(
            "slopes-forgotten",
            "The slopes of the ReLUs are missing: dZ is dA only where the unit is "
            "awake.",
            edit=(
                "dZ2 = dA2 * (Z2 > 0)\n    dW2 = dZ2 @ A1.T / m\n"
                "    db2 = np.sum(dZ2, axis=1, keepdims=True) / m\n"
                "    dA1 = (W2.T @ dZ2) * D1 / keep_prob  # (n_1, m)\n"
                "    dZ1 = dA1 * (Z1 > 0)",
                "dZ2 = dA2\n    dW2 = dZ2 @ A1.T / m\n"
                "    db2 = np.sum(dZ2, axis=1, keepdims=True) / m\n"
                "    dA1 = (W2.T @ dZ2) * D1 / keep_prob\n"
                "    dZ1 = dA1",
            ),
        ),
        Misconception(
            "not-averaged",
            "All gradients are sums over the examples. The cost is a mean: divide by "
            "m.",
            edit=("m = X.shape[1]", "m = 1"),
        ),
    ),
)

EXERCISES = (BACKWARD_PROPAGATION_WITH_DROPOUT,)
