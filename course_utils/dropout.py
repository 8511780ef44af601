"""Inverted dropout in a three-layer network: units that may be absent at any step."""

import numpy as np

from course_utils.activations import relu, sigmoid

Parameters = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]
Cache = tuple[np.ndarray, ...]


def forward_propagation_with_dropout(
    X: np.ndarray,
    parameters: Parameters,
    keep_prob: float = 0.5,
    rng: np.random.Generator | None = None,
) -> tuple[np.ndarray, Cache]:
    """Return the probability of label 1 while hidden units are switched off at random.

        Z1 = W1 @ X + b1,   A1 = relu(Z1) * D1 / keep_prob
        Z2 = W2 @ A1 + b2,  A2 = relu(Z2) * D2 / keep_prob
        Z3 = W3 @ A2 + b3,  A3 = sigmoid(Z3)

    with masks D1, D2 of 1 with probability keep_prob, else 0, drawn for every unit and
    every example. What stays on is divided by keep_prob, so that the next layer gets as
    much as before, on average.

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_1, n_x), b1, W2 (n_2, n_1), b2, W3 (1, n_2), b3.
        keep_prob: the probability that a hidden unit stays on, above 0 and at most 1.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        A3: (1, m), probabilities.
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3).

    Source: course 2, week 1; Srivastava et al. (2014), with the division moved from
    the time of testing to that of training.
    """
    rng = np.random.default_rng(rng)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1  # (n_1, m)
    D1 = (rng.random(Z1.shape) < keep_prob).astype(int)
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2 @ A1 + b2  # (n_2, m)
    D2 = (rng.random(Z2.shape) < keep_prob).astype(int)
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = W3 @ A2 + b3  # (1, m)
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


def backward_propagation_with_dropout(
    X: np.ndarray, Y: np.ndarray, cache: Cache, keep_prob: float
) -> Gradients:
    """Return the gradient of the cost by every parameter, with the masks of the way in.

        dZ3 = A3 - Y
        dA2 = (W3.T @ dZ3) * D2 / keep_prob,  dZ2 = dA2 * (Z2 > 0)
        dA1 = (W2.T @ dZ2) * D1 / keep_prob,  dZ1 = dA1 * (Z1 > 0)
        dW = dZ @ A_prev.T / m,  db = sum of dZ over examples / m

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3).
        keep_prob: what the forward pass was given.

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.

    Source: course 2, week 1.
    """
    m = X.shape[1]
    Z1, D1, A1, _, _, Z2, D2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = (W3.T @ dZ3) * D2 / keep_prob  # (n_2, m)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = (W2.T @ dZ2) * D1 / keep_prob  # (n_1, m)
    dZ1 = dA1 * (Z1 > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
