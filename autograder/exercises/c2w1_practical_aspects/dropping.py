"""Exercises on dropout: masks that are random, and gradients that remember them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.c2w1_practical_aspects.masks import RELATIONS
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
)
from course_utils import dropout
from course_utils.desk.compare import Rules

FORWARD = dropout.forward_propagation_with_dropout
BACKWARD = dropout.backward_propagation_with_dropout

KEPT, OFTEN = (0.25, 0.75, 0.8), (0.8, 0.1, 0.1)
"""What is asked for, and how often: every slip shows at 0.25, and none by chance."""


def _large(rng: np.random.Generator) -> Arguments:
    """Draw a network so large that a mask tells its rate; half have equal layers."""
    n_1, n_2 = (int(n) for n in rng.permutation([9, 11]))
    n_2 = n_1 if rng.random() < 0.5 else n_2
    n_x, m = int(rng.integers(3, 6)), int(rng.integers(121, 130))
    asked = _drawn_net(rng, n_x, n_1, n_2, m)
    return {**asked, "keep_prob": float(rng.choice(KEPT, p=OFTEN))}


def _drawn_net(
    rng: np.random.Generator, n_x: int, n_1: int, n_2: int, m: int
) -> dict[str, Any]:
    net = networks.parameters(rng, n_x, n_1, n_2)
    return {"X": rng.normal(size=(n_x, m)), "parameters": net}


SEEN = np.random.default_rng(47)
FIRST = "D1 = (rng.random(Z1.shape) < keep_prob).astype(int)"
SECOND = "D2 = (rng.random(Z2.shape) < keep_prob).astype(int)"
RETURNED = "return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)"


def _masked(first: str, second: str) -> tuple[str, str]:
    """Return an edit that draws both masks in another way."""
    before = f"{FIRST}\n    A1 = relu(Z1) * D1 / keep_prob\n    Z2 = W2 @ A1 + b2"
    before += f"  # (n_2, m)\n    {SECOND}"
    after = f"{first}\n    A1 = relu(Z1) * D1 / keep_prob\n    Z2 = W2 @ A1 + b2"
    return before, f"{after}\n    {second}"


def _drawn(draw: str) -> tuple[str, str]:
    """Return an edit that draws both masks by a formula in Z."""
    return _masked(
        f"D1 = ({draw.replace('Z', 'Z1')}).astype(int)",
        f"D2 = ({draw.replace('Z', 'Z2')}).astype(int)",
    )


def _scaled(factor: str) -> tuple[str, str]:
    """Return an edit that makes up for the missing units by another factor."""
    before = (
        "A1 = relu(Z1) * D1 / keep_prob\n    Z2 = W2 @ A1 + b2  # (n_2, m)\n"
        f"    {SECOND}\n    A2 = relu(Z2) * D2 / keep_prob"
    )
    return before, before.replace(" / keep_prob", factor)


FORWARD_PROPAGATION_WITH_DROPOUT = Exercise(
    FORWARD,
    criteria=(
        correct(
            11,
            _large,
            {**_drawn_net(SEEN, 3, 9, 7, 30), "keep_prob": 1.0},
            {**_drawn_net(SEEN, 4, 12, 9, 1), "keep_prob": 0.8},
            _drawn_net(SEEN, 2, 6, 5, 8),
        ),
    ),
    relations=RELATIONS,
    misconceptions=(
        Misconception(
            "not-rescaled",
            "What stays on is as large as before, so the next layer gets less while "
            "training than it will later. What factor makes up for the missing ones?",
            edit=_scaled(""),
        ),
        Misconception(
            "scaled-down",
            "What stays on is multiplied by keep_prob, which makes the loss worse. "
            "With fewer units on, each has to say more.",
            edit=_scaled(" * keep_prob"),
        ),
        Misconception(
            "drop-for-keep",
            "keep_prob is the share of units that stay on; here it is the share that "
            "goes. Which way round is your comparison?",
            edit=_drawn("rng.random(Z.shape) > keep_prob"),
        ),
        Misconception(
            "normal-for-even-draws",
            "The masks come from normal numbers. Of which numbers does exactly the "
            "share keep_prob lie below keep_prob?",
            edit=_drawn("rng.standard_normal(Z.shape) < keep_prob"),
        ),
        Misconception(
            "keep-prob-ignored",
            "Half of the units stay on whatever keep_prob says; with 1 nothing may be "
            "dropped at all.",
            edit=_drawn("rng.random(Z.shape) < 0.5"),
        ),
        Misconception(
            "one-mask-for-both-layers",
            "Both layers are masked by the same draws. Draw anew for the second layer.",
            edit=_masked(FIRST, "D2 = np.resize(D1, Z2.shape)"),
        ),
        Misconception(
            "one-mask-for-all-examples",
            "A unit is on for all examples or for none. Every example has a network of "
            "its own: the mask has the shape of Z.",
            edit=_masked(
                "D1 = (rng.random((len(Z1), 1)) < keep_prob) * np.ones_like(Z1)",
                "D2 = (rng.random((len(Z2), 1)) < keep_prob) * np.ones_like(Z2)",
            ),
        ),
        Misconception(
            "one-mask-column",
            "The masks are single columns, so a unit is on for all examples or for "
            "none. Which shape has one entry for each unit and each example?",
            edit=_drawn("rng.random((len(Z), 1)) < keep_prob"),
        ),
        Misconception(
            "same-masks-every-time",
            "Two calls give the same masks. A seed inside the function takes the "
            "chance out of it.",
            edit=("rng = np.random.default_rng(rng)", "rng = np.random.default_rng(1)"),
        ),
        Misconception(
            "draws-for-masks",
            "The cache holds the random numbers and not the masks that came of them. "
            "The way back needs to know who was on.",
            edit=(
                RETURNED,
                "D1, D2 = rng.random(D1.shape), rng.random(D2.shape)\n    " + RETURNED,
            ),
        ),
        Misconception(
            "masks-not-stored",
            "The places of the masks in the cache hold something else. Store the D1 "
            "and D2 that were used.",
            edit=(RETURNED, RETURNED.replace("D1", "None").replace("D2", "None")),
        ),
        Misconception(
            "second-layer-not-dropped",
            "Only the first hidden layer is thinned out. The second has a mask as "
            "well.",
            edit=(
                SECOND + "\n    A2 = relu(Z2) * D2 / keep_prob",
                "D2 = np.ones(Z2.shape, int)\n    A2 = relu(Z2)",
            ),
        ),
        Misconception(
            "mask-not-used",
            "The masks are drawn and stored, but A1 and A2 are whole: nothing is "
            "switched off.",
            edit=(
                "A1 = relu(Z1) * D1 / keep_prob\n    Z2 = W2 @ A1 + b2  # (n_2, m)\n"
                f"    {SECOND}\n    A2 = relu(Z2) * D2 / keep_prob",
                "A1 = relu(Z1)\n    Z2 = W2 @ A1 + b2\n"
                f"    {SECOND}\n    A2 = relu(Z2)",
            ),
        ),
        Misconception(
            "output-dropped",
            "The output is thinned out too. An answer is wanted for every example: "
            "drop hidden units alone.",
            edit=(
                "A3 = sigmoid(Z3)\n",
                "A3 = sigmoid(Z3) * (rng.random(Z3.shape) < keep_prob) / keep_prob\n",
            ),
        ),
    ),
    rules=Rules(exact_kind=False, names=("A3", "cache")),
    seconds=30,
)


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


ZERO = 4108050209
"""zlib.crc32(b"0"), from which the sandbox starts."""

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

EXERCISES = (FORWARD_PROPAGATION_WITH_DROPOUT, BACKWARD_PROPAGATION_WITH_DROPOUT)
