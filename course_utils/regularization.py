"""L2 regularisation of a three-layer network: weights pay for their size."""

import numpy as np

from course_utils.shallow_network import compute_cost

Parameters = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]
Cache = tuple[np.ndarray, ...]


def compute_cost_with_regularization(
    A3: np.ndarray, Y: np.ndarray, parameters: Parameters, lambd: float
) -> float:
    """Return the mean surprise at the labels, plus a price for large weights.

        cost = surprise + lambd / (2 m) * (||W1||^2 + ||W2||^2 + ||W3||^2)

    with the surprise -sum(Y * log(A3) + (1 - Y) * log(1 - A3)) / m, and ||W||^2 the sum
    of all squared entries of W. Biases are free.

    Args:
        A3: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.
        parameters: dict of W1, b1, W2, b2, W3, b3.
        lambd: the price of a weight, 0 or more.

    Returns:
        a number.

    Source: course 2, week 1.
    """
    m = Y.shape[1]
    squares = sum(np.sum(parameters[f"W{layer}"] ** 2) for layer in (1, 2, 3))
    return compute_cost(A3, Y) + lambd / (2 * m) * squares


def backward_propagation_with_regularization(
    X: np.ndarray, Y: np.ndarray, cache: Cache, lambd: float
) -> Gradients:
    """Return the gradient of the regularised cost by every parameter.

        dZ3 = A3 - Y,  dZ2 = (W3.T @ dZ3) * (Z2 > 0),  dZ1 = (W2.T @ dZ2) * (Z1 > 0)
        dW = dZ @ A_prev.T / m + lambd / m * W,  db = sum of dZ over examples / m

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) of a forward pass with
            ReLU, ReLU and sigmoid.
        lambd: the price of a weight, 0 or more.

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.

    Source: course 2, week 1.
    """
    m = X.shape[1]
    Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m + lambd / m * W3
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dZ2 = (W3.T @ dZ3) * (Z2 > 0)  # (n_2, m)
    dW2 = dZ2 @ A1.T / m + lambd / m * W2
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * (Z1 > 0)  # (n_1, m)
    dW1 = dZ1 @ X.T / m + lambd / m * W1
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
