"""A network in TensorFlow: its parts beside NumPy's, its training beside chance."""

from itertools import pairwise

import numpy as np
import pytest

from course_utils import activations, vectors
from course_utils import tensorflow_network as network

SIZES = (5, 4, 3, 6)


@pytest.fixture(scope="module")
def tf():
    import tensorflow

    return tensorflow


@pytest.fixture
def parameters(rng, tf):
    """Return variables of a small network, and their numbers."""
    numbers = {}
    for layer, (n_prev, n) in enumerate(pairwise(SIZES), start=1):
        numbers[f"W{layer}"] = rng.normal(size=(n, n_prev)).astype(np.float32)
        numbers[f"b{layer}"] = rng.normal(size=(n, 1)).astype(np.float32)
    return {name: tf.Variable(part) for name, part in numbers.items()}, numbers


def test_linear_function_is_a_product_and_a_sum(rng):
    W, X, b = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 1))
    np.testing.assert_allclose(network.linear_function(W, X, b), W @ X + b)


@pytest.mark.parametrize("z", [-1, 0.5, [[-3, 2]], [1.5, -700.0]])
def test_sigmoid_is_numpys_in_single_precision(z):
    found = network.sigmoid(z)
    assert found.dtype == "float32"
    np.testing.assert_allclose(found, activations.sigmoid(np.array(z)), atol=1e-6)


def test_one_hot_matrix_has_a_column_for_each_label():
    assert np.array_equal(network.one_hot_matrix(2, 4), [0, 0, 1, 0])
    found = network.one_hot_matrix([1, 0, 3], 5)
    assert np.array_equal(found, np.eye(5)[:, [1, 0, 3]])
    assert network.one_hot_matrix(0).shape == (6,)


def test_initialize_parameters_draws_glorots_variables(tf):
    parameters = network.initialize_parameters()
    sizes = (12288, 25, 12, 6)
    for layer in (1, 2, 3):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        assert isinstance(W, tf.Variable) and isinstance(b, tf.Variable)
        assert W.shape == (sizes[layer], sizes[layer - 1]) and not np.any(b)
    assert np.std(parameters["W1"]) == pytest.approx(np.sqrt(2 / 12313), rel=0.02)


def test_forward_propagation_is_numpys(rng, parameters):
    X = rng.normal(size=(5, 7)).astype(np.float32)
    variables, p = parameters
    A1 = np.maximum(p["W1"] @ X + p["b1"], 0)
    A2 = np.maximum(p["W2"] @ A1 + p["b2"], 0)
    found = network.forward_propagation(X, variables)
    np.testing.assert_allclose(found, p["W3"] @ A2 + p["b3"], rtol=1e-4, atol=1e-4)


def test_compute_total_loss_adds_up_surprise(rng):
    logits, Y = rng.normal(size=(4, 7)), rng.integers(4, size=7)
    P = vectors.softmax(logits.T)
    found = network.compute_total_loss(logits, np.eye(4)[:, Y])
    assert float(found) == pytest.approx(-np.sum(np.log(P[np.arange(7), Y])))
    sure = np.array([[1000.0], [0.0]])
    assert float(network.compute_total_loss(sure, sure[::-1] / 1000)) == 1000


def test_model_does_one_step_of_adam_with_one_batch(rng, tf, parameters):
    X = rng.normal(size=(9, 5)).astype(np.float32)
    Y = np.arange(9) % 6
    variables, before = parameters
    found, costs, predictions = network.model(X, Y, X[:4], variables, 0.01, 1, 9)
    moved = abs(found["b3"].numpy() - before["b3"])
    np.testing.assert_allclose(moved, 0.01, rtol=0.02)
    assert len(costs) == 1 and predictions.shape == (4,)


def test_model_learns_classes_that_can_be_told_apart(rng, tf):
    start = {}
    for layer, (n_prev, n) in enumerate(pairwise((5, 25, 12, 6)), start=1):
        W = rng.normal(size=(n, n_prev)) / np.sqrt(n_prev)
        start[f"W{layer}"] = tf.Variable(W.astype(np.float32))
        start[f"b{layer}"] = tf.Variable(np.zeros((n, 1), np.float32))
    centres = 3 * rng.normal(size=(6, 5))
    Y = np.arange(300) % 6
    X = (centres[Y] + 0.3 * rng.normal(size=(300, 5))).astype(np.float32)
    _, costs, named = network.model(X[:120], Y[:120], X[120:], start, 0.05, 20, 40)
    assert costs[-1] < costs[0] / 2
    assert np.mean(named == Y[120:]) > 0.8
