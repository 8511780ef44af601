"""The exercise on averages that forget."""

from __future__ import annotations

import numpy as np

from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import moving_averages


def _series(rng: np.random.Generator, n: int, beta: float, on: bool) -> Arguments:
    values = rng.normal(loc=3, scale=2, size=n)
    return {"values": values, "beta": beta, "bias_correction": on}


def _plain(rng: np.random.Generator) -> Arguments:
    n, beta = int(rng.integers(3, 9)), float(rng.uniform(0.3, 0.97))
    return _series(rng, n, beta, False)


def _corrected(rng: np.random.Generator) -> Arguments:
    return {**_plain(rng), "bias_correction": True}


SEEN = np.random.default_rng(223)
ANSWER = "averages.append(v / (1 - beta**t) if bias_correction else v)"

AVERAGE = Exercise(
    moving_averages.exponentially_weighted_average,
    criteria=(
        correct(
            12,
            (_plain, _corrected),
            _series(SEEN, 5, 0.9, False),
            _series(SEEN, 5, 0.9, True),
            _series(SEEN, 4, 0.0, True),
            _series(SEEN, 1, 0.6, True),
        ),
    ),
    misconceptions=(
        Misconception(
            "no-bias-correction",
            "The start is never corrected, although it is asked for at times. What "
            "does v lack after one value?",
            edit=(ANSWER, "averages.append(v)"),
        ),
        Misconception(
            "always-corrected",
            "The start is corrected even where bias_correction is False.",
            edit=(" if bias_correction else v", ""),
        ),
        Misconception(
            "corrected-for-good",
            "The corrected average goes into the next step. Only v itself is carried "
            "on; the correction is for showing.",
            edit=(
                ANSWER,
                "v = v / (1 - beta**t) if bias_correction else v\n"
                "        averages.append(v)",
            ),
        ),
        Misconception(
            "beta-times-t",
            "The correction takes beta times t. How much of the start is left after "
            "t steps, if each keeps a share beta?",
            edit=("beta**t", "beta * t"),
        ),
        Misconception(
            "power-forgotten",
            "You divide by 1 - beta at every time. The correction fades as t grows.",
            edit=("beta**t", "beta"),
        ),
        Misconception(
            "time-from-zero",
            "t is one too small: the first value has t = 1. At t = 0 you divide by "
            "zero.",
            edit=("start=1", "start=0"),
        ),
        Misconception(
            "multiplied-by-the-correction",
            "The early averages are too small, and you make them smaller still. "
            "Divide by the correction.",
            edit=("v / (1 - beta**t)", "v * (1 - beta**t)"),
        ),
        Misconception(
            "weights-swapped",
            "The two weights are swapped: beta belongs to the average so far, the "
            "rest to the new value.",
            edit=(
                "beta * v + (1 - beta) * value",
                "(1 - beta) * v + beta * value",
            ),
        ),
        Misconception(
            "without-one-minus-beta",
            "The new value counts in full, so this is a sum that grows and no "
            "average. What must the two weights add up to?",
            edit=("(1 - beta) * value", "value"),
        ),
        Misconception(
            "starts-at-the-first-value",
            "Your average starts at the first value. Here it starts at 0, and the "
            "correction takes care of that.",
            edit=("v = 0.0", "v = values[0]"),
        ),
    ),
)

EXERCISES = (AVERAGE,)
