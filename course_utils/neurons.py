"""Neurons of the simplest kind: a weighted sum, bent by a ReLU."""

import numpy as np

from course_utils.activations import relu


def neuron(x: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Return what one neuron makes of one example.

        a = relu(w_1 x_1 + ... + w_n_x x_n_x + b)

    Args:
        x: (n_x, 1), the inputs.
        w: (n_x, 1), a weight for each input.
        b: bias, a number.

    Returns:
        a: a number, never negative.

    Source: course 1, week 1.
    """
    z = np.sum(w * x) + b
    return relu(z)


def dense_layer(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return what a layer of neurons makes of some examples, as one matrix product.

        a = relu(W @ x + b)

    Args:
        x: (n_x, m), one column an example.
        W: (n, n_x), one row a neuron.
        b: (n, 1), a bias for each neuron.

    Returns:
        a: (n, m), one row a neuron and one column an example.

    Source: course 1, week 1.
    """
    z = W @ x + b  # (n, m)
    return relu(z)
