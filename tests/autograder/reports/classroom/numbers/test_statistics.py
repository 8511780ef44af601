from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.reports.classroom.numbers import statistics

numbers = st.floats(-100, 100, allow_nan=False)


def test_summary_by_hand():
    found = statistics.summary([4, 1, 3, 2])
    assert (found.n, found.mean, found.median) == (4, 2.5, 2.5)
    assert (found.lower, found.upper) == (1.75, 3.25)
    assert (found.least, found.most) == (1, 4)


def test_summary_of_nothing_is_none():
    assert statistics.summary([]) is None


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=30), st.floats(0, 1))
def test_quantile_is_that_of_numpy(values, share):
    expected = float(np.quantile(values, share))
    assert statistics.quantile(values, share) == pytest.approx(expected, abs=1e-9)


def test_correlation_by_hand():
    # deviations -1, 0, 1 and -1, 1, 0: sum of products 1, both sums of squares 2
    assert statistics.correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)


@pytest.mark.parametrize("x, y", [([], []), ([1], [2]), ([3, 3, 3], [1, 2, 3])])
def test_correlation_without_variation_is_none(x, y):
    assert statistics.correlation(x, y) is None


def test_correlation_refuses_sides_of_different_length():
    with pytest.raises(ValueError, match="2 numbers against 1"):
        statistics.correlation([1, 2], [1])


def test_correlation_is_that_of_numpy(rng):
    x, y = rng.normal(size=(2, 40))
    assert statistics.correlation(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1])


def test_correlation_with_zeros_and_ones_is_the_point_biserial(rng):
    right = rng.integers(0, 2, size=50)
    scores = rng.normal(size=50) + right
    p = right.mean()
    gap = scores[right == 1].mean() - scores[right == 0].mean()
    expected = gap / scores.std() * math.sqrt(p * (1 - p))
    assert statistics.correlation(right, scores) == pytest.approx(expected)


def test_interval_by_hand():
    # atanh(0.5) = 0.5493, 1.96 / sqrt(25) = 0.392: tanh of 0.1573 and 0.9413
    low, high = statistics.interval(0.5, 28)
    assert (low, high) == (
        pytest.approx(0.156, abs=1e-3),
        pytest.approx(0.736, abs=1e-3),
    )


def test_interval_needs_four_pairs_and_holds_at_the_ends():
    assert statistics.interval(0.5, 3) is None
    assert statistics.interval(-1.0, 10) == (-1.0, -1.0)


def test_chance_of_meeting_by_hand():
    # of 10, 3 have one trait, 4 the other: (C(3,2) C(7,2) + C(3,3) C(7,1)) / C(10,4)
    assert statistics.chance_of_meeting(2, 3, 4, 10) == pytest.approx(70 / 210)


def test_chance_of_meeting_at_all_is_certain():
    assert statistics.chance_of_meeting(0, 3, 4, 10) == pytest.approx(1)


def test_counts_give_an_edge_to_the_right_and_the_end_to_the_last():
    assert statistics.counts([0, 9.9, 10, 20], [0, 10, 20]) == [2, 2]
