"""What must hold of a forward pass with dropout, whatever the chance.

A result is (A3, cache) with the cache (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3,
W3, b3). A statistic is bounded by `chance`, and what only a large mask can show is
asked of large masks alone. Some relations name a single slip: a right answer is so far
from it that no chance carries it there.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.exercises.relations import Relations, relation
from course_utils.desk import chance

LARGE = 500
"""Entries from which on a mask is asked for its statistics."""


def _sums(arguments: Any, result: Any, _: Any) -> bool:
    """Whether the sums of each layer are those of its input."""
    net, (Z1, _, A1, _, _, Z2, _, A2, _, _, Z3, *_) = arguments["parameters"], result[1]
    return bool(
        np.allclose(Z1, net["W1"] @ arguments["X"] + net["b1"], 1e-4, 1e-4)
        and np.allclose(Z2, net["W2"] @ A1 + net["b2"], 1e-4, 1e-4)
        and np.allclose(Z3, net["W3"] @ A2 + net["b3"], 1e-4, 1e-4)
    )


def _output(arguments: Any, result: Any, _: Any) -> bool:
    A3, cache = result
    right = 1 / (1 + np.exp(-np.asarray(cache[10], float)))
    return bool(np.allclose(A3, right, atol=1e-4) and np.allclose(cache[11], A3))


def _parameters(arguments: Any, result: Any, _: Any) -> bool:
    places = {"W1": 3, "b1": 4, "W2": 8, "b2": 9, "W3": 12, "b3": 13}
    net = arguments["parameters"]
    return all(np.allclose(result[1][at], net[name]) for name, at in places.items())


def _zero_or_one(arguments: Any, result: Any, _: Any) -> bool:
    return all(np.isin(result[1][at], [0, 1]).all() for at in (1, 6))


def _rate(arguments: Any, result: Any, _: Any, *, at: int, large: int) -> bool:
    """Whether the share of units that stay on is keep_prob; with 1, all of them.

    Where all examples share a mask, too few draws were made to tell.
    """
    D, keep_prob = np.asarray(result[1][at], float), arguments.get("keep_prob", 0.5)
    if keep_prob == 1:
        return bool(np.all(D == 1))
    if D.size < large or np.all(D == D[:, :1]):
        return True
    return bool(abs(D.mean() - keep_prob) <= chance.rate(D.size))


def _rescaled(arguments: Any, result: Any, _: Any) -> bool:
    keep_prob, cache = arguments.get("keep_prob", 0.5), result[1]
    return all(
        np.allclose(A, np.maximum(0, Z) * D / keep_prob, 1e-4, 1e-4)
        for Z, D, A in (cache[:3], cache[5:8])
    )


def _not_scaled(arguments: Any, result: Any, _: Any, *, slip: str, large: int) -> bool:
    """Whether the activations are anything but what one slip makes of them."""
    keep_prob, cache = arguments.get("keep_prob", 0.5), result[1]
    if keep_prob == 1 or np.size(cache[1]) < large:
        return True
    if not (np.any(cache[2]) or np.any(cache[7])):
        return True  # all are off: nothing tells how large they would be
    factor = keep_prob if slip == "scaled down" else 1
    return not all(
        np.allclose(A, np.maximum(0, Z) * (1 if slip == "whole" else D) * factor)
        for Z, D, A in (cache[:3], cache[5:8])
    )


def _not_at_rate(arguments: Any, result: Any, _: Any, *, slip: str, large: int) -> bool:
    """Whether the share of units that stay on is not that of one slip.

    Each slip is looked for where it is far from what is right and from other slips.
    """
    keep_prob = arguments.get("keep_prob", 0.5)
    masks = [np.asarray(result[1][at], float) for at in (1, 6)]
    D = np.concatenate([np.ravel(mask) for mask in masks])
    shared = any(np.all(mask == mask[:, :1]) for mask in masks)
    if D.size < large or shared or not np.isin(D, [0, 1]).all():
        return True
    rates = {"dropped": 1 - keep_prob}
    if 0.7 < keep_prob < 0.85:
        rates["half"] = 0.5
    if keep_prob < 0.3:
        rates["normal"] = (1 + math.erf(keep_prob / math.sqrt(2))) / 2
    if slip not in rates or abs(rates[slip] - keep_prob) < 0.2:
        return True
    return bool(abs(D.mean() - rates[slip]) > 0.0495)


def _for_each_example(arguments: Any, result: Any, _: Any, *, large: int) -> bool:
    """Whether a unit is on for some examples and off for others."""
    masks = [np.asarray(result[1][at]) for at in (1, 6)]
    if arguments.get("keep_prob", 0.5) == 1 or masks[0].size < large:
        return True
    return not any(np.all(D == D[:, :1]) for D in masks)


def _for_each_layer(arguments: Any, result: Any, _: Any, *, large: int) -> bool:
    """Whether the two masks are no copies of one another."""
    D1, D2 = (np.asarray(result[1][at]) for at in (1, 6))
    if D1.size < large or np.all(D1 == D1[:, :1]):
        return True
    n = min(D1.size, D2.size)
    return not np.array_equal(np.ravel(D1)[:n], np.ravel(D2)[:n])


def _both_layers(arguments: Any, result: Any, _: Any, *, large: int) -> bool:
    """Whether something is dropped in the second layer, if it is in the first."""
    D1, D2 = (np.asarray(result[1][at]) for at in (1, 6))
    if D1.size < large or np.all(D1 == D1[:, :1]):
        return True
    return bool(np.any(D2 != 1))


def _fresh(arguments: Any, first: Any, second: Any, *, large: int) -> bool:
    """Whether two calls have masks of their own."""
    D, other = (np.asarray(result[1][1]) for result in (first, second))
    if D.size < large or np.all(D == D[:, :1]):
        return True
    return not np.array_equal(D, other)


RELATIONS = Relations(
    (
        relation("sums", "A sum Z is not W @ A + b of the layer before.", _sums),
        relation("output", "A3 is not the sigmoid of Z3.", _output),
        relation("parameters", "The cache has lost a parameter.", _parameters),
        relation("a mask", "A mask holds more than 0 and 1.", _zero_or_one),
        relation(
            "rate of D1",
            "The share of ones in D1 is not keep_prob.",
            _rate,
            at=1,
            large=LARGE,
        ),
        relation(
            "rate of D2",
            "The share of ones in D2 is not keep_prob.",
            _rate,
            at=6,
            large=LARGE,
        ),
        relation(
            "rescaling", "A is not relu(Z), masked and divided by keep_prob.", _rescaled
        ),
        relation(
            "divided",
            "The activations are masked, but as large as before.",
            _not_scaled,
            slip="masked",
            large=LARGE,
        ),
        relation(
            "not multiplied",
            "The activations became smaller, not larger.",
            _not_scaled,
            slip="scaled down",
            large=LARGE,
        ),
        relation(
            "masked",
            "The activations are not masked.",
            _not_scaled,
            slip="whole",
            large=LARGE,
        ),
        relation(
            "kept, not dropped",
            "The share of ones is 1 - keep_prob.",
            _not_at_rate,
            slip="dropped",
            large=LARGE,
        ),
        relation(
            "not always half",
            "Half of the units stay on, whatever was asked.",
            _not_at_rate,
            slip="half",
            large=LARGE,
        ),
        relation(
            "even draws",
            "The share of ones is that of normal numbers.",
            _not_at_rate,
            slip="normal",
            large=LARGE,
        ),
        relation(
            "for each example",
            "A unit is on for all examples, or off for all.",
            _for_each_example,
            large=LARGE,
        ),
        relation(
            "for each layer",
            "D1 and D2 come from the same draws.",
            _for_each_layer,
            large=LARGE,
        ),
        relation(
            "both layers",
            "Nothing is dropped in the second layer.",
            _both_layers,
            large=LARGE,
        ),
        relation("new masks", "Two calls gave the same masks.", _fresh, large=LARGE),
    ),
    repeats=2,
)
