"""How far chance may carry a statistic: bounds with a known rate of false alarms.

A right answer whose numbers are random must not lose marks to bad luck. Each bound here
is crossed by a right answer with probability at most `alarm`. With the default, an
exercise may check a hundred statistics and still be wrong about fewer than one right
answer in ten thousand.
"""

from __future__ import annotations

import math
from statistics import NormalDist

ALARM = 1e-6


def rate(n: int, alarm: float = ALARM) -> float:
    """Return how far the mean of `n` numbers in [0, 1] may be from what is expected.

        sqrt(log(2 / alarm) / (2 n))

    It holds whatever the numbers' distribution (Hoeffding, 1963).
    """
    return math.sqrt(math.log(2 / alarm) / (2 * n))


def mean(n: int, std: float = 1.0, alarm: float = ALARM) -> float:
    """Return how far the mean of `n` normal numbers may be from what is expected."""
    return std / math.sqrt(n) * NormalDist().inv_cdf(1 - alarm / 2)


def variance(n: int, alarm: float = ALARM) -> float:
    """Return by what fraction the mean square of `n` normal numbers may be off.

        2 sqrt(x / n) + 2 x / n     with x = log(2 / alarm)

    The numbers have a known mean (Laurent and Massart, 2000). It also holds for numbers
    that stray less than normal ones do, such as uniform ones.
    """
    x = math.log(2 / alarm)
    return 2 * math.sqrt(x / n) + 2 * x / n


def false_alarm(statistics: int, alarm: float = ALARM) -> float:
    """Return the probability that a right answer crosses one of several bounds."""
    return min(1.0, statistics * alarm)
