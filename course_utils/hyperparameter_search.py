"""Searching hyperparameters: at random, on the right scale, first coarse, then fine."""

from collections.abc import Callable, Mapping

import numpy as np

Point = dict[str, float]
Objective = Callable[[Point], float]
Space = Mapping[str, tuple[float, float]]


def sample_log_uniform(
    low: float, high: float, n: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw numbers whose logarithm is uniform: every decade gets its share.

        r ~ uniform between log10(low) and log10(high),  value = 10 ** r

    Args:
        low: the smallest value, above 0.
        high: the largest value.
        n: how many to draw.
        rng: where the random numbers come from.

    Returns:
        (n,), numbers between low and high.

    Source: course 2, week 3.
    """
    r = rng.uniform(np.log10(low), np.log10(high), size=n)
    return 10**r


def sample_momentum(
    low: float, high: float, n: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw momentum coefficients, with 1 - beta uniform on a logarithmic scale.

        gap = 1 - beta, log-uniform between 1 - high and 1 - low

    Near 1 a small step in beta is a large one in 1 / (1 - beta), the number of values
    that the average remembers.

    Args:
        low: the smallest beta.
        high: the largest beta, below 1.
        n: how many to draw.
        rng: where the random numbers come from.

    Returns:
        (n,), numbers between low and high.

    Source: course 2, week 3.
    """
    gap = sample_log_uniform(1 - high, 1 - low, n, rng)
    return 1 - gap


def coarse_to_fine(
    objective: Objective,
    space: Space,
    n_coarse: int,
    n_fine: int,
    rng: np.random.Generator,
) -> tuple[Point, float]:
    """Search a space at random, then search again around the best point found.

    Every hyperparameter is drawn on a logarithmic scale. The fine range of each keeps
    a quarter of its decades on either side of the best value, and never leaves space:

        from max(low, best / f) to min(high, best * f),  f = (high / low) ** (1 / 4)

    Args:
        objective: takes a point, a dict of one number for each name, and returns its
            cost: the lower, the better.
        space: dict of name -> (low, high).
        n_coarse: how many points are tried in all of space, at least 1.
        n_fine: how many more are tried around the best of them.
        rng: where the random numbers come from.

    Returns:
        best: dict of name -> value, the point of lowest cost among all that were tried.
        value: its cost.

    Source: course 2, week 3; Bergstra and Bengio (2012) for drawing at random.
    """

    def trials(ranges, n):
        columns = {
            name: sample_log_uniform(low, high, n, rng)
            for name, (low, high) in ranges.items()
        }
        points = [{name: float(columns[name][i]) for name in ranges} for i in range(n)]
        return [(objective(point), point) for point in points]

    tried = trials(space, n_coarse)
    _, best = min(tried, key=lambda trial: trial[0])
    nearby = {}
    for name, (low, high) in space.items():
        f = (high / low) ** (1 / 4)
        nearby[name] = (max(low, best[name] / f), min(high, best[name] * f))
    tried += trials(nearby, n_fine)
    value, best = min(tried, key=lambda trial: trial[0])
    return best, value
