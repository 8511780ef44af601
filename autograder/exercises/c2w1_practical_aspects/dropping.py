"""The exercise on the way in with dropout: masks that are random."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.c2w1_practical_aspects.masks import RELATIONS
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
)
from course_utils import dropout
from course_utils.desk.compare import Rules

FORWARD = dropout.forward_propagation_with_dropout

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

EXERCISES = (FORWARD_PROPAGATION_WITH_DROPOUT,)
