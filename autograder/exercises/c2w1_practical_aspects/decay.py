"""Exercises on L2: the price of large weights, and what it does to the gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    stable,
)
from course_utils import regularization


def _priced(rng: np.random.Generator) -> Arguments:
    n_x, n_1, n_2, m = networks.sizes(rng)
    return {
        "A3": rng.uniform(0.05, 0.95, size=(1, m)),
        "Y": networks.labels(rng, m),
        "parameters": networks.parameters(rng, n_x, n_1, n_2),
        "lambd": float(rng.uniform(0.2, 3)),
    }


def _one_example(rng: np.random.Generator) -> Arguments:
    return {
        "A3": np.array([[0.7]]),
        "Y": np.array([[1]]),
        "parameters": networks.parameters(rng, 3, 2, 4),
        "lambd": 0.1,
    }


def _sure(rng: np.random.Generator) -> Arguments:
    """Draw a network that is quite sure of most points, and right."""
    question = dict(_priced(rng))
    A3 = question["Y"].astype(float)
    A3[0, -1] = rng.uniform(0.3, 0.7)
    return {**question, "A3": A3}


SEEN = np.random.default_rng(43)
PRICE = "lambd / (2 * m) * squares"
SQUARES = 'sum(np.sum(parameters[f"W{layer}"] ** 2) for layer in (1, 2, 3))'


def _squares(other: str) -> tuple[str, str]:
    return SQUARES, other


COMPUTE_COST_WITH_REGULARIZATION = Exercise(
    regularization.compute_cost_with_regularization,
    criteria=(
        correct(
            8,
            _priced,
            _priced(SEEN),
            {**_priced(SEEN), "lambd": 0.0},
            _one_example(SEEN),
        ),
        stable(1, _sure, _sure(SEEN)),
    ),
    misconceptions=(
        Misconception(
            "price-not-halved",
            "The price is twice what it should be. The 2 below the line cancels the 2 "
            "of the square's derivative.",
            edit=(PRICE, "lambd / m * squares"),
        ),
        Misconception(
            "price-not-averaged",
            "The price is not divided by m. Like the surprise it is a share of each "
            "example.",
            edit=(PRICE, "lambd / 2 * squares"),
        ),
        Misconception(
            "biases-priced",
            "The biases pay too. They are few and shift a border without bending it: "
            "only weights have a price.",
            edit=_squares("sum(np.sum(part**2) for part in parameters.values())"),
        ),
        Misconception(
            "weights-not-squared",
            "You add up the sizes of the weights. That is L1; L2 takes their squares.",
            edit=_squares(
                'sum(np.sum(np.abs(parameters[f"W{layer}"])) for layer in (1, 2, 3))'
            ),
        ),
        Misconception(
            "norm-not-squared",
            "You add up the norms of the matrices. The price is their squares: what "
            "does np.linalg.norm take the root of?",
            edit=_squares(
                'sum(np.linalg.norm(parameters[f"W{layer}"]) for layer in (1, 2, 3))'
            ),
        ),
        Misconception(
            "last-layer-free",
            "W3 pays nothing. All three layers have a price.",
            edit=("in (1, 2, 3))", "in (1, 2))"),
        ),
        Misconception(
            "price-forgotten",
            "lambd changes nothing: this is the surprise alone.",
            edit=(" + " + PRICE, ""),
        ),
        Misconception(
            "price-alone",
            "This is the price alone. Add it to the surprise at the labels.",
            edit=("compute_cost(A3, Y) + ", ""),
        ),
        Misconception(
            "reward-for-large-weights",
            "Large weights make your cost smaller. They are to make it larger.",
            edit=(" + " + PRICE, " - " + PRICE),
        ),
        Misconception(
            "zero-times-infinity",
            "A network that is sure and right gives nan. Nobody needs the logarithm of "
            "the label that is not the true one.",
            edit=(
                "return compute_cost(A3, Y)",
                "return -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m",
            ),
            criterion="stable",
        ),
    ),
)


def _back(rng: np.random.Generator) -> Asking:
    # Rounded by itself, Z1 would no longer be what A1 is the ReLU of.
    asked = networks.passed(rng, *networks.sizes(rng))
    return Asking({**asked, "lambd": float(rng.uniform(0.2, 3))}, rounded=False)


def _back_at(lambd: float, *sizes: int) -> Asking:
    return Asking({**networks.passed(SEEN, *sizes), "lambd": lambd}, rounded=False)


Rule = Callable[[np.ndarray, float, int], Any]


def _decayed(rule: Rule, layers: str = "123", parts: str = "W") -> Callable[..., Any]:
    """Return a twin that adds rule(part, lambd, m) to the gradients of some parts."""

    def twin(X: np.ndarray, Y: np.ndarray, cache: Any, lambd: float) -> Any:
        grads = BACK(X, Y, cache, 0.0)
        net = dict(
            zip(("W1", "b1", "W2", "b2", "W3", "b3"), _parts(cache), strict=True)
        )
        for name, part in net.items():
            if name[0] in parts and name[1] in layers:
                grads[f"d{name}"] = grads[f"d{name}"] + rule(part, lambd, X.shape[1])
        return grads

    return twin


def _parts(cache: Any) -> list[np.ndarray]:
    """Return W1, b1, W2, b2, W3, b3 of a cache."""
    return [part for place in (2, 6, 10) for part in cache[place : place + 2]]


def _right(W: np.ndarray, lambd: float, m: int) -> Any:
    return lambd / m * W


BACK = regularization.backward_propagation_with_regularization


def _biases_too(X: np.ndarray, Y: np.ndarray, cache: Any, lambd: float) -> Any:
    return _decayed(_right, parts="Wb")(X, Y, cache, lambd)


def _without_slopes(X: np.ndarray, Y: np.ndarray, cache: Any, lambd: float) -> Any:
    awake = list(cache)
    awake[0], awake[4] = np.ones_like(cache[0]), np.ones_like(cache[4])
    return BACK(X, Y, tuple(awake), lambd)


def _not_averaged(X: np.ndarray, Y: np.ndarray, cache: Any, lambd: float) -> Any:
    m = X.shape[1]
    whole, plain = BACK(X, Y, cache, lambd), BACK(X, Y, cache, 0.0)
    return {key: whole[key] + (m - 1) * plain[key] for key in whole}


BACKWARD_PROPAGATION_WITH_REGULARIZATION = Exercise(
    BACK,
    criteria=(
        correct(
            9,
            _back,
            _back_at(0.7, 2, 5, 3, 4),
            _back_at(0.0, 3, 4, 2, 5),
            _back_at(1.5, 4, 3, 5, 1),
        ),
    ),
    misconceptions=(
        Misconception(
            "decay-halved",
            "The decay is half of what it should be. What is the derivative of a "
            "square, and what becomes of the 2 in the price?",
            twin=_decayed(lambda W, lambd, m: lambd / (2 * m) * W),
        ),
        Misconception(
            "decay-doubled",
            "The decay is twice what it should be. The 2 of the square's derivative is "
            "cancelled by the 2 in the price.",
            twin=_decayed(lambda W, lambd, m: 2 * lambd / m * W),
        ),
        Misconception(
            "decay-not-averaged",
            "The decay is not divided by m. The price in the cost is.",
            twin=_decayed(lambda W, lambd, m: lambd * W),
        ),
        Misconception(
            "decay-forgotten",
            "lambd changes nothing: these are the gradients of the surprise alone.",
            twin=_decayed(lambda W, lambd, m: 0),
        ),
        Misconception(
            "growth-for-decay",
            "The term of lambd has the wrong sign: it would make the weights grow.",
            twin=_decayed(lambda W, lambd, m: -lambd / m * W),
        ),
        Misconception(
            "decay-of-signs",
            "Every weight decays by the same amount, large or small. That is L1: the "
            "slope of a square knows how large the weight is.",
            twin=_decayed(lambda W, lambd, m: lambd / m * np.sign(W)),
        ),
        Misconception(
            "price-for-decay",
            "You add the price itself, one number for all weights. What is wanted is "
            "its slope by each weight.",
            twin=_decayed(lambda W, lambd, m: lambd / (2 * m) * np.sum(W**2)),
        ),
        Misconception(
            "biases-decay",
            "The biases decay too. They have no price, and so no term of lambd.",
            twin=_biases_too,
        ),
        Misconception(
            "last-layer-alone",
            "Only W3 decays. All three weights have a price.",
            twin=_decayed(_right, layers="3"),
        ),
        Misconception(
            "slopes-forgotten",
            "The slopes of the ReLUs are missing. A unit that rests passes nothing "
            "back.",
            twin=_without_slopes,
        ),
        Misconception(
            "not-averaged",
            "The gradients of the surprise are sums over the examples. The cost is a "
            "mean: divide by m.",
            twin=_not_averaged,
        ),
    ),
)

EXERCISES = (
    COMPUTE_COST_WITH_REGULARIZATION,
    BACKWARD_PROPAGATION_WITH_REGULARIZATION,
)
