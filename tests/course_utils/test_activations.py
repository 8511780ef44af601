"""Activations against the math module, finite differences and TensorFlow."""

import math

import numpy as np
import pytest

from course_utils.activations import (
    basic_sigmoid,
    relu,
    saturated_fraction,
    sigmoid,
    sigmoid_derivative,
)

SHAPES = [(), (1,), (5,), (2, 3), (2, 1, 4)]


@pytest.mark.parametrize("x", [-700.0, -3.5, -1, 0, 0.25, 2, 700.0])
def test_basic_sigmoid_equals_the_formula(x):
    assert basic_sigmoid(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-15)


@pytest.mark.parametrize(("x", "limit"), [(-1e4, 0.0), (1e4, 1.0)])
def test_basic_sigmoid_reaches_its_limits_without_overflow(x, limit):
    assert basic_sigmoid(x) == limit


@pytest.mark.parametrize("shape", SHAPES)
def test_sigmoid_equals_basic_sigmoid_entry_by_entry(rng, shape):
    x = rng.normal(scale=5, size=shape)
    expected = np.vectorize(basic_sigmoid)(x)
    np.testing.assert_allclose(sigmoid(x), expected, rtol=1e-14)
    assert np.shape(sigmoid(x)) == shape


def test_sigmoid_takes_whole_numbers_and_keeps_fractions():
    np.testing.assert_allclose(sigmoid(np.array([0, 1])), [0.5, 0.7310585786300049])


def test_sigmoid_of_huge_numbers_raises_no_warning():
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(np.array([-1e5, 1e5])).tolist() == [0.0, 1.0]


def test_sigmoid_is_symmetric_about_one_half(rng):
    x = rng.normal(size=9)
    np.testing.assert_allclose(sigmoid(x) + sigmoid(-x), 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_sigmoid_derivative_agrees_with_finite_differences(rng, shape):
    x, h = rng.normal(size=shape), 1e-6
    slope = (sigmoid(x + h) - sigmoid(x - h)) / (2 * h)
    np.testing.assert_allclose(sigmoid_derivative(x), slope, atol=1e-9)


def test_sigmoid_derivative_at_ten_is_the_syllabus_number():
    assert sigmoid_derivative(10.0) == pytest.approx(4.54e-5, rel=1e-3)


@pytest.mark.slow
def test_sigmoid_derivative_agrees_with_the_tape(rng):
    tf = pytest.importorskip("tensorflow")
    x = tf.constant(rng.normal(size=(3, 4)))
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.reduce_sum(tf.sigmoid(x))
    expected = tape.gradient(total, x).numpy()
    np.testing.assert_allclose(sigmoid_derivative(x.numpy()), expected, rtol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_relu_equals_the_larger_of_zero_and_z_entry_by_entry(rng, shape):
    z = rng.normal(size=shape)
    expected = np.array([max(0.0, value) for value in np.ravel(z)]).reshape(shape)
    np.testing.assert_array_equal(relu(z), expected)


SLOPES = {
    "sigmoid": lambda z, h: (sigmoid(z + h) - sigmoid(z - h)) / (2 * h),
    "tanh": lambda z, h: (np.tanh(z + h) - np.tanh(z - h)) / (2 * h),
    "relu": lambda z, h: (relu(z + h) - relu(z - h)) / (2 * h),
}


@pytest.mark.parametrize("activation", SLOPES)
def test_saturated_fraction_counts_the_small_finite_differences(rng, activation):
    z = rng.normal(scale=4, size=(3, 50))
    slope = SLOPES[activation](z, 1e-6)
    assert saturated_fraction(z, activation) == np.mean(slope < 0.01)


def test_saturated_fraction_by_hand():
    assert saturated_fraction(np.array([-10.0, 1.0]), "sigmoid") == 0.5


def test_saturated_fraction_refuses_another_activation():
    with pytest.raises(ValueError, match="'softmax'; one of sigmoid"):
        saturated_fraction(np.zeros(3), "softmax")
