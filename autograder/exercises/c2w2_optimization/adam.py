"""The exercises on Adam: two memories, each corrected, and a step by both."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w2_optimization import nets
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import optimizers
from course_utils.desk.compare import Rules

SEEN = np.random.default_rng(226)

INITIALIZE_ADAM = Exercise(
    optimizers.initialize_adam,
    criteria=(
        correct(
            5, nets.blank, {"parameters": nets.parameters(SEEN, 1)}, nets.blank(SEEN)
        ),
    ),
    misconceptions=(
        Misconception(
            "one-memory",
            "One dict comes back. Adam remembers two things: mean gradients v and mean "
            "squares s.",
            edit=("return v, s", "return v"),
        ),
        Misconception(
            "keys-of-parameters",
            "The keys are those of the parameters. v and s are made of gradients: "
            "whose keys should they have?",
            edit=("return v, s", "return [{k[1:]: x[k] for k in x} for x in (v, s)]"),
        ),
        Misconception(
            "ones-for-squares",
            "s starts at 1. It may start at 0: epsilon keeps the divisor off zero, and "
            "the correction knows the start.",
            edit=(
                's["d" + name] = np.zeros(',
                's["d" + name] = np.ones(',
            ),
        ),
        Misconception(
            "copies-of-parameters",
            "v starts with the values of the parameters. Take their shapes alone.",
            edit=(
                'v["d" + name] = np.zeros(parameters[name].shape)',
                'v["d" + name] = parameters[name].copy()',
            ),
        ),
        Misconception(
            "last-layer-forgotten",
            "The last layer is missing in v and s. Does your loop reach every layer?",
            edit=("for name in parameters:", "for name in list(parameters)[:-2]:"),
        ),
        Misconception(
            "biases-forgotten",
            "The biases are missing in v and s. Adam moves them too.",
            edit=(
                "for name in parameters:",
                'for name in [n for n in parameters if n[0] == "W"]:',
            ),
        ),
    ),
    rules=Rules(names=("v", "s"), long_names=True),
)


def _step(rng: np.random.Generator, t: int | None = None, layers: int = 2) -> Arguments:
    """Draw a step whose settings matter: small betas, an epsilon that shows."""
    parameters = nets.parameters(rng, layers)
    return {
        "parameters": parameters,
        "grads": nets.slopes(rng, parameters),
        "v": nets.slopes(rng, parameters),
        "s": nets.squares(rng, parameters),
        "t": int(rng.integers(2, 9)) if t is None else t,
        "learning_rate": nets.between(rng, 0.1, 0.9),
        "beta1": nets.between(rng, 0.5, 0.9),
        "beta2": nets.between(rng, 0.6, 0.97),
        "epsilon": nets.between(rng, 0.1, 1.0),
    }


def _first_step(rng: np.random.Generator) -> Arguments:
    step = _step(rng, t=1)
    still = nets.still(step["parameters"])
    return {**step, "v": still, "s": still}


def _by_default(rng: np.random.Generator) -> Arguments:
    settings = ("learning_rate", "beta1", "beta2", "epsilon")
    return {k: v for k, v in _step(rng, layers=1).items() if k not in settings}


def _betas_swapped(
    parameters: Any,
    grads: Any,
    v: Any,
    s: Any,
    t: int,
    learning_rate: float = 0.01,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Any:
    return optimizers.update_parameters_with_adam(
        parameters, grads, v, s, t, learning_rate, beta2, beta1, epsilon
    )


NEW_V = "means[key] = beta1 * v[key] + (1 - beta1) * grads[key]"
NEW_S = "squares[key] = beta2 * s[key] + (1 - beta2) * grads[key] ** 2"
CORRECTED = (
    "v_corrected[key] = means[key] / (1 - beta1**t)\n"
    "        s_corrected[key] = squares[key] / (1 - beta2**t)"
)
STEP = "v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon)"


def _corrected(power_of_1: str, power_of_2: str) -> tuple[str, str]:
    """Return an edit that corrects by 1 minus something else than beta ** t."""
    new = CORRECTED.replace("beta1**t", power_of_1).replace("beta2**t", power_of_2)
    return CORRECTED, new


UPDATE_WITH_ADAM = Exercise(
    optimizers.update_parameters_with_adam,
    criteria=(
        correct(
            16,
            _step,
            _first_step(SEEN),
            _step(SEEN),
            _step(SEEN, 30, 3),
            _by_default(SEEN),
        ),
    ),
    misconceptions=(
        Misconception(
            "no-bias-correction",
            "v and s are not corrected. In the first steps both still hold much of "
            "their start at zero.",
            edit=_corrected("0", "0"),
        ),
        Misconception(
            "correction-unused",
            "You correct v and s, and then step with the uncorrected ones.",
            edit=(STEP, "means[key] / (np.sqrt(squares[key]) + epsilon)"),
        ),
        Misconception(
            "squares-not-corrected",
            "v is corrected, s is not. Both start at zero.",
            edit=_corrected("beta1**t", "0"),
        ),
        Misconception(
            "beta-times-t",
            "The corrections take beta times t. How much of the start is left after t "
            "steps, if each keeps a share beta?",
            edit=_corrected("beta1 * t", "beta2 * t"),
        ),
        Misconception(
            "power-forgotten",
            "You divide by 1 - beta in every step. The correction fades as t grows.",
            edit=_corrected("beta1", "beta2"),
        ),
        Misconception(
            "time-from-zero",
            "t is one too small. The first step has t = 1, and t comes that way "
            "already.",
            edit=_corrected("beta1 ** (t - 1)", "beta2 ** (t - 1)"),
        ),
        Misconception(
            "time-ahead",
            "t is one too large. It comes in as the number of this step.",
            edit=_corrected("beta1 ** (t + 1)", "beta2 ** (t + 1)"),
        ),
        Misconception(
            "one-correction-for-both",
            "s is corrected with beta1. Which share did s keep in each step?",
            edit=_corrected("beta1**t", "beta1**t"),
        ),
        Misconception(
            "corrected-for-good",
            "The corrected averages come back as v and s, and would be corrected again "
            "in the next step. Hand on the plain ones.",
            edit=(
                "return updated, means, squares,",
                "return updated, v_corrected, s_corrected,",
            ),
        ),
        Misconception(
            "memories-not-kept",
            "The v and s that come back are the old ones, so the next step knows "
            "nothing of this gradient.",
            edit=("return updated, means, squares,", "return updated, v, s,"),
        ),
        Misconception(
            "epsilon-inside-the-root",
            "Epsilon stands under the root. Here it is added after the root is taken.",
            edit=(STEP, "v_corrected[key] / np.sqrt(s_corrected[key] + epsilon)"),
        ),
        Misconception(
            "epsilon-forgotten",
            "Epsilon has no part in the step. It keeps the divisor off zero.",
            edit=(" + epsilon", ""),
        ),
        Misconception(
            "root-forgotten",
            "You divide by s itself. Its root has the size of a gradient.",
            edit=("np.sqrt(s_corrected[key])", "s_corrected[key]"),
        ),
        Misconception(
            "v-and-s-swapped",
            "v and s have changed places in the step. Which of them says the way, and "
            "which the usual size?",
            edit=(STEP, "s_corrected[key] / (np.sqrt(v_corrected[key]) + epsilon)"),
        ),
        Misconception(
            "betas-swapped",
            "beta1 and beta2 have changed places: beta1 belongs to v, beta2 to s.",
            twin=_betas_swapped,
        ),
        Misconception(
            "not-squared",
            "s averages the gradients themselves. What makes a size of a gradient, "
            "whatever its sign?",
            edit=("grads[key] ** 2", "grads[key]"),
        ),
        Misconception(
            "without-one-minus-beta",
            "The new gradient and its square count in full. The weights of an average "
            "add up to one.",
            edit=(
                f"{NEW_V}\n        {NEW_S}",
                f"{NEW_V}\n        {NEW_S}".replace("(1 - beta1) * ", "").replace(
                    "(1 - beta2) * ", ""
                ),
            ),
        ),
        Misconception(
            "step-along-the-gradient",
            "You divide the gradient, as RMSprop does. In Adam the step goes along the "
            "corrected v.",
            edit=(STEP, STEP.replace("v_corrected[key]", "grads[key]")),
        ),
        Misconception(
            "uphill",
            "The step goes uphill: take it away from the parameters.",
            edit=("parameters[name] - ", "parameters[name] + "),
        ),
    ),
    rules=Rules(
        names=("parameters", "v", "s", "v_corrected", "s_corrected"),
        # An older form of this exercise gave back no corrected averages.
        may_lack=2,
        long_names=True,
    ),
)

EXERCISES = (INITIALIZE_ADAM, UPDATE_WITH_ADAM)
