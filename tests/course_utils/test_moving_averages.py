"""An exponentially weighted average is the weighted sum that its name promises."""

import numpy as np
import pytest

from course_utils.moving_averages import exponentially_weighted_average

each_beta = pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.98])


@each_beta
def test_it_is_the_sum_with_weights_that_fade(rng, beta):
    values = rng.normal(size=25)
    found = exponentially_weighted_average(values, beta, False)
    for t in range(1, 26):
        weights = (1 - beta) * beta ** np.arange(t)  # of the newest value first
        assert found[t - 1] == pytest.approx(weights @ values[:t][::-1])


@each_beta
def test_corrected_weights_add_up_to_one(rng, beta):
    values = rng.normal(size=25)
    found = exponentially_weighted_average(values, beta, True)
    for t in range(1, 26):
        weights = beta ** np.arange(t)[::-1]
        expected = np.average(values[:t], weights=weights)
        assert found[t - 1] == pytest.approx(expected)


@each_beta
def test_corrected_it_keeps_a_constant_from_the_start(beta):
    found = exponentially_weighted_average(np.full(12, 7.0), beta, True)
    np.testing.assert_allclose(found, 7)


def test_after_one_over_one_minus_beta_values_the_old_weighs_about_a_third():
    for beta in (0.9, 0.98, 0.999):
        assert beta ** (1 / (1 - beta)) == pytest.approx(1 / np.e, rel=0.06)
