"""What must hold of random weights: they differ, lean to no side, and have a size."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.relations import Relation, relation
from course_utils.desk import chance

LARGE = 500
"""Entries from which on a matrix is asked for its size: small ones may be anything."""


def _moves(arguments: Any, result: Any) -> bool:
    return all(bool(np.any(W)) for key, W in result.items() if key[0] == "W")


def _differ(arguments: Any, result: Any) -> bool:
    """Whether no two units of a layer have the same weights, nor a unit equal ones."""
    weights = [np.asarray(W) for key, W in result.items() if key[0] == "W"]
    return all(
        len(np.unique(W, axis=0)) == len(W) and (np.size(W) == 1 or np.ptp(W) > 0)
        for W in weights
    )


def _centred(arguments: Any, result: Any) -> bool:
    """Whether weights of either sign are as likely, whatever their size."""
    weights = [np.asarray(W, float) for key, W in result.items() if key[0] == "W"]
    return all(
        abs(W.mean()) <= chance.mean(W.size, float(np.sqrt(np.mean(W**2))))
        for W in weights
        if np.any(W) and W.size >= 100
    )


def _size(arguments: Any, result: Any, *, rule: str, large: int) -> bool:
    """Whether the weights are as large as a rule has them; equal ones do not tell."""
    dims = arguments["layers_dims"]
    for layer in range(1, len(dims)):
        W = np.asarray(result[f"W{layer}"], float)
        wanted = {"he": 2 / dims[layer - 1], "hundred": 100.0}[rule]
        off = abs(np.mean(W**2) / wanted - 1)
        if W.size >= large and np.ptp(W) > 0 and off > chance.variance(W.size):
            return False
    return True


def _nearest(arguments: Any, result: Any, *, rules: Any, slip: str, large: int) -> bool:
    """Whether another rule than that of a slip is the nearest to the weights' size.

    A rule gives the mean square of a layer's weights: a * n_prev ** p, or the same with
    n, or with their mean. Weights that lean to one side have other troubles.
    """
    dims, far = arguments["layers_dims"], dict.fromkeys(rules, 0.0)
    for layer in range(1, len(dims)):
        n_prev, n, W = dims[layer - 1], dims[layer], np.asarray(result[f"W{layer}"])
        if W.size < large or abs(W.mean()) > 0.5 * np.sqrt(np.mean(W**2)):
            return True
        counts = {"in": n_prev, "out": n, "both": (n_prev + n) / 2}
        for name, (a, which, power) in rules.items():
            wanted = a * counts[which] ** power
            far[name] += float(W.size * np.log(np.mean(W**2) / wanted) ** 2)
    return bool(min(far, key=lambda name: far[name]) != slip)


def _zero_biases(arguments: Any, result: Any) -> bool:
    return not any(np.any(b) for key, b in result.items() if key[0] == "b")


def common(rule: str, said: str) -> tuple[Relation, ...]:
    """Return the relations of random weights whose size follows a rule."""
    return (
        relation("no zeros", "All weights of a layer are zero.", _moves),
        relation("units differ", "Some units of a layer have equal weights.", _differ),
        relation(
            "centre",
            "The weights lean to one side: either sign should be as likely.",
            _centred,
        ),
        relation("size", said, _size, rule=rule, large=LARGE),
        relation("biases", "The biases do not start at zero.", _zero_biases),
    )


Rules = dict[str, tuple[float, str, int]]


def unlike(rules: Rules, says: dict[str, str]) -> tuple[Relation, ...]:
    """Return a relation for every slip in the size of the weights."""
    return tuple(
        relation(f"not {slip}", said, _nearest, rules=rules, slip=slip, large=LARGE)
        for slip, said in says.items()
    )
