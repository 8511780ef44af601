"""The exercise on gradient checking with all parameters of a network."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import networks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
)
from course_utils import gradient_checking
from course_utils.desk import three_layers

OFF = (-2.0, -0.9, -0.5, 0.5, 2.0)
"""What a broken gradient is a multiple of."""


def _net(rng: np.random.Generator, n_x: int, n_1: int, n_2: int, m: int) -> Arguments:
    """Return a network, its honest gradients, and points."""
    asked = networks.passed(rng, n_x, n_1, n_2, m)
    X, Y, cache = asked["X"], asked["Y"], asked["cache"]
    grads = three_layers.gradients(X, Y, cache)
    parts = zip(three_layers.KEYS, (2, 3, 6, 7, 10, 11), strict=True)
    parameters = {key: cache[place] for key, place in parts}
    return {"parameters": parameters, "gradients": grads, "X": X, "Y": Y}


def _broken(rng: np.random.Generator, gradients: networks.Net) -> networks.Net:
    """Return the gradients with one of them off by a factor."""
    name = str(rng.choice(["dW1", "db1", "dW2", "db2", "dW3", "db3"]))
    return {**gradients, name: gradients[name] * float(rng.choice(OFF))}


def _net_case(rng: np.random.Generator) -> Asking:
    arguments = dict(_net(rng, *networks.sizes(rng)))
    if rng.random() < 0.6:
        arguments["gradients"] = _broken(rng, arguments["gradients"])
    arguments["epsilon"] = float(rng.choice([1e-4, 0.1, 0.2, 0.3]))
    return Asking(arguments, rounded=False)


def _net_at(*sizes: int, epsilon: float | None, broken: str = "") -> Asking:
    arguments = dict(_net(SEEN, *sizes))
    if broken:
        grads = arguments["gradients"]
        arguments["gradients"] = {**grads, broken: 2 * grads[broken]}
    if epsilon:
        arguments["epsilon"] = epsilon
    return Asking(arguments, rounded=False)


def _nudged_in_place(
    parameters: networks.Net,
    gradients: networks.Net,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = 1e-7,
    print_msg: bool = False,
) -> Any:
    """Nudge the caller's arrays, and put them back not quite."""
    found = gradient_checking.gradient_check_n(parameters, gradients, X, Y, epsilon)
    for part in parameters.values():
        part += epsilon
    return found


SEEN = np.random.default_rng(53)
APPROX_I = "approx[i] = (J_plus - J_minus) / (2 * epsilon)"
MINUS = (
    "J_minus, _ = forward_propagation_n(X, Y, from_vector(theta - nudge, parameters))"
)
NORMS = "(np.linalg.norm(grad) + np.linalg.norm(approx))"

GRADIENT_CHECK_N = Exercise(
    gradient_checking.gradient_check_n,
    criteria=(
        correct(
            7,
            _net_case,
            _net_at(3, 4, 2, 5, epsilon=None),
            _net_at(2, 3, 4, 6, epsilon=None, broken="dW2"),
            _net_at(4, 2, 3, 5, epsilon=0.2),
            _net_at(2, 5, 3, 1, epsilon=0.3, broken="db1"),
        ),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "one-sided",
            "You nudge each parameter upwards only. Nudge it down as well, and divide "
            "by the whole way.",
            edit=(
                f"{MINUS}\n        {APPROX_I}",
                "J, _ = forward_propagation_n(X, Y, from_vector(theta, parameters))\n"
                "        approx[i] = (J_plus - J) / epsilon",
            ),
        ),
        Misconception(
            "epsilon-not-doubled",
            "The slopes come out twice too large. From one nudge to the other it is "
            "two epsilon.",
            edit=(APPROX_I, "approx[i] = (J_plus - J_minus) / epsilon"),
        ),
        Misconception(
            "rise-sign",
            "The slopes have the wrong sign: take the cost below from the cost above.",
            edit=(APPROX_I, "approx[i] = (J_minus - J_plus) / (2 * epsilon)"),
        ),
        Misconception(
            "parameters-stay-nudged",
            "A parameter that was nudged stays nudged while the next ones are tried. "
            "Start every round from the theta that was given.",
            edit=(
                f"{MINUS}\n",
                f"{MINUS}\n        theta = theta - nudge\n",
            ),
        ),
        Misconception(
            "back-only-halfway",
            "After the nudge upwards you go down by epsilon alone: that is theta "
            "itself, not theta - epsilon.",
            edit=(
                "from_vector(theta - nudge, parameters)",
                "from_vector(theta, parameters)",
            ),
        ),
        Misconception(
            "all-nudged-at-once",
            "All parameters are nudged together, so every slope is the same sum. One "
            "parameter at a time.",
            edit=("nudge[i] = epsilon", "nudge[:] = epsilon"),
        ),
        Misconception(
            "one-parameter-only",
            "Only the first parameter is tried; the other slopes stay 0. The loop "
            "visits every place of theta.",
            edit=("range(theta.size)", "range(1)"),
        ),
        Misconception(
            "last-parameter-left-out",
            "The last parameter is never tried. range(n) stops before n by itself.",
            edit=("range(theta.size)", "range(theta.size - 1)"),
        ),
        Misconception(
            "epsilon-fixed",
            "The nudge is 1e-7 whatever is asked. Use the argument.",
            edit=("theta = to_vector", "epsilon = 1e-7\n    theta = to_vector"),
        ),
        Misconception(
            "absolute-difference",
            "You return the gap itself. Divide by the two norms: small is small only "
            "beside something.",
            edit=(f"float(gap / {NORMS})", "gap"),
        ),
        Misconception(
            "share-of-one",
            "You divide by the norm of one of the two. Add both norms.",
            edit=(NORMS, "np.linalg.norm(grad)"),
        ),
        Misconception(
            "norm-of-the-sum",
            "Below the line stands the norm of the sum. Opposite slopes would cancel "
            "there: add the norms.",
            edit=(NORMS, "np.linalg.norm(grad + approx)"),
        ),
        Misconception(
            "changes-its-input",
            "The caller's parameters are not what they were. Nudge a copy.",
            twin=_nudged_in_place,
            criterion="pure",
        ),
    ),
    decimals=6,
)

EXERCISES = (GRADIENT_CHECK_N,)
