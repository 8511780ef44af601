"""One scale for training and test set."""

import numpy as np
import pytest

from course_utils.normalization import normalize_inputs


@pytest.mark.parametrize(("n_x", "m"), [(1, 2), (3, 7), (5, 40)])
def test_normalize_inputs_gives_the_training_set_mean_0_and_spread_1(rng, n_x, m):
    X = rng.uniform(-50, 50, size=(n_x, 1)) + 7 * rng.normal(size=(n_x, m))
    train, _ = normalize_inputs(X, X[:, :1])
    np.testing.assert_allclose(train.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(train.std(axis=1), 1)


def test_normalize_inputs_moves_a_point_alike_in_either_set(rng):
    X = rng.normal(3, 9, size=(4, 6))
    train, test = normalize_inputs(X, X[:, 2:4])
    np.testing.assert_array_equal(test, train[:, 2:4])


def test_normalize_inputs_only_centres_a_row_that_never_changes():
    train, test = normalize_inputs(np.full((1, 3), 2.0), np.array([[2.0, 5.0]]))
    np.testing.assert_array_equal(train, np.zeros((1, 3)))
    np.testing.assert_array_equal(test, [[0, 3]])
