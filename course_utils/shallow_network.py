"""A network with one hidden layer: tanh inside, a sigmoid at the end."""

import numpy as np

from course_utils.activations import sigmoid

Parameters = dict[str, np.ndarray]
Cache = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]


def layer_sizes(X: np.ndarray, Y: np.ndarray) -> tuple[int, int, int]:
    """Return how many units the layers have: as the data want it, and four hidden.

    Args:
        X: (n_x, m), one column an example.
        Y: (n_y, m), its targets.

    Returns:
        n_x: number of inputs.
        n_h: number of hidden units, 4.
        n_y: number of outputs.

    Source: course 1, week 3.
    """
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    return n_x, n_h, n_y


def initialize_parameters(
    n_x: int, n_h: int, n_y: int, rng: np.random.Generator | None = None
) -> Parameters:
    """Return small random weights and biases of zero.

        W ~ 0.01 N(0, 1),  b = 0

    Args:
        n_x: number of inputs.
        n_h: number of hidden units.
        n_y: number of outputs.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).

    Source: course 1, week 3.
    """
    rng = np.random.default_rng(rng)
    W1 = rng.standard_normal((n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = rng.standard_normal((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def forward_propagation(
    X: np.ndarray, parameters: Parameters
) -> tuple[np.ndarray, Cache]:
    """Return the probability of label 1, and all that was computed on the way.

        Z1 = W1 @ X + b1,   A1 = tanh(Z1)
        Z2 = W2 @ A1 + b2,  A2 = sigmoid(Z2)

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).

    Returns:
        A2: (1, m), probabilities.
        cache: dict of Z1, A1 (n_h, m) and Z2, A2 (1, m).

    Source: course 1, week 3.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]  # (n_h, m)
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]  # (1, m)
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2: np.ndarray, Y: np.ndarray) -> float:
    """Return the mean surprise at the labels.

        cost = -sum(Y * log(A2) + (1 - Y) * log(1 - A2)) / m

    Args:
        A2: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.

    Returns:
        a number, in nats an example; infinite only if a label was called impossible.

    Source: course 1, week 3.
    """
    m = Y.shape[1]
    # The probability that the true label got: nobody takes the log of the other one,
    # which may be 0.
    P = np.where(Y == 1, A2, 1 - A2)  # (1, m)
    return -np.sum(np.log(P)) / m


def backward_propagation(
    parameters: Parameters, cache: Cache, X: np.ndarray, Y: np.ndarray
) -> Gradients:
    """Return the gradient of the cost by every parameter.

        dZ2 = A2 - Y,                        dZ1 = (W2.T @ dZ2) * (1 - A1 ** 2)
        dW2 = dZ2 @ A1.T / m,                dW1 = dZ1 @ X.T / m
        db2 = sum of dZ2 over examples / m,  db1 = sum of dZ1 over examples / m

    Args:
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).
        cache: dict of Z1, A1 (n_h, m) and Z2, A2 (1, m), of the forward pass.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.

    Returns:
        dict of dW1, db1, dW2, db2, each with the shape of its parameter.

    Source: course 1, week 3.
    """
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y  # (1, m)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - A1**2)  # (n_h, m)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def backward_propagation_loop(
    parameters: Parameters, cache: Cache, X: np.ndarray, Y: np.ndarray
) -> Gradients:
    """Return what `backward_propagation` does, one weight and one example at a time."""
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    (n_h, m), n_x = A1.shape, X.shape[0]
    dW1, db1 = np.zeros((n_h, n_x)), np.zeros((n_h, 1))
    dW2, db2 = np.zeros((1, n_h)), np.zeros((1, 1))
    for i in range(m):
        error = A2[0, i] - Y[0, i]
        db2[0, 0] += error / m
        for j in range(n_h):
            blame = error * W2[0, j] * (1 - A1[j, i] ** 2)
            dW2[0, j] += error * A1[j, i] / m
            db1[j, 0] += blame / m
            for k in range(n_x):
                dW1[j, k] += blame * X[k, i] / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update_parameters(
    parameters: Parameters, grads: Gradients, learning_rate: float = 1.2
) -> Parameters:
    """Take one step downhill with every parameter.

        W = W - learning_rate * dW,  b = b - learning_rate * db

    Args:
        parameters: dict of W1, b1, W2, b2; left as they are.
        grads: dict of dW1, db1, dW2, db2, each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        dict of W1, b1, W2, b2 after the step.

    Source: course 1, week 3.
    """
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def nn_model(
    X: np.ndarray,
    Y: np.ndarray,
    n_h: int,
    num_iterations: int = 10000,
    print_cost: bool = False,
    rng: np.random.Generator | None = None,
) -> Parameters:
    """Train a network with one hidden layer on a set of examples.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        n_h: number of hidden units.
        num_iterations: how many steps downhill, of learning rate 1.2.
        print_cost: whether to print the cost every 1000 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1), after training.

    Source: course 1, week 3.
    """
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if print_cost and i % 1000 == 0:
            print(f"cost before step {i:5d}: {compute_cost(A2, Y):.6f}")
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


def predict(parameters: Parameters, X: np.ndarray) -> np.ndarray:
    """Return the more probable label of every example.

        prediction = 1 where A2 > 0.5, else 0

    Args:
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).
        X: (n_x, m), one column an example.

    Returns:
        (1, m), each entry 0 or 1.

    Source: course 1, week 3.
    """
    A2, _ = forward_propagation(X, parameters)
    return np.where(A2 > 0.5, 1, 0)
