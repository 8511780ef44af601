"""The exercise on RMSprop: each gradient by its usual size."""

from __future__ import annotations

import numpy as np

from autograder.exercises.c2w2_optimization import nets
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import optimizers
from course_utils.desk.compare import Rules


def _step(rng: np.random.Generator, layers: int | None = None) -> Arguments:
    parameters = nets.parameters(rng, layers)
    return {
        "parameters": parameters,
        "grads": nets.slopes(rng, parameters),
        "s": nets.squares(rng, parameters),
        "beta": nets.between(rng, 0.6, 0.95),
        "learning_rate": nets.between(rng, 0.1, 0.9),
        "epsilon": nets.between(rng, 0.1, 1.0),  # large, so that its place shows
    }


def _first_step(rng: np.random.Generator) -> Arguments:
    step = _step(rng)
    return {**step, "s": nets.still(step["parameters"])}


SEEN = np.random.default_rng(225)

UPDATE_WITH_RMSPROP = Exercise(
    optimizers.update_parameters_with_rmsprop,
    criteria=(correct(10, _step, _step(SEEN, 1), _step(SEEN, 3), _first_step(SEEN)),),
    misconceptions=(
        Misconception(
            "not-squared",
            "s averages the gradients themselves, and their signs cancel. What makes "
            "a size of a gradient, whatever its sign?",
            edit=("grads[key] ** 2", "grads[key]"),
        ),
        Misconception(
            "one-square-for-all",
            "All weights of a layer share one mean square. Each keeps its own: the "
            "square is taken entry by entry.",
            edit=("grads[key] ** 2", "np.sum(grads[key] ** 2)"),
        ),
        Misconception(
            "epsilon-inside-the-root",
            "Epsilon stands under the root. Here it is added after the root is taken.",
            edit=(
                "np.sqrt(squares[key]) + epsilon",
                "np.sqrt(squares[key] + epsilon)",
            ),
        ),
        Misconception(
            "epsilon-forgotten",
            "Epsilon has no part in the step. What would happen to a weight whose "
            "gradients have all been zero?",
            edit=(" + epsilon", ""),
        ),
        Misconception(
            "root-forgotten",
            "You divide by the mean square. Which function brings a square back to the "
            "size of a gradient?",
            edit=("np.sqrt(squares[key])", "squares[key]"),
        ),
        Misconception(
            "without-one-minus-beta",
            "The new square counts in full. The weights of an average add up to one.",
            edit=("(1 - beta) * grads[key]", "grads[key]"),
        ),
        Misconception(
            "weights-swapped",
            "The two weights are swapped: beta is the share of the old s that stays.",
            edit=(
                "beta * s[key] + (1 - beta) * grads",
                "(1 - beta) * s[key] + beta * grads",
            ),
        ),
        Misconception(
            "past-forgotten",
            "The old s has no part in the new one. One gradient alone cannot say what "
            "is usual.",
            edit=("beta * s[key] + ", ""),
        ),
        Misconception(
            "old-squares",
            "The step divides by the s from before this gradient. First make the new "
            "s, then step.",
            edit=("np.sqrt(squares[key])", "np.sqrt(s[key])"),
        ),
        Misconception(
            "squares-not-kept",
            "The s that comes back is the old one, so the next step knows nothing of "
            "this gradient.",
            edit=("return updated, squares", "return updated, s"),
        ),
        Misconception(
            "step-along-the-squares",
            "The step goes along s, which is never negative. s says how long a step "
            "may be; the gradient says which way.",
            edit=("learning_rate * grads[key] / ", "learning_rate * squares[key] / "),
        ),
        Misconception(
            "uphill",
            "The step goes uphill: take it away from the parameters.",
            edit=("parameters[name] - ", "parameters[name] + "),
        ),
    ),
    rules=Rules(names=("parameters", "s")),
)

EXERCISES = (UPDATE_WITH_RMSPROP,)
