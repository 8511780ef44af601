"""Exercises on gradient checking with one parameter: the smallest model there is."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
)
from course_utils import gradient_checking
from course_utils.desk.standins import StandIn, helper


def _numbers(rng: np.random.Generator) -> Arguments:
    x, theta = rng.uniform(1.5, 5, size=2) * rng.choice([-1, 1], size=2)
    return {"x": float(x), "theta": float(theta)}


FORWARD_PROPAGATION = Exercise(
    gradient_checking.forward_propagation,
    criteria=(
        correct(3, _numbers, {"x": 2.0, "theta": 4.0}, {"x": -3.0, "theta": 0.5}),
    ),
    misconceptions=(
        Misconception(
            "sum-for-product",
            "You add x and theta. The model multiplies them.",
            edit=("theta * x", "theta + x"),
        ),
        Misconception(
            "theta-squared",
            "You square theta. The cost is a straight line in it.",
            edit=("theta * x", "theta**2"),
        ),
        Misconception(
            "power-for-product",
            "** raises to a power. A product has one star.",
            edit=("theta * x", "abs(theta) ** x"),
        ),
    ),
)

BACKWARD_PROPAGATION = Exercise(
    gradient_checking.backward_propagation,
    criteria=(
        correct(3, _numbers, {"x": 2.0, "theta": 4.0}, {"x": -3.0, "theta": 0.5}),
    ),
    misconceptions=(
        Misconception(
            "derivative-by-the-input",
            "theta is the slope by x. What is asked is the slope by theta: hold x "
            "still.",
            edit=("return x", "return theta"),
        ),
        Misconception(
            "cost-for-derivative",
            "This is the cost again. By how much does it grow if theta grows by one?",
            edit=("return x", "return theta * x"),
        ),
        Misconception(
            "slope-of-one",
            "You answer 1. That is the slope of theta alone; what is it multiplied by?",
            edit=("return x", "return 1.0"),
        ),
    ),
)


def cube(x: float, theta: float) -> float:
    """Give the cost x theta^3."""
    return x * theta**3


def cube_slope(x: float, theta: float, *, factor: float) -> float:
    """Give some number of times x theta^2 for its derivative."""
    return factor * x * theta**2


def wave(x: float, theta: float) -> float:
    """Give the cost sin(x theta)."""
    return math.sin(x * theta)


def wave_slope(x: float, theta: float, *, factor: float) -> float:
    """Give some number of times x cos(x theta) for its derivative."""
    return factor * x * math.cos(x * theta)


COSTS = {"cube": (cube, cube_slope, 3.0), "wave": (wave, wave_slope, 1.0)}
OFF = (-2.0, -0.9, -0.5, 0.5, 2.0)
"""What a broken derivative is a multiple of."""


def _lent(cost: str, off: float) -> dict[str, StandIn]:
    """Return a cost and its derivative `off` times over, for use by global name."""
    forward, slope, factor = COSTS[cost]
    return {
        "forward_propagation": helper(forward),
        "backward_propagation": helper(slope, factor=factor * off),
    }


def _checked(rng: np.random.Generator) -> Asking:
    """Draw a pair that is honest or broken, and mostly a step that can be felt.

    Of opposite slopes the difference is 1, whatever the step: those are few.
    """
    cost = str(rng.choice(list(COSTS)))
    off = float(rng.choice([1.0, *OFF], p=[0.4, 0.04, 0.03, 0.03, 0.25, 0.25]))
    epsilon = float(rng.choice([1e-4, 0.1, 0.2, 0.3], p=[0.1, 0.3, 0.3, 0.3]))
    return _check(cost, off, rng.uniform(0.8, 1.1), rng.uniform(0.5, 0.9), epsilon)


def _check(cost: str, off: float, x: float, theta: float, epsilon: float) -> Asking:
    arguments = {"x": float(x), "theta": float(theta), "epsilon": epsilon}
    return Asking(arguments, instead=_lent(cost, off))


def _by_default(cost: str, off: float) -> Asking:
    return Asking({"x": 1.5, "theta": 0.75}, instead=_lent(cost, off))


APPROX = "(J_plus - J_minus) / (2 * epsilon)"
RATIO = "abs(grad - approx) / (abs(grad) + abs(approx))"

GRADIENT_CHECK = Exercise(
    gradient_checking.gradient_check,
    criteria=(
        correct(
            8,
            _checked,
            _by_default("cube", 1.0),
            _by_default("wave", 2.0),
            _check("cube", 1.0, 1.0, 0.5, 0.3),
            _check("wave", -0.9, 2.0, 0.4, 0.2),
            _check("cube", 0.5, -1.0, -0.6, 0.1),
        ),
    ),
    misconceptions=(
        Misconception(
            "one-sided",
            "You nudge theta upwards only. Both ways the error shrinks with the square "
            "of epsilon.",
            edit=(
                "J_minus = forward_propagation(x, theta - epsilon)\n"
                f"    approx = {APPROX}",
                "J = forward_propagation(x, theta)\n"
                "    approx = (J_plus - J) / epsilon",
            ),
        ),
        Misconception(
            "epsilon-not-doubled",
            "The slope comes out twice too large. How far apart are theta + epsilon "
            "and theta - epsilon?",
            edit=(APPROX, "(J_plus - J_minus) / epsilon"),
        ),
        Misconception(
            "epsilon-halved",
            "The slope comes out wrong by a factor: 2 * epsilon belongs below the line "
            "as a whole. Put brackets around it.",
            edit=(APPROX, "(J_plus - J_minus) / 2 * epsilon"),
        ),
        Misconception(
            "rise-sign",
            "The slope has the wrong sign: take the cost below from the cost above.",
            edit=("(J_plus - J_minus)", "(J_minus - J_plus)"),
        ),
        Misconception(
            "same-side-twice",
            "Both costs are taken at the same place, so the slope is always 0.",
            edit=("theta - epsilon", "theta + epsilon"),
        ),
        Misconception(
            "epsilon-fixed",
            "The nudge is 1e-7 whatever is asked. Use the argument.",
            edit=(
                "J_plus = forward",
                "epsilon = 1e-7\n    J_plus = forward",
            ),
        ),
        Misconception(
            "absolute-difference",
            "You return the gap itself. Whether it is small depends on how large the "
            "gradients are: divide.",
            edit=(RATIO, "abs(grad - approx)"),
        ),
        Misconception(
            "share-of-one",
            "You divide by the size of one of the two slopes. Take both, so that "
            "neither is the judge of the other.",
            edit=("(abs(grad) + abs(approx))", "abs(grad)"),
        ),
        Misconception(
            "cost-worked-out",
            "You work the cost out in place. Call forward_propagation: then the check "
            "serves any model.",
            edit=(
                "J_plus = forward_propagation(x, theta + epsilon)\n"
                "    J_minus = forward_propagation(x, theta - epsilon)",
                "J_plus = (theta + epsilon) * x\n    J_minus = (theta - epsilon) * x",
            ),
        ),
        Misconception(
            "derivative-trusted",
            "backward_propagation is never asked: you hold x against the slope. Then a "
            "wrong derivative is never found out.",
            edit=("grad = backward_propagation(x, theta)", "grad = x"),
        ),
        Misconception(
            "verdict-for-number",
            "You return True or False. Return the number: 1e-6 and 0.3 are different "
            "news.",
            edit=("return difference", "return bool(difference < 1e-7)"),
        ),
        Misconception(
            "slope-for-difference",
            "This is the slope that the cost shows. Hold it against the derivative.",
            edit=("return difference", "return approx"),
        ),
    ),
    decimals=6,
)

EXERCISES = (FORWARD_PROPAGATION, BACKWARD_PROPAGATION, GRADIENT_CHECK)
