"""Exercises on whole trainings: judged by where they must walk, and what they reach.

Everybody starts from random weights of their own. On inputs of zero that does not
matter: the ReLU units rest, and the last bias walks alone, by a rule that can be told
beforehand to the last digit. What the hidden layers learn shows on a border that bends.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.c1w3_planar_classification.training import NEW_POINTS, wedge
from autograder.exercises.c1w4_deep_network import networks, walks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
)
from course_utils import deep_network_training

STEPS = 301


def _blank(rng: np.random.Generator, depth: int, steps: int) -> Arguments:
    """Draw a training on inputs of zero, with uneven labels, so that the bias walks."""
    m = int(rng.integers(7, 12))
    Y = (np.arange(m) < rng.choice([1, 2, m - 2, m - 1])).astype(int).reshape(1, m)
    layers_dims = [int(n) for n in rng.permutation([2, 3, 4, 5, 6])[:depth]] + [1]
    return {
        "X": np.zeros((layers_dims[0], m)),
        "Y": rng.permutation(Y, axis=1),
        "layers_dims": layers_dims,
        "learning_rate": float(rng.uniform(0.02, 0.1)),
        "num_iterations": steps,
    }


def _bent(rng: np.random.Generator, hidden: list[int], rate: float) -> Asking:
    """Draw a training on points that no straight border tells apart."""
    X, Y = wedge(150, rng)
    X_test, Y_test = wedge(NEW_POINTS, rng)
    arguments = {
        "X": X,
        "Y": Y,
        "layers_dims": [2, *hidden, 1],
        "learning_rate": rate,
        "num_iterations": STEPS,
    }
    return Asking(arguments, withheld={"X_test": X_test, "Y_test": Y_test})


def _two(rng: np.random.Generator) -> Asking | Arguments:
    steps = networks.turn(rng, 3, 101, 1, 0)
    return _blank(rng, 2, steps) if steps else _bent(rng, [12], 1.2)


def _deep(rng: np.random.Generator) -> Asking | Arguments:
    steps = networks.turn(rng, 3, 101, 1, 0)
    return (
        _blank(rng, int(rng.integers(2, 5)), steps)
        if steps
        else _bent(rng, [12, 6], 0.4)
    )


UPDATE = "update_parameters(parameters, grads, learning_rate)"


def _mistakes(gradients: tuple[str, str]) -> tuple[Misconception, ...]:
    """Return what goes wrong in both trainings; `gradients` is the edit for one."""
    return (
        Misconception(
            "step-thrown-away",
            "update_parameters returns new parameters, and nobody keeps them. "
            "Which name should they have when the next round begins?",
            edit=(f"parameters = {UPDATE}", UPDATE),
        ),
        Misconception(
            "one-step-only",
            "However many steps are asked for, the network is where one step takes "
            "it. Does something inside the loop start anew, or return?",
            edit=(
                f"parameters = {UPDATE}",
                f"parameters = parameters if i else {UPDATE}",
            ),
        ),
        Misconception(
            "one-step-too-few",
            "The training is one step too short: range(n) already stops before n.",
            edit=(
                f"parameters = {UPDATE}",
                f"if i < num_iterations - 1:\n            parameters = {UPDATE}",
            ),
        ),
        Misconception(
            "one-step-too-many",
            "The training is one step too long: range(n) has n values, 0 to n - 1.",
            edit=(
                "    return parameters, costs\n",
                f"    return {UPDATE}, costs\n",
            ),
        ),
        Misconception(
            "gradient-once",
            "The gradient is taken only once, at the start. After each step the slope "
            "is another one: go forward and back in every round.",
            edit=gradients,
        ),
        Misconception(
            "rate-ignored",
            "The steps are those of rate 0.0075, whatever learning_rate says. Hand it "
            "on.",
            edit=(UPDATE, UPDATE.replace("learning_rate", "0.0075")),
        ),
        Misconception(
            "uphill",
            "The cost goes up: the steps follow the gradient, or it has the wrong "
            "sign.",
            edit=(UPDATE, UPDATE.replace("learning_rate", "-learning_rate")),
        ),
        Misconception(
            "every-cost-kept",
            "costs holds the cost of every step. Keep it every 100 steps: 0, 100, "
            "200, ...",
            edit=("if i % 100 == 0:", "if True:"),
        ),
        Misconception(
            "costs-when-printed-only",
            "costs is empty unless print_cost is set. Printing is for the reader; the "
            "record is kept in any case.",
            edit=("if i % 100 == 0:", "if print_cost and i % 100 == 0:"),
        ),
        Misconception(
            "first-cost-missing",
            "costs misses step 0: counting starts at 0, and so does the record.",
            edit=("if i % 100 == 0:", "if i > 0 and i % 100 == 0:"),
        ),
    )


TWO_LAYER_MODEL = Exercise(
    deep_network_training.two_layer_model,
    criteria=(
        correct(
            7,
            _two,
            _blank(np.random.default_rng(51), 2, 1),
            _blank(np.random.default_rng(52), 2, 101),
            _bent(np.random.default_rng(54), [12], 1.2),
        ),
    ),
    relations=walks.WALKS,
    misconceptions=(
        *_mistakes(
            (
                '        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}\n',
                '        new = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}\n'
                "        grads = grads if i else new\n",
            )
        ),
    ),
    depends_on=(
        "initialize_parameters",
        "linear_forward",
        "linear_activation_forward",
        "compute_cost",
        "linear_backward",
        "linear_activation_backward",
        "update_parameters",
    ),
    seconds=60,
)

L_LAYER_MODEL = Exercise(
    deep_network_training.L_layer_model,
    criteria=(
        correct(
            7,
            _deep,
            _blank(np.random.default_rng(55), 3, 1),
            _blank(np.random.default_rng(56), 4, 101),
            _bent(np.random.default_rng(58), [12, 6], 0.4),
        ),
    ),
    relations=walks.WALKS,
    misconceptions=_mistakes(
        (
            "        grads = L_model_backward(AL, Y, caches)\n",
            "        grads = grads if i else L_model_backward(AL, Y, caches)\n",
        )
    ),
    depends_on=(
        "initialize_parameters_deep",
        "L_model_forward",
        "compute_cost",
        "L_model_backward",
        "update_parameters",
    ),
    seconds=60,
)

EXERCISES = (TWO_LAYER_MODEL, L_LAYER_MODEL)
