"""Training: many steps downhill, with two layers or with any number of them."""

import numpy as np

from course_utils.deep_network import (
    L_model_backward,
    L_model_forward,
    Parameters,
    compute_cost,
    initialize_parameters,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    update_parameters,
)


def two_layer_model(
    X: np.ndarray,
    Y: np.ndarray,
    layers_dims: tuple[int, int, int],
    learning_rate: float = 0.0075,
    num_iterations: int = 3000,
    print_cost: bool = False,
    rng: np.random.Generator | None = None,
) -> tuple[Parameters, list[float]]:
    """Train a network of two layers: ReLU units, and a sigmoid on top of them.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        layers_dims: n_x, n_h and n_y.
        learning_rate: the length of a step per unit of gradient.
        num_iterations: how many steps downhill.
        print_cost: whether to print the cost every 100 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        parameters: dict of W1, b1, W2, b2, after training.
        costs: list of the cost before steps 0, 100, 200, ...

    Source: course 1, week 4.
    """
    parameters, costs = initialize_parameters(*layers_dims, rng), []
    for i in range(num_iterations):
        W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
            if print_cost:
                print(f"cost before step {i:4d}: {costs[-1]:.6f}")
        dA1, dW2, db2 = linear_backward(A2 - Y, cache2[0])
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def L_layer_model(
    X: np.ndarray,
    Y: np.ndarray,
    layers_dims: list[int],
    learning_rate: float = 0.0075,
    num_iterations: int = 3000,
    print_cost: bool = False,
    rng: np.random.Generator | None = None,
) -> tuple[Parameters, list[float]]:
    """Train a network of any depth: ReLU in all layers but the last, a sigmoid there.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        layers_dims: how many units each layer has, the inputs first.
        learning_rate: the length of a step per unit of gradient.
        num_iterations: how many steps downhill.
        print_cost: whether to print the cost every 100 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        parameters: dict of W1, b1, ..., WL, bL, after training.
        costs: list of the cost before steps 0, 100, 200, ...

    Source: course 1, week 4.
    """
    parameters, costs = initialize_parameters_deep(layers_dims, rng), []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
            if print_cost:
                print(f"cost before step {i:4d}: {costs[-1]:.6f}")
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def predict(X: np.ndarray, parameters: Parameters) -> np.ndarray:
    """Return the more probable label of every example.

        prediction = 1 where AL > 0.5, else 0

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1, b1, ..., WL, bL.

    Returns:
        (1, m), each entry 0 or 1.

    Source: course 1, week 4.
    """
    return np.where(L_model_forward(X, parameters)[0] > 0.5, 1, 0)
