"""Logistic regression, seen as a network of one neuron."""

from typing import Any

import numpy as np

from course_utils.activations import sigmoid

Parameters = dict[str, Any]
Gradients = dict[str, Any]


def initialize_with_zeros(dim: int) -> tuple[np.ndarray, float]:
    """Return weights and bias of a neuron that knows nothing yet.

    Args:
        dim: n_x, how many inputs the neuron has.

    Returns:
        w: (n_x, 1), zeros.
        b: 0.0, a number.

    Source: course 1, week 2.
    """
    return np.zeros((dim, 1)), 0.0


def propagate(
    w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray
) -> tuple[Gradients, float]:
    """Return the gradient of the cost and the cost itself: one pass there and back.

        Z = w.T @ X + b,  A = sigmoid(Z)
        cost = -sum(Y * log(A) + (1 - Y) * log(1 - A)) / m
        dw = X @ (A - Y).T / m,  db = sum(A - Y) / m

    Args:
        w: (n_x, 1), weights.
        b: bias, a number.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.

    Returns:
        grads: dict of dw (n_x, 1) and db, a number.
        cost: a number, in nats an example.

    Source: course 1, week 2.
    """
    m = X.shape[1]
    Z = w.T @ X + b  # (1, m)
    A = sigmoid(Z)
    # The cost, written in Z: log(1 + exp(Z)) - Y Z never takes the log of 0.
    cost = np.sum(np.logaddexp(0, Z) - Y * Z) / m
    dZ = A - Y
    dw = X @ dZ.T / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


def optimize(
    w: np.ndarray,
    b: float,
    X: np.ndarray,
    Y: np.ndarray,
    num_iterations: int = 100,
    learning_rate: float = 0.009,
    print_cost: bool = False,
) -> tuple[Parameters, Gradients, list[float]]:
    """Walk downhill: repeat gradient steps from the given weights and bias.

        w = w - learning_rate * dw
        b = b - learning_rate * db

    Args:
        w: (n_x, 1), weights to start from; left as they are.
        b: bias to start from, a number.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        num_iterations: how many steps, at least 1.
        learning_rate: the length of a step per unit of gradient.
        print_cost: whether to print the cost every 100 steps.

    Returns:
        params: dict of w (n_x, 1) and b after the last step.
        grads: dict of dw (n_x, 1) and db, as they were in the last step.
        costs: list of the cost before steps 0, 100, 200, ...

    Raises:
        ValueError: num_iterations is less than 1.

    Source: course 1, week 2.
    """
    if num_iterations < 1:
        raise ValueError(f"optimize: num_iterations is {num_iterations}; at least 1")
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost:.6f}")
    return {"w": w, "b": b}, grads, costs


def predict(w: np.ndarray, b: float, X: np.ndarray) -> np.ndarray:
    """Return the more probable label of every example.

        prediction = 1 where sigmoid(w.T @ X + b) > 0.5, else 0

    Args:
        w: (n_x, 1), weights.
        b: bias, a number.
        X: (n_x, m), one column an example.

    Returns:
        (1, m), each entry 0 or 1.

    Source: course 1, week 2.
    """
    A = sigmoid(w.T @ X + b)
    return (A > 0.5).astype(int)


def model(
    X_train: np.ndarray,
    Y_train: np.ndarray,
    X_test: np.ndarray,
    Y_test: np.ndarray,
    num_iterations: int = 2000,
    learning_rate: float = 0.5,
    print_cost: bool = False,
) -> dict[str, Any]:
    """Train a neuron on one set of examples and let it predict both sets.

    Args:
        X_train: (n_x, m_train), one column an example.
        Y_train: (1, m_train), labels 0 or 1.
        X_test: (n_x, m_test), examples that training never sees.
        Y_test: (1, m_test), their labels; for the reader's accuracy, not for training.
        num_iterations: how many gradient steps.
        learning_rate: the length of a step per unit of gradient.
        print_cost: whether to print the cost every 100 steps.

    Returns:
        dict of costs, Y_prediction_train (1, m_train), Y_prediction_test (1, m_test),
        w (n_x, 1), b, learning_rate, num_iterations.

    Source: course 1, week 2.
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
