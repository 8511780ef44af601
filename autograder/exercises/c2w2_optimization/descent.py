"""The exercise on the plain step."""

from __future__ import annotations

import numpy as np

from autograder.exercises.c2w2_optimization import nets
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import optimizers


def _step(rng: np.random.Generator, layers: int | None = None) -> Arguments:
    parameters = nets.parameters(rng, layers)
    return {
        "parameters": parameters,
        "grads": nets.slopes(rng, parameters),
        "learning_rate": nets.between(rng, 0.05, 0.9),
    }


SEEN = np.random.default_rng(221)

UPDATE_WITH_GD = Exercise(
    optimizers.update_parameters_with_gd,
    criteria=(correct(8, _step, _step(SEEN, 1), _step(SEEN, 2), _step(SEEN, 4)),),
    misconceptions=(
        Misconception(
            "uphill",
            "The step goes uphill. The gradient points to where the cost grows: which "
            "sign takes you away from there?",
            edit=("parameters[name] - ", "parameters[name] + "),
        ),
        Misconception(
            "rate-forgotten",
            "The step is the gradient itself. How long it is should be for "
            "learning_rate to say.",
            edit=("learning_rate * ", ""),
        ),
        Misconception(
            "step-for-parameters",
            "This is the step alone. Where does it start from?",
            edit=("parameters[name] - ", ""),
        ),
        Misconception(
            "biases-stay",
            "The weights move and the biases stay. Every layer has both.",
            edit=("learning_rate * ", 'learning_rate * (name[0] == "W") * '),
        ),
        Misconception(
            "last-layer-stays",
            "The last layer does not move. range(1, L) ends before L: does your loop "
            "reach every layer?",
            edit=(
                "learning_rate * ",
                "learning_rate * (name[1:] != str(len(parameters) // 2)) * ",
            ),
        ),
        Misconception(
            "first-layer-alone",
            "Only the first layer moves. Does the loop go on, or does a return inside "
            "it end the work?",
            edit=("learning_rate * ", 'learning_rate * (name[1:] == "1") * '),
        ),
        Misconception(
            "nothing-moves",
            "What comes back are the parameters that went in. Where is the new value "
            "kept?",
            edit=("learning_rate * ", "0 * "),
        ),
    ),
)

EXERCISES = (UPDATE_WITH_GD,)
