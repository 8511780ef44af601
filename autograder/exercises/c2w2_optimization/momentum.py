"""The exercises on momentum: a velocity, and steps along it."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w2_optimization import nets
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import optimizers
from course_utils.desk.compare import Rules

SEEN = np.random.default_rng(224)

INITIALIZE_VELOCITY = Exercise(
    optimizers.initialize_velocity,
    criteria=(
        correct(
            5, nets.blank, {"parameters": nets.parameters(SEEN, 1)}, nets.blank(SEEN)
        ),
    ),
    misconceptions=(
        Misconception(
            "keys-of-parameters",
            "The keys are those of the parameters. A velocity averages gradients: "
            "whose keys should it have?",
            edit=('v["d" + name]', "v[name]"),
        ),
        Misconception(
            "ones-for-zeros",
            "The velocity starts at 1. A net that has not moved yet has none.",
            edit=("np.zeros(", "np.ones("),
        ),
        Misconception(
            "copies-of-parameters",
            "The velocity starts with the values of the parameters. Take their shapes "
            "alone.",
            edit=("np.zeros(parameters[name].shape)", "parameters[name].copy()"),
        ),
        Misconception(
            "numbers-for-arrays",
            "Each velocity is one number. Every weight has a velocity of its own.",
            edit=("np.zeros(parameters[name].shape)", "0.0"),
        ),
        Misconception(
            "one-axis-lost",
            "The velocities have one axis. Take the whole shape of the parameter, not "
            "its first number.",
            edit=("parameters[name].shape", "parameters[name].shape[0]"),
        ),
        Misconception(
            "last-layer-forgotten",
            "The last layer has no velocity. Does your loop reach every layer?",
            edit=("for name in parameters:", "for name in list(parameters)[:-2]:"),
        ),
        Misconception(
            "biases-forgotten",
            "The biases have no velocity. They learn by momentum too.",
            edit=(
                "for name in parameters:",
                'for name in [n for n in parameters if n[0] == "W"]:',
            ),
        ),
    ),
)


def _step(rng: np.random.Generator, layers: int | None = None) -> Arguments:
    parameters = nets.parameters(rng, layers)
    return {
        "parameters": parameters,
        "grads": nets.slopes(rng, parameters),
        "v": nets.slopes(rng, parameters),
        "beta": nets.between(rng, 0.6, 0.95),
        "learning_rate": nets.between(rng, 0.1, 0.9),
    }


def _first_step(rng: np.random.Generator) -> Arguments:
    step = _step(rng)
    return {**step, "v": nets.still(step["parameters"])}


def _rate_inside(
    parameters: Any, grads: Any, v: Any, beta: float, learning_rate: float
) -> Any:
    """Put the learning rate into the velocity, and step by the velocity itself."""
    long = {key: learning_rate * slope for key, slope in grads.items()}
    return optimizers.update_parameters_with_momentum(parameters, long, v, beta, 1.0)


def _plain_biases(
    parameters: Any, grads: Any, v: Any, beta: float, learning_rate: float
) -> Any:
    """Step along the velocity with weights, along the gradient with biases."""
    updated, velocity = optimizers.update_parameters_with_momentum(
        parameters, grads, v, beta, learning_rate
    )
    plain = optimizers.update_parameters_with_gd(parameters, grads, learning_rate)
    return {k: plain[k] if k[0] == "b" else W for k, W in updated.items()}, velocity


UPDATE_WITH_MOMENTUM = Exercise(
    optimizers.update_parameters_with_momentum,
    criteria=(correct(11, _step, _step(SEEN, 1), _step(SEEN, 3), _first_step(SEEN)),),
    misconceptions=(
        Misconception(
            "another-librarys-form",
            "The gradient counts in full. That is the form of Keras and others; this "
            "course averages: with which weight does the new gradient enter?",
            edit=("(1 - beta) * grads[key]", "grads[key]"),
        ),
        Misconception(
            "weights-swapped",
            "The two weights are swapped: beta is the share of the old velocity that "
            "stays.",
            edit=(
                "beta * v[key] + (1 - beta) * grads[key]",
                "(1 - beta) * v[key] + beta * grads[key]",
            ),
        ),
        Misconception(
            "past-forgotten",
            "The old velocity has no part in the new one. Without it there is no "
            "momentum.",
            edit=("beta * v[key] + ", ""),
        ),
        Misconception(
            "past-in-full",
            "The old velocity stays in full and is never forgotten. Only a share beta "
            "of it should stay.",
            edit=("beta * v[key]", "v[key]"),
        ),
        Misconception(
            "step-along-the-gradient",
            "You compute the velocity and then step along the gradient all the same.",
            edit=("learning_rate * velocity[key]", "learning_rate * grads[key]"),
        ),
        Misconception(
            "step-along-the-old-velocity",
            "The step uses the velocity from before this gradient. First make the new "
            "velocity, then step.",
            edit=("learning_rate * velocity[key]", "learning_rate * v[key]"),
        ),
        Misconception(
            "velocity-not-kept",
            "The v that comes back is the old one, so the next step knows nothing of "
            "this one.",
            edit=("return updated, velocity", "return updated, v"),
        ),
        Misconception(
            "uphill",
            "The step goes uphill. v averages gradients, and those point to where the "
            "cost grows.",
            edit=("parameters[name] - ", "parameters[name] + "),
        ),
        Misconception(
            "rate-inside-the-velocity",
            "The learning rate is inside v. Here v is an average of gradients and "
            "nothing else; the rate comes with the step.",
            twin=_rate_inside,
        ),
        Misconception(
            "plain-biases",
            "The weights step along v, the biases along their gradient. Every "
            "parameter has a velocity.",
            twin=_plain_biases,
        ),
        Misconception(
            "results-swapped",
            "The results come in the other order: parameters first, then v.",
            edit=("return updated, velocity", "return velocity, updated"),
        ),
    ),
    rules=Rules(names=("parameters", "v")),
)

EXERCISES = (INITIALIZE_VELOCITY, UPDATE_WITH_MOMENTUM)
