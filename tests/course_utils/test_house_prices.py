"""The line of least squares against NumPy's own, and against its neighbours."""

import numpy as np
import pytest

from course_utils.house_prices import fit_house_price


def test_three_houses_by_hand():
    w, b = fit_house_price(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    assert (w, b) == (0.5, 1.0)


@pytest.mark.parametrize("m", [2, 3, 50])
def test_line_is_that_of_lstsq(rng, m):
    size, price = rng.uniform(size=m), rng.normal(size=m)
    A = np.column_stack([size, np.ones(m)])
    expected, *_ = np.linalg.lstsq(A, price, rcond=None)
    np.testing.assert_allclose(fit_house_price(size, price), expected)


def test_no_line_nearby_is_better(rng):
    size, price = rng.uniform(size=9), rng.normal(size=9)
    w, b = fit_house_price(size, price)

    def error(w, b):
        return np.sum((w * size + b - price) ** 2)

    nudges = [(0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)]
    assert all(error(w + dw, b + db) > error(w, b) for dw, db in nudges)


def test_sizes_far_from_zero_keep_their_digits():
    size = 1e8 + np.arange(6.0)
    w, _ = fit_house_price(size, 1.5 * (size - 1e8))
    assert w == pytest.approx(1.5, rel=1e-9)
