"""Three-layer networks for tests of gradients: by differences, and by the tape."""

from __future__ import annotations

import numpy as np

KEYS = ("W1", "b1", "W2", "b2", "W3", "b3")
SIZES = [(1, 2, 1, 1), (2, 4, 3, 7), (5, 3, 4, 2), (3, 6, 5, 4)]
"""n_x, n_1, n_2 and m."""


def parameters(rng, n_x, n_1, n_2):
    shapes = [(n_1, n_x), (n_1, 1), (n_2, n_1), (n_2, 1), (1, n_2), (1, 1)]
    return {key: rng.normal(size=s) for key, s in zip(KEYS, shapes, strict=True)}


def differences(cost, net, h=1e-6):
    """Return the slope of `cost` by every parameter, from nudges both ways."""
    slopes = {}
    for key, part in net.items():
        slopes[f"d{key}"] = np.zeros_like(part)
        for index in np.ndindex(part.shape):
            nudge = np.zeros_like(part)
            nudge[index] = h
            up, down = (cost({**net, key: part + s * nudge}) for s in (1, -1))
            slopes[f"d{key}"][index] = (up - down) / (2 * h)
    return slopes


def by_the_tape(net, X, Y, lambd=0.0, masks=(1.0, 1.0)):
    """Return TensorFlow's gradients of the cost, with scaled masks and with L2."""
    import tensorflow as tf

    taped = {key: tf.Variable(part) for key, part in net.items()}
    with tf.GradientTape() as tape:
        A1 = tf.nn.relu(taped["W1"] @ X + taped["b1"]) * masks[0]
        A2 = tf.nn.relu(taped["W2"] @ A1 + taped["b2"]) * masks[1]
        Z3 = taped["W3"] @ A2 + taped["b3"]
        losses = tf.nn.sigmoid_cross_entropy_with_logits(Y.astype(float), Z3)
        squares = sum(tf.nn.l2_loss(taped[key]) for key in ("W1", "W2", "W3"))
        cost = tf.reduce_mean(losses) + lambd / Y.shape[1] * squares
    found = tape.gradient(cost, taped)
    return {f"d{key}": grad.numpy() for key, grad in found.items()}


def assert_close(grads, expected, **tolerance):
    for key in KEYS:
        assert grads[f"d{key}"].shape == expected[f"d{key}"].shape
        np.testing.assert_allclose(grads[f"d{key}"], expected[f"d{key}"], **tolerance)
