"""What must hold of a training, wherever its first weights came from.

On inputs of zero ReLU units rest, so the last bias walks alone, by a rule that can be
told beforehand. What the hidden layers learn shows on a border that bends.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.exercises.relations import Relations, relation

BAR = 0.9
"""A straight border gets 79 % of the wedge right; the references get 94 % and more."""


def _walk(arguments: Any, result: Any, *, asked: str) -> bool:
    """Whether the last bias is, or is not, where some way of walking would take it."""
    if np.any(arguments["X"]):
        return True
    steps = arguments["num_iterations"]
    rate, often = arguments["learning_rate"], np.mean(arguments["Y"])

    def walked(n: int, rate: float) -> float:
        b = 0.0
        for _ in range(n):
            b -= rate * (1 / (1 + math.exp(-b)) - often)
        return b

    found = np.asarray(result[0][f"b{len(arguments['layers_dims']) - 1}"]).item()
    right = walked(steps, rate)
    other = {
        "steps": right,
        "still": 0.0,
        "one": walked(1, rate),
        "few": walked(steps - 1, rate),
        "many": walked(steps + 1, rate),
        "default": walked(steps, 0.0075),
        "again": steps * walked(1, rate),
        "uphill": -steps * walked(1, rate) if steps == 1 else walked(steps, -rate),
    }[asked]
    near = bool(abs(found - other) <= 1e-6)
    return near if asked == "steps" else not near or abs(other - right) <= 1e-6


def _shapes(arguments: Any, result: Any) -> bool:
    """Whether the parameters are those of the layers, and costs has numbers."""
    layers_dims, (parameters, costs) = arguments["layers_dims"], result
    for layer in range(1, len(layers_dims)):
        n_prev, n = layers_dims[layer - 1], layers_dims[layer]
        if np.shape(parameters[f"W{layer}"]) != (n, n_prev):
            return False
        if np.shape(parameters[f"b{layer}"]) != (n, 1):
            return False
    return all(np.size(cost) == 1 for cost in np.atleast_1d(costs))


def _kept(arguments: Any, result: Any, *, asked: str) -> bool:
    """Whether there is a cost for each hundred steps, or any at all."""
    if np.any(arguments["X"]):
        return True
    hundreds = -(-arguments["num_iterations"] // 100)
    return bool(np.size(result[1]) in ([hundreds] if asked == "all" else range(1, 999)))


def _costs(arguments: Any, result: Any) -> bool:
    """Whether the costs are those before steps 0, 100, 200, ..., wherever told."""
    if np.any(arguments["X"]):
        return True
    rate, often = arguments["learning_rate"], np.mean(arguments["Y"])
    b, wanted = 0.0, []
    for i in range(arguments["num_iterations"]):
        a = 1 / (1 + math.exp(-b))
        if i % 100 == 0:
            wanted.append(-often * math.log(a) - (1 - often) * math.log(1 - a))
        b -= rate * (a - often)
    return bool(np.allclose(np.ravel(result[1]), wanted, atol=1e-6))


def _rest(arguments: Any, result: Any) -> bool:
    """Whether ReLU units that see nothing but zeros have been left alone."""
    if np.any(arguments["X"]):
        return True
    hidden = range(1, len(arguments["layers_dims"]) - 1)
    return not any(np.any(result[0][f"b{layer}"]) for layer in hidden)


def _learned(arguments: Any, result: Any, *, bar: float) -> bool:
    """Whether the network is right about points that it has not seen."""
    if "X_test" not in arguments:
        return True
    A, parameters = arguments["X_test"], result[0]
    for layer in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = np.maximum(0, Z)
    return bool(np.mean((Z > 0) == arguments["Y_test"]) >= bar)


def _walks(name: str, says: str, asked: str) -> Any:
    return relation(name, says, _walk, asked=asked)


WALKS = Relations(
    (
        relation(
            "shapes",
            "The result is a pair: the parameters of all layers, W (n, n_prev) and b "
            "(n, 1), and a list of costs.",
            _shapes,
        ),
        relation(
            "number of costs",
            "costs has not one entry for each hundred steps: 0, 100, 200, ...",
            _kept,
            asked="all",
        ),
        relation("a cost", "costs is empty.", _kept, asked="any"),
        _walks("it moves", "After training, the last bias is still zero.", "still"),
        _walks("not one step", "The network is where one step takes it.", "one"),
        _walks("not too few", "The network is one step behind.", "few"),
        _walks("not too many", "The network is one step ahead.", "many"),
        _walks("a new gradient", "Every step is like the first.", "again"),
        _walks(
            "its rate", "The learning rate is 0.0075, whatever is asked.", "default"
        ),
        _walks("downhill", "The steps go uphill.", "uphill"),
        _walks(
            "steps",
            "The last bias is not where num_iterations steps of learning_rate take it.",
            "steps",
        ),
        relation(
            "costs",
            "costs does not hold the cost before steps 0, 100, 200, ...",
            _costs,
        ),
        relation(
            "rest",
            "On inputs of zero ReLU units rest, and yet their biases have moved.",
            _rest,
        ),
        relation(
            "accuracy",
            f"Fewer than {BAR:.0%} of new points get the right label after a long "
            "training.",
            _learned,
            bar=BAR,
        ),
    ),
    # A wrong training may end anywhere, even at nan: its shapes are asked above.
    structure=False,
)
