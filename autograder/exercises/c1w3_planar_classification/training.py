"""The exercise on the whole network: it is judged by what its training reaches."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
)
from autograder.exercises.relations import Relations, relation
from course_utils import shallow_network

NEW_POINTS = 1000
BAR = 0.92
"""A straight border gets 79 % of the wedge right; the reference gets 96 to 98 %."""


def _few_steps(rng: np.random.Generator) -> Arguments:
    """Draw a case whose output bias after a few steps can be told beforehand.

    The first weights are so small that for a few steps only b2 has a say: it walks to
    the log odds of the labels, which are uneven for that reason.
    """
    m, often = int(rng.integers(20, 40)), float(rng.choice([0.1, 0.15, 0.85, 0.9]))
    Y = (np.arange(m) < often * m).astype(int).reshape(1, m)
    n_x, n_h = (int(n) for n in rng.permutation([2, 3, 5, 6, 7])[:2])
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": rng.permutation(Y, axis=1),
        "n_h": n_h,
        "num_iterations": int(rng.integers(2, 6)),
    }


def wedge(m: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw points and label those inside a wedge: no straight border will do."""
    X = rng.normal(size=(2, m))
    Y = (X[1:] > 2 * np.abs(X[:1]) - 0.9).astype(int)
    return X, Y


def _long(rng: np.random.Generator) -> Asking:
    X, Y = wedge(150, rng)
    X_test, Y_test = wedge(NEW_POINTS, rng)
    arguments = {"X": X, "Y": Y, "n_h": 6, "num_iterations": 600}
    return Asking(arguments, withheld={"X_test": X_test, "Y_test": Y_test})


def _case(rng: np.random.Generator) -> Asking | Arguments:
    return _long(rng) if rng.random() < 0.3 else _few_steps(rng)


def _one_step(rng: np.random.Generator) -> Arguments:
    return {**_few_steps(rng), "num_iterations": 1}


def _walk(arguments: Any, result: Any, *, asked: str) -> bool:
    """Whether b2 is, or is not, where some number of steps would have taken it."""
    steps = arguments["num_iterations"]
    if steps > 5:
        return True
    often, way = np.mean(arguments["Y"]), [0.0]
    for _ in range(steps + 1):
        b = way[-1]
        way.append(b - 1.2 * (1 / (1 + math.exp(-b)) - often))
    b2 = float(np.asarray(result["b2"]).item())
    other = {"steps": steps, "few": steps - 1, "many": steps + 1, "one": 1}
    if asked == "again":
        return steps == 1 or bool(abs(b2 - steps * way[1]) > 0.01)
    if asked == "still":
        return bool(abs(b2) > 0.01)
    if asked == "steps":
        return bool(abs(b2 - way[steps]) <= 0.01)
    return other[asked] in (0, steps) or bool(abs(b2 - way[other[asked]]) > 0.01)


def _learned(arguments: Any, result: Any, *, bar: float) -> bool:
    """Whether the network is right about points that it has not seen."""
    if "X_test" not in arguments:
        return True
    Z1 = result["W1"] @ arguments["X_test"] + result["b1"]
    Z2 = result["W2"] @ np.tanh(Z1) + result["b2"]
    return bool(np.mean((Z2 > 0) == arguments["Y_test"]) >= bar)


def _walks(name: str, says: str, asked: str) -> Any:
    return relation(name, says, _walk, asked=asked)


SEEN = np.random.default_rng(37)

NN_MODEL = Exercise(
    shallow_network.nn_model,
    criteria=(correct(16, _case, _one_step(SEEN), _few_steps(SEEN), _long(SEEN)),),
    relations=Relations(
        (
            _walks("it moves", "After training, b2 is still what it was.", "still"),
            _walks("not one step", "The network is where one step takes it.", "one"),
            _walks("not too few", "The network is one step behind.", "few"),
            _walks("not too many", "The network is one step ahead.", "many"),
            _walks("a new gradient", "Every step is like the first.", "again"),
            _walks(
                "steps",
                "b2 is not where num_iterations steps of rate 1.2 take it.",
                "steps",
            ),
            relation(
                "accuracy",
                f"Fewer than {BAR:.0%} of new points get the right label after a long "
                "training.",
                _learned,
                bar=BAR,
            ),
        )
    ),
    misconceptions=(
        Misconception(
            "step-thrown-away",
            "update_parameters returns new parameters, and nobody keeps them. "
            "Which name should they have when the next round begins?",
            edit=("parameters = update_parameters(", "update_parameters("),
        ),
        Misconception(
            "one-step-only",
            "However many steps are asked for, the network is where one step takes "
            "it. Does something inside the loop start anew, or return?",
            edit=("range(num_iterations)", "range(1)"),
        ),
        Misconception(
            "one-step-too-few",
            "The training is one step too short: range(n) already stops before n.",
            edit=("range(num_iterations)", "range(num_iterations - 1)"),
        ),
        Misconception(
            "one-step-too-many",
            "The training is one step too long: range(n) has n values, 0 to n - 1.",
            edit=("range(num_iterations)", "range(num_iterations + 1)"),
        ),
        Misconception(
            "gradient-once",
            "The gradient is taken only once, at the start. After each step the slope "
            "is another one: go forward and back in every round.",
            edit=(
                "        grads = backward_propagation(parameters, cache, X, Y)\n",
                "        grads = (grads if i else\n"
                "                 backward_propagation(parameters, cache, X, Y))\n",
            ),
        ),
        Misconception(
            "hidden-size-ignored",
            "The network has four hidden units, whatever n_h says. layer_sizes gives "
            "a default; the argument decides.",
            edit=(
                "n_x, _, n_y = layer_sizes(X, Y)",
                "n_x, n_h, n_y = layer_sizes(X, Y)",
            ),
        ),
        Misconception(
            "another-learning-rate",
            "The steps are shorter or longer than those of update_parameters with "
            "its own rate of 1.2.",
            edit=("(parameters, grads)", "(parameters, grads, 0.1)"),
        ),
    ),
    depends_on=(
        "layer_sizes",
        "initialize_parameters",
        "forward_propagation",
        "compute_cost",
        "backward_propagation",
        "update_parameters",
    ),
    seconds=60,
)

EXERCISES = (NN_MODEL,)
