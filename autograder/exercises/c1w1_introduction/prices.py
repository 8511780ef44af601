"""The exercise on learning in one line: the neuron that fits the prices of houses."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import house_prices
from course_utils.desk.compare import Rules


def _houses(rng: np.random.Generator) -> Arguments:
    """Draw houses that scatter about a line, which does not go through 0."""
    m = int(rng.integers(4, 10))
    size = rng.uniform(0.5, 3, size=m)
    noise = rng.normal(scale=0.4, size=m)
    price = rng.uniform(0.5, 3) * size + rng.uniform(-2, -0.5) + noise
    return {"size": size, "price": price}


def _sized(rng: np.random.Generator, n: int) -> Arguments:
    size = rng.uniform(1, 3, size=n)
    return {"size": size, "price": 2 * size - 1 + rng.normal(size=n)}


def _by_loop(size: np.ndarray, price: np.ndarray) -> Any:
    m = len(size)
    mean_size, mean_price = np.mean(size), np.mean(price)
    above, below = 0.0, 0.0
    for i in range(m):
        above += (size[i] - mean_size) * (price[i] - mean_price)
        below += (size[i] - mean_size) ** 2
    return above / below, mean_price - above / below * mean_size


def _in_place(size: np.ndarray, price: np.ndarray) -> Any:
    w, b = house_prices.fit_house_price(size, price)
    size -= size.mean()
    return w, b


def _two_divisors(size: np.ndarray, price: np.ndarray) -> Any:
    w = np.cov(size, price)[0, 1] / np.var(size)
    return w, np.mean(price) - w * np.mean(size)


def _through_the_origin(size: np.ndarray, price: np.ndarray) -> Any:
    return np.sum(size * price) / np.sum(size**2), 0.0


def _price_of_a_square_metre(size: np.ndarray, price: np.ndarray) -> Any:
    return np.mean(price) / np.mean(size), 0.0


def _between_the_ends(size: np.ndarray, price: np.ndarray) -> Any:
    small, large = np.argmin(size), np.argmax(size)
    w = (price[large] - price[small]) / (size[large] - size[small])
    return w, price[small] - w * size[small]


FIT_HOUSE_PRICE = Exercise(
    house_prices.fit_house_price,
    criteria=(
        correct(
            16,
            _houses,
            {"size": np.array([1.0, 2.0, 3.0]), "price": np.array([1.0, 3.0, 2.0])},
            {"size": np.array([2.0, 1.0]), "price": np.array([5.0, 2.0])},
        ),
        vectorised(1, _sized),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "b-before-w",
            "The two numbers are swapped: return w first, then b.",
            edit=("return w, b", "return b, w"),
        ),
        Misconception(
            "size-from-price",
            "This is the line that predicts the size from the price. Which of the two "
            "stands under the fraction bar?",
            edit=(
                "np.sum(d**2)",
                "np.sum((price - np.mean(price)) ** 2)",
            ),
        ),
        Misconception(
            "through-the-origin",
            "This line is forced through the origin, with b = 0. Measure both "
            "quantities from their means.",
            twin=_through_the_origin,
        ),
        Misconception(
            "price-of-one-unit",
            "This is the mean price of one unit, as if b were 0. How much *more* does "
            "one unit more cost?",
            twin=_price_of_a_square_metre,
        ),
        Misconception(
            "correlation-for-slope",
            "This slope is the correlation, a number between -1 and 1 without a unit. "
            "Divide by the squares of the size alone.",
            edit=(
                "np.sum(d * (price - np.mean(price))) / np.sum(d**2)",
                "np.corrcoef(size, price)[0, 1]",
            ),
        ),
        Misconception(
            "spread-over-spread",
            "The slope is the spread of the prices over that of the sizes, as if all "
            "houses lay on the line.",
            edit=(
                "np.sum(d * (price - np.mean(price))) / np.sum(d**2)",
                "np.std(price) / np.std(size)",
            ),
        ),
        Misconception(
            "divided-twice-differently",
            "np.cov divides by m - 1, np.var by m: the slope is too large by "
            "m / (m - 1). Let both divide by the same, or neither.",
            twin=_two_divisors,
        ),
        Misconception(
            "not-divided",
            "w is not divided by the spread of the sizes yet.",
            edit=(" / np.sum(d**2)", ""),
        ),
        Misconception(
            "b-is-the-mean-price",
            "b is the price at size 0, not the mean price. Go back from the mean "
            "house along the line.",
            edit=("np.mean(price) - w * np.mean(size)", "np.mean(price)"),
        ),
        Misconception(
            "b-with-the-wrong-sign",
            "b has the wrong sign: the line must meet the mean house, "
            "mean price = w times mean size + b.",
            edit=(
                "np.mean(price) - w * np.mean(size)",
                "w * np.mean(size) - np.mean(price)",
            ),
        ),
        Misconception(
            "smallest-to-largest",
            "This line joins the smallest and the largest house. Least squares "
            "listens to all the others too.",
            twin=_between_the_ends,
        ),
        Misconception(
            "loop-over-houses",
            "The line is right, but Python adds house by house. np.sum takes a whole "
            "array at once.",
            twin=_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "The caller's sizes are others after the call: -= works in place. "
            "size - ... makes a new array.",
            twin=_in_place,
            criterion="pure",
        ),
    ),
    rules=Rules(names=("w", "b")),
)

EXERCISES = (FIT_HOUSE_PRICE,)
