"""Numbers about lists of numbers, each by its textbook formula; nothing is guessed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Summary:
    """A list of numbers in seven: how many, the middle, the spread."""

    n: int
    mean: float
    median: float
    lower: float
    upper: float
    least: float
    most: float


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean of at least one number."""
    return math.fsum(values) / len(values)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the numbers lie.

    Between two numbers it is interpolated, as NumPy and R (type 7) do:

        position = share * (n - 1)
    """
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def summary(values: Sequence[float]) -> Summary | None:
    """Return the numbers in seven, or None if there is none."""
    if not values:
        return None
    lower, median, upper = (quantile(values, share) for share in (0.25, 0.5, 0.75))
    return Summary(
        len(values), mean(values), median, lower, upper, min(values), max(values)
    )


def correlation(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Return Pearson's r, or None if one side does not vary.

        r = sum (x - x̄)(y - ȳ) / sqrt(sum (x - x̄)² · sum (y - ȳ)²)

    With a side of zeros and ones this is the point-biserial correlation.
    """
    if len(x) != len(y):
        raise ValueError(f"correlation: {len(x)} numbers against {len(y)}")
    if len(x) < 2:
        return None
    x_mean, y_mean = mean(x), mean(y)
    dx, dy = [value - x_mean for value in x], [value - y_mean for value in y]
    spread = math.sqrt(math.fsum(d * d for d in dx) * math.fsum(d * d for d in dy))
    if spread < 1e-12:
        return None
    r = math.fsum(a * b for a, b in zip(dx, dy, strict=True)) / spread
    return max(-1.0, min(1.0, r))


def interval(r: float, n: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a correlation, or None below four pairs.

    Fisher's: atanh(r) is about normal with standard error 1 / sqrt(n - 3).
    """
    if n < 4:
        return None
    if abs(r) > 1 - 1e-12:
        return r, r
    centre, reach = math.atanh(r), 1.959964 / math.sqrt(n - 3)
    return math.tanh(centre - reach), math.tanh(centre + reach)


def chance_of_meeting(both: int, first: int, second: int, everybody: int) -> float:
    """Return how likely at least `both` share two traits that have no tie.

    The upper tail of the hypergeometric distribution: `first` of `everybody` have the
    one trait, `second` the other.
    """
    ways = math.comb(everybody, second)
    met = (
        math.comb(first, k) * math.comb(everybody - first, second - k)
        for k in range(both, min(first, second) + 1)
    )
    return sum(met) / ways


def counts(values: Sequence[float], edges: Sequence[float]) -> list[int]:
    """Return how many values lie in [edge, next edge); the last takes its right end."""
    found = [0] * (len(edges) - 1)
    for value in values:
        place = sum(value >= edge for edge in edges[1:-1])
        found[place] += 1
    return found
