"""Exercises on scales: where random hyperparameters should fall."""

from __future__ import annotations

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
from course_utils import hyperparameter_search
from course_utils.desk import chance
from course_utils.desk.standins import generator


def _rates(rng: np.random.Generator) -> Arguments:
    # No power of ten, so that a mixed-up base of the logarithm leaves the range.
    low = float(rng.uniform(2, 8) * 10.0 ** rng.integers(-6, -3))
    high = float(rng.uniform(2, 8) * 10.0 ** rng.integers(-2, 2))
    return {"low": low, "high": high, "n": 1500, "rng": generator(_seed(rng))}


def _betas(rng: np.random.Generator) -> Asking:
    low = round(float(rng.uniform(0.7, 0.92)), 2)
    high = round(float(rng.uniform(0.996, 0.9996)), 4)
    asked = {"low": low, "high": high, "n": 1500, "rng": generator(_seed(rng))}
    return Asking(asked, rounded=False)  # to three decimals, 0.9996 is 1


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1000))


def _within(arguments: Any, *results: Any) -> bool:
    low, high = arguments["low"] * (1 - 1e-9), arguments["high"] * (1 + 1e-9)
    return all(bool(np.all((low <= x) & (x <= high))) for x in results)


def _positive(arguments: Any, *results: Any) -> bool:
    return all(bool(np.all(np.asarray(x) > 0)) for x in results)


def _even(arguments: Any, *results: Any, gap: bool) -> bool:
    """Whether the logarithm is uniform: of the number, or of its gap to 1."""
    x, low, high = np.asarray(results[0]), arguments["low"], arguments["high"]
    if gap:
        x, low, high = 1 - x, 1 - high, 1 - low
    share = np.log(x / low) / np.log(high / low)
    off = chance.rate(share.size)
    return bool(
        abs(np.mean(share) - 1 / 2) <= off and abs(np.mean(share**2) - 1 / 3) <= off
    )


def _repeats(arguments: Any, first: Any, second: Any) -> bool:
    return bool(np.array_equal(first, second))


RANGE = relation("range", "Some numbers lie outside low and high.", _within)
POSITIVE = relation("sign", "Some numbers are not above zero.", _positive)
SEED = relation(
    "the generator",
    "Two generators with one seed gave different numbers: draw from rng.",
    _repeats,
)

SAMPLE_LOG_UNIFORM = Exercise(
    hyperparameter_search.sample_log_uniform,
    criteria=(
        correct(
            6,
            _rates,
            {"low": 0.0001, "high": 1.0, "n": 2000, "rng": generator(1)},
            {"low": 0.003, "high": 2000.0, "n": 1000, "rng": generator(2)},
            {"low": 0.02, "high": 7.0, "n": 1, "rng": generator(3)},
        ),
    ),
    relations=Relations(
        (
            RANGE,
            POSITIVE,
            relation(
                "decades",
                "The decades do not get equal shares of the numbers.",
                _even,
                gap=False,
            ),
            SEED,
        ),
        repeats=2,
    ),
    misconceptions=(
        Misconception(
            "linear-scale",
            "These are uniform between low and high: nine in ten fall into the top "
            "decade. What should be uniform is the exponent.",
            edit=(
                "r = rng.uniform(np.log10(low), np.log10(high), size=n)\n"
                "    return 10**r",
                "r = rng.uniform(low, high, size=n)\n    return r",
            ),
        ),
        Misconception(
            "two-bases",
            "The logarithm has one base and the power another. Whichever you take, "
            "one must undo the other.",
            edit=("return 10**r", "return np.exp(r)"),
        ),
        Misconception(
            "exponent-returned",
            "These are exponents, some of them negative. A learning rate is ten to "
            "that power.",
            edit=("return 10**r", "return r"),
        ),
        Misconception(
            "own-generator",
            "A generator comes in as rng, and the numbers come from elsewhere: nobody "
            "can repeat your search.",
            edit=("rng.uniform(", "np.random.default_rng().uniform("),
        ),
        Misconception(
            "one-number",
            "Only one number comes, whatever n says. Which argument of the generator "
            "says how many?",
            edit=(", size=n)", ")"),
        ),
    ),
)

SAMPLE_MOMENTUM = Exercise(
    hyperparameter_search.sample_momentum,
    criteria=(
        correct(
            6,
            _betas,
            {"low": 0.9, "high": 0.999, "n": 2000, "rng": generator(4)},
            {"low": 0.5, "high": 0.99, "n": 1, "rng": generator(5)},
        ),
    ),
    relations=Relations(
        (
            RANGE,
            relation(
                "gaps",
                "The decades of 1 - beta do not get equal shares of the numbers.",
                _even,
                gap=True,
            ),
            SEED,
        ),
        repeats=2,
    ),
    misconceptions=(
        Misconception(
            "beta-not-gap",
            "These are even in beta, or in its logarithm. Between 0.9 and 0.999 hardly "
            "any come near 0.999, where beta matters most: scale the gap to 1.",
            edit=(
                "gap = sample_log_uniform(1 - high, 1 - low, n, rng)\n"
                "    return 1 - gap",
                "return rng.uniform(low, high, size=n)",
            ),
        ),
        Misconception(
            "gap-returned",
            "These are gaps, 1 - beta, and far from 1. The last step turns a gap back "
            "into a beta.",
            edit=("return 1 - gap", "return gap"),
        ),
        Misconception(
            "own-generator-for-beta",
            "The numbers do not come from rng. Pass the generator on to the function "
            "that draws.",
            edit=("n, rng)", "n, np.random.default_rng())"),
        ),
        Misconception(
            "one-beta",
            "Only one beta comes, whatever n says. Hand n on as well.",
            edit=("1 - low, n, rng)", "1 - low, 1, rng)"),
        ),
    ),
    depends_on=("sample_log_uniform",),
)

EXERCISES = (SAMPLE_LOG_UNIFORM, SAMPLE_MOMENTUM)
