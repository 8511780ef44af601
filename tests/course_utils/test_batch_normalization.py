"""Batch normalisation beside Keras; its gradients proved three times."""

import numpy as np
import pytest

from course_utils.batch_normalization import (
    batch_norm,
    batch_norm_backward,
    batch_norm_inference,
)

SHAPES = [
    ((3, 5), (3, 1)),
    ((1, 4), (1, 1)),
    ((4, 1), (4, 1)),
    ((5, 2, 4, 3), (1, 1, 1, 3)),
    ((1, 3, 2, 4), (1, 1, 1, 4)),
]
each_shape = pytest.mark.parametrize(("shape", "each"), SHAPES)
each_eps = pytest.mark.parametrize("eps", [1e-5, 0.3])


@pytest.fixture
def batch(rng):
    """Return a maker of X, gamma, beta and a gradient by the output."""

    def make(shape, each):
        X = rng.normal(2, 3, size=shape)
        gamma, beta = rng.uniform(0.5, 2, size=each), rng.normal(size=each)
        return X, gamma, beta, rng.normal(size=shape)

    return make


@pytest.fixture(scope="module")
def keras_layer():
    """Return a maker of Keras's layer, whose weights are those that are given."""
    import keras

    def make(X, gamma, beta, eps, mean=None, var=None, momentum=0.99):
        axis = 0 if X.ndim == 2 else 3
        layer = keras.layers.BatchNormalization(
            axis=axis, epsilon=eps, momentum=momentum, dtype="float64"
        )
        layer.build(X.shape)
        zeros, ones = np.zeros(gamma.size), np.ones(gamma.size)
        mean, var = (mean, var) if mean is not None else (zeros, ones)
        layer.set_weights([np.ravel(part) for part in (gamma, beta, mean, var)])
        return layer

    return make


@each_shape
@each_eps
def test_batch_norm_is_that_of_keras_in_training(batch, keras_layer, shape, each, eps):
    X, gamma, beta, _ = batch(shape, each)
    out, _ = batch_norm(X, gamma, beta, eps)
    layer = keras_layer(X, gamma, beta, eps)
    np.testing.assert_allclose(out, layer(X, training=True), atol=1e-9)


@each_shape
def test_batch_norm_keeps_the_statistics_that_keras_averages(
    batch, keras_layer, shape, each
):
    X, gamma, beta, _ = batch(shape, each)
    _, cache = batch_norm(X, gamma, beta)
    layer = keras_layer(X, gamma, beta, 1e-5, momentum=0.75)
    layer(X, training=True)
    kept = [np.reshape(weight, each) for weight in layer.get_weights()[2:]]
    np.testing.assert_allclose(kept[0], 0.25 * cache["mean"], atol=1e-9)
    np.testing.assert_allclose(kept[1], 0.75 + 0.25 * cache["var"], atol=1e-9)


@each_shape
@each_eps
def test_batch_norm_inference_is_that_of_keras(
    batch, keras_layer, rng, shape, each, eps
):
    X, gamma, beta, _ = batch(shape, each)
    mean, var = rng.normal(size=each), rng.uniform(0.1, 3, size=each)
    out = batch_norm_inference(X, gamma, beta, mean, var, eps)
    layer = keras_layer(X, gamma, beta, eps, mean, var)
    np.testing.assert_allclose(out, layer(X, training=False), atol=1e-9)


@each_shape
@each_eps
def test_batch_norm_backward_agrees_with_finite_differences(batch, shape, each, eps):
    X, gamma, beta, dout = batch(shape, each)
    found = batch_norm_backward(dout, batch_norm(X, gamma, beta, eps)[1])
    for argument, gradient in enumerate(found):
        inputs = [X, gamma, beta]
        expected = np.zeros_like(inputs[argument])
        for place in np.ndindex(expected.shape):
            totals = []
            for step in (1e-5, -1e-5):
                nudged = [part.copy() for part in inputs]
                nudged[argument][place] += step
                totals.append(np.sum(dout * batch_norm(*nudged, eps)[0]))
            expected[place] = (totals[0] - totals[1]) / 2e-5
        np.testing.assert_allclose(gradient, expected, atol=1e-6)


@each_shape
@each_eps
def test_batch_norm_backward_agrees_with_the_tape(batch, shape, each, eps):
    import tensorflow as tf

    X, gamma, beta, dout = batch(shape, each)
    axes = [1] if X.ndim == 2 else [0, 1, 2]
    inputs = [tf.constant(part) for part in (X, gamma, beta)]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        mean, var = tf.nn.moments(inputs[0], axes, keepdims=True)
        out = tf.nn.batch_normalization(inputs[0], mean, var, inputs[2], inputs[1], eps)
        total = tf.reduce_sum(dout * out)
    expected = tape.gradient(total, inputs)
    found = batch_norm_backward(dout, batch_norm(X, gamma, beta, eps)[1])
    for gradient, right in zip(found, expected, strict=True):
        np.testing.assert_allclose(gradient, right, atol=1e-9)


@each_shape
def test_batch_norm_takes_away_what_all_examples_share(batch, shape, each):
    X, gamma, beta, dout = batch(shape, each)
    out, cache = batch_norm(X, gamma, beta)
    np.testing.assert_allclose(batch_norm(X + 7, gamma, beta)[0], out, atol=1e-6)
    axes = 1 if X.ndim == 2 else (0, 1, 2)
    dX, _, _ = batch_norm_backward(dout, cache)
    np.testing.assert_allclose(dX.sum(axis=axes), 0, atol=1e-9)


@pytest.mark.parametrize("shape", [(4,), (2, 3, 4), (1, 2, 3, 4, 5)])
def test_other_axes_are_refused(shape):
    with pytest.raises(ValueError, match=f"{len(shape)} axes"):
        batch_norm(np.zeros(shape), 1, 0)
    with pytest.raises(ValueError, match=f"{len(shape)} axes"):
        batch_norm_backward(np.zeros(shape), {})


def test_a_single_example_is_nothing_but_beta(rng):
    beta = rng.normal(size=(3, 1))
    out, _ = batch_norm(rng.normal(size=(3, 1)), np.ones((3, 1)), beta)
    np.testing.assert_allclose(out, beta)
