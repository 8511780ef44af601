"""Vector basics against plain loops, published numbers and TensorFlow."""

import math

import numpy as np
import pytest

from course_utils.vectors import L1, L2, image2vector, normalize_rows, softmax

SIZES = [(1, 4), (3, 2), (4, 4), (2, 7)]


def test_image2vector_puts_channels_innermost_and_rows_outermost():
    image = np.arange(24).reshape(2, 3, 4)
    column = image2vector(image)
    assert column.shape == (24, 1)
    assert column[(1 * 3 + 2) * 4 + 3, 0] == image[1, 2, 3]


@pytest.mark.parametrize(("n", "k"), SIZES)
def test_normalize_rows_gives_rows_of_length_one_in_the_same_direction(rng, n, k):
    x = rng.normal(size=(n, k))
    unit = normalize_rows(x)
    np.testing.assert_allclose(np.linalg.norm(unit, axis=1), 1)
    lengths = [[math.sqrt(sum(v * v for v in row))] for row in x]
    np.testing.assert_allclose(unit * lengths, x)


def test_normalize_rows_leaves_a_row_of_zeros():
    x = np.array([[0.0, 0.0], [3.0, 4.0]])
    np.testing.assert_allclose(normalize_rows(x), [[0, 0], [0.6, 0.8]])


@pytest.mark.parametrize(("n", "k"), SIZES)
def test_softmax_equals_the_formula_row_by_row(rng, n, k):
    x = rng.normal(size=(n, k))
    expected = [[math.exp(v) / sum(math.exp(u) for u in row) for v in row] for row in x]
    np.testing.assert_allclose(softmax(x), expected, rtol=1e-13)


def test_softmax_of_huge_scores_is_finite_and_shift_invariant(rng):
    x = rng.normal(size=(3, 4))
    np.testing.assert_allclose(softmax(x + 5000.0), softmax(x), rtol=1e-9)


def test_softmax_of_two_scores_is_the_sigmoid_of_their_difference(rng):
    x = rng.normal(size=(5, 2))
    expected = 1 / (1 + np.exp(x[:, 1] - x[:, 0]))
    np.testing.assert_allclose(softmax(x)[:, 0], expected)


@pytest.mark.slow
def test_softmax_agrees_with_tensorflow(rng):
    tf = pytest.importorskip("tensorflow")
    x = rng.normal(scale=4, size=(3, 5))
    np.testing.assert_allclose(softmax(x), tf.nn.softmax(x).numpy(), rtol=1e-12)


def test_l1_and_l2_of_a_worked_example():
    yhat, y = np.array([0.9, 0.2, 0.1, 0.4, 0.9]), np.array([1, 0, 0, 1, 1])
    assert L1(yhat, y) == pytest.approx(0.1 + 0.2 + 0.1 + 0.6 + 0.1)
    assert L2(yhat, y) == pytest.approx(0.01 + 0.04 + 0.01 + 0.36 + 0.01)


@pytest.mark.parametrize("m", [1, 2, 11])
def test_l1_and_l2_are_symmetric_and_vanish_only_at_the_target(rng, m):
    y, yhat = rng.normal(size=m), rng.normal(size=m)
    assert L1(yhat, y) == L1(y, yhat) > 0
    assert L2(yhat, y) == L2(y, yhat) > 0
    assert L1(y, y) == L2(y, y) == 0
