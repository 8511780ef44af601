"""Activation functions of a single neuron, and how fast they change."""

import math

import numpy as np


def basic_sigmoid(x: float) -> float:
    """Return the logistic function of one number, with the `math` module alone.

        s = 1 / (1 + exp(-x))

    Args:
        x: a number.

    Returns:
        s: a number between 0 and 1; it never overflows.

    Source: course 1, week 2.
    """
    # exp only sees non-positive numbers, so it cannot overflow.
    e = math.exp(-abs(x))
    return (1 if x >= 0 else e) / (1 + e)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return the logistic function of every entry.

        s = 1 / (1 + exp(-x))

    Args:
        x: any shape, or a number.

    Returns:
        s: the shape of `x`, each entry between 0 and 1; it never overflows.

    Source: course 1, week 2.
    """
    x = np.asarray(x)
    # exp only sees non-positive numbers, so it cannot overflow.
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """Return the slope of the logistic function at every entry.

        ds/dx = s * (1 - s)      with s = sigmoid(x)

    Args:
        x: any shape, or a number: the input of the sigmoid, not its output.

    Returns:
        ds: the shape of `x`, each entry between 0 and 1/4.

    Source: course 1, week 2.
    """
    s = sigmoid(x)
    return s * (1 - s)
