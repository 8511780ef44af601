"""A neuron and a layer against loops and TensorFlow."""

import numpy as np
import pytest

from course_utils.neurons import dense_layer, neuron

SIZES = [(1, 2, 3), (4, 3, 1), (2, 5, 6)]


def test_neuron_by_hand():
    x, w = np.array([[1.0], [2.0]]), np.array([[3.0], [-1.0]])
    assert neuron(x, w, 0.5) == 1.5
    assert neuron(x, w, -2.0) == 0


@pytest.mark.parametrize("n_x, n, m", SIZES)
def test_layer_is_a_neuron_for_each_row_and_example(rng, n_x, n, m):
    x, W, b = rng.normal(size=(n_x, m)), rng.normal(size=(n, n_x)), rng.normal(size=n)
    a = dense_layer(x, W, b[:, None])
    assert a.shape == (n, m)
    for i, j in np.ndindex(n, m):
        one = neuron(x[:, j : j + 1], W[i][:, None], b[i])
        assert a[i, j] == pytest.approx(one)


@pytest.mark.slow
def test_layer_is_that_of_keras(rng):
    tf = pytest.importorskip("tensorflow")
    x, W, b = rng.normal(size=(4, 7)), rng.normal(size=(3, 4)), rng.normal(size=(3, 1))
    expected = tf.nn.relu(tf.matmul(W, x) + b).numpy()
    np.testing.assert_allclose(dense_layer(x, W, b), expected, rtol=1e-12)
