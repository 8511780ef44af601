"""Activation functions of neurons, how fast they change, and where they go flat."""

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


def relu(z: np.ndarray) -> np.ndarray:
    """Return the positive part of every entry.

        a = max(0, z)

    Args:
        z: any shape, or a number.

    Returns:
        a: the shape of `z`, no entry negative.

    Source: course 1, week 1.
    """
    return np.maximum(0, z)


def sigmoid_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Carry a gradient back through the sigmoid.

        dZ = dA * s * (1 - s)      with s = sigmoid(Z)

    Args:
        dA: any shape, the gradient by the activations.
        cache: Z, the shape of `dA`: what went into the sigmoid.

    Returns:
        dZ: the shape of `dA`, the gradient by Z.

    Source: course 1, week 4.
    """
    return dA * sigmoid_derivative(cache)


def relu_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Carry a gradient back through the ReLU, which lets it pass where it was awake.

        dZ = dA where Z > 0, else 0

    Args:
        dA: any shape, the gradient by the activations.
        cache: Z, the shape of `dA`: what went into the ReLU.

    Returns:
        dZ: the shape of `dA`, the gradient by Z.

    Source: course 1, week 4.
    """
    return np.where(cache > 0, dA, 0)


def saturated_fraction(z: np.ndarray, activation: str) -> np.floating:
    """Return the share of units at which the activation is almost flat.

        mean(slope < 0.01)      with the slope of the activation at z:
        sigmoid: s * (1 - s)    with s = 1 / (1 + exp(-z))
        tanh:    1 - tanh(z) ** 2
        relu:    1 where z > 0, else 0

    Args:
        z: any shape, what the units hand to their activation.
        activation: "sigmoid", "tanh" or "relu".

    Returns:
        a number between 0 and 1.

    Raises:
        ValueError: the activation is none of the three.

    Source: course 1, week 1.
    """
    if activation == "sigmoid":
        slope = sigmoid_derivative(z)
    elif activation == "tanh":
        slope = 1 - np.tanh(z) ** 2
    elif activation == "relu":
        slope = np.where(z > 0, 1.0, 0.0)
    else:
        raise ValueError(
            f"saturated_fraction: activation is {activation!r}; "
            "one of sigmoid, tanh and relu"
        )
    return np.mean(slope < 0.01)
