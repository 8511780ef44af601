"""Gradient checking: hold a derivative against what the cost does when it is nudged."""

import numpy as np

from course_utils.desk.three_layers import (
    forward_propagation_n,
    from_vector,
    to_vector,
)

Parameters = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]
Cache = tuple[np.ndarray, ...]

SMALL = 1e-7
"""A relative difference below it is what rounding leaves of a right gradient."""


def forward_propagation(x: float, theta: float) -> float:
    """Return the cost of the smallest model there is.

        J = theta * x

    Args:
        x: the input, a number.
        theta: the parameter, a number.

    Returns:
        a number.

    Source: course 2, week 1.
    """
    return theta * x


def backward_propagation(x: float, theta: float) -> float:
    """Return the derivative of the cost of the smallest model by its parameter.

        dJ/dtheta = x

    Args:
        x: the input, a number.
        theta: the parameter, a number.

    Returns:
        a number.

    Source: course 2, week 1.
    """
    return x


def gradient_check(
    x: float, theta: float, epsilon: float = 1e-7, print_msg: bool = False
) -> float:
    """Return how far a derivative is from what the cost does, as a share of both.

        approx = (J(theta + epsilon) - J(theta - epsilon)) / (2 epsilon)
        difference = |grad - approx| / (|grad| + |approx|)

    with J of `forward_propagation` and grad of `backward_propagation`.

    Args:
        x: the input, a number.
        theta: the parameter, a number.
        epsilon: how far to nudge the parameter, both ways.
        print_msg: whether to say in words what the number means.

    Returns:
        the relative difference: some 1e-7 or less for a right derivative, at most 1.

    Source: course 2, week 1.
    """
    J_plus = forward_propagation(x, theta + epsilon)
    J_minus = forward_propagation(x, theta - epsilon)
    approx = (J_plus - J_minus) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    difference = abs(grad - approx) / (abs(grad) + abs(approx))
    if print_msg:
        print(message(difference))
    return difference


def gradient_check_n(
    parameters: Parameters,
    gradients: Gradients,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = 1e-7,
    print_msg: bool = False,
) -> float:
    """Return how far the gradients of a network are from what its cost does.

        approx_i = (J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon)
        difference = ||grad - approx|| / (||grad|| + ||approx||)

    with all parameters in one column theta, all gradients in one column grad, e_i a 1
    at place i, and J of `forward_propagation_n`.

    Args:
        parameters: dict of W1, b1, W2, b2, W3, b3; left as they are.
        gradients: dict of dW1, db1, dW2, db2, dW3, db3, what is to be checked.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        epsilon: how far to nudge a parameter, both ways.
        print_msg: whether to say in words what the number means.

    Returns:
        the relative difference: some 1e-7 or less for right gradients, at most 1.

    Source: course 2, week 1.
    """
    theta = to_vector(parameters)  # (n, 1)
    grad = to_vector({key: gradients[f"d{key}"] for key in parameters})  # (n, 1)
    approx = np.zeros(theta.shape)
    for i in range(theta.size):
        nudge = np.zeros(theta.shape)
        nudge[i] = epsilon
        J_plus, _ = forward_propagation_n(X, Y, from_vector(theta + nudge, parameters))
        J_minus, _ = forward_propagation_n(X, Y, from_vector(theta - nudge, parameters))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
    gap = np.linalg.norm(grad - approx)
    difference = float(gap / (np.linalg.norm(grad) + np.linalg.norm(approx)))
    if print_msg:
        print(message(difference))
    return difference


def message(difference: float) -> str:
    """Return in words what a relative difference means."""
    if difference <= SMALL:
        return f"difference {difference:.1e}: the gradient is right"
    return f"difference {difference:.1e}: look for a mistake"


def backward_propagation_n(X: np.ndarray, Y: np.ndarray, cache: Cache) -> Gradients:
    """Return the gradient of the cost of a three-layer network by every parameter.

        dZ3 = A3 - Y,  dZ2 = (W3.T @ dZ3) * (Z2 > 0),  dZ1 = (W2.T @ dZ2) * (Z1 > 0)
        dW = dZ @ A_prev.T / m,  db = sum of dZ over examples / m

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) of a forward pass with
            ReLU, ReLU and sigmoid.

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.

    Source: course 2, week 1.
    """
    m = X.shape[1]
    Z1, A1, _, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dZ2 = (W3.T @ dZ3) * (Z2 > 0)  # (n_2, m)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * (Z1 > 0)  # (n_1, m)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
