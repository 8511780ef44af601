"""A network of three layers as a bench to work on: ReLU, ReLU, sigmoid.

The way forward is given, and so is the loop that learns. The gradients may come from a
learner's function, or from `gradients`, which walks through any number of layers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

Parameters = dict[str, np.ndarray]
Cache = tuple[np.ndarray, ...]
Slope = Callable[[Parameters], tuple[float, Mapping[str, np.ndarray]]]


def forward(X: np.ndarray, parameters: Parameters) -> tuple[np.ndarray, Cache]:
    """Return the probability of label 1, and all that was computed on the way.

        A1 = relu(W1 @ X + b1),  A2 = relu(W2 @ A1 + b2),  A3 = sigmoid(W3 @ A2 + b3)

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_1, n_x), b1, W2 (n_2, n_1), b2, W3 (1, n_2), b3.

    Returns:
        A3: (1, m), probabilities.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).
    """
    W1, b1, W2, b2, W3, b3 = (parameters[key] for key in KEYS)
    Z1 = W1 @ X + b1
    A1 = np.maximum(0, Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.maximum(0, Z2)
    Z3 = W3 @ A2 + b3
    # The sigmoid in another dress: half a tanh of half the sum cannot overflow.
    A3 = 0.5 + 0.5 * np.tanh(Z3 / 2)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


KEYS = ("W1", "b1", "W2", "b2", "W3", "b3")


def forward_propagation_n(
    X: np.ndarray, Y: np.ndarray, parameters: Parameters
) -> tuple[float, Cache]:
    """Return the mean surprise at the labels Y (1, m), and the cache of `forward`."""
    _, cache = forward(X, parameters)
    Z3 = cache[8]
    return float(np.mean(np.logaddexp(0, Z3) - Y * Z3)), cache


def labels(X: np.ndarray, parameters: Parameters) -> np.ndarray:
    """Return (1, m), the more probable label of every example."""
    return (forward(X, parameters)[0] > 0.5).astype(int)


def accuracy(X: np.ndarray, Y: np.ndarray, parameters: Parameters) -> float:
    """Return the share of right labels, in per cent."""
    return float(100 * np.mean(labels(X, parameters) == Y))


def to_vector(parts: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return all numbers of a dict of arrays in one column, (n, 1), in its order."""
    return np.concatenate([np.reshape(part, (-1, 1)) for part in parts.values()])


def from_vector(vector: np.ndarray, like: Parameters) -> Parameters:
    """Return the numbers of a column in arrays with the keys and shapes of `like`."""
    ends = np.cumsum([part.size for part in like.values()])
    pieces = np.split(np.ravel(vector), ends[:-1])
    pairs = zip(like.items(), pieces, strict=True)
    return {key: piece.reshape(part.shape) for (key, part), piece in pairs}


def plain_slope(X: np.ndarray, Y: np.ndarray) -> Slope:
    """Return what gives the cost and its gradients, with no regularisation."""

    def slope(parameters: Parameters) -> tuple[float, Mapping[str, np.ndarray]]:
        cost, cache = forward_propagation_n(X, Y, parameters)
        return cost, gradients(X, Y, cache)

    return slope


def gradients(X: np.ndarray, Y: np.ndarray, cache: Cache) -> dict[str, np.ndarray]:
    """Return the gradients of the cost, from the last layer to the first."""
    A = [X, *cache[1::4]]  # what each layer is given, and what the last one says
    found: dict[str, np.ndarray] = {}
    blame = A[-1] - Y
    for layer in reversed(range(1, len(A))):
        found[f"dW{layer}"] = blame @ A[layer - 1].T / Y.shape[1]
        found[f"db{layer}"] = blame.mean(axis=1, keepdims=True)
        blame = cache[4 * layer - 2].T @ blame * (A[layer - 1] > 0)
    return found


def train(
    slope: Slope,
    parameters: Parameters,
    *,
    num_iterations: int,
    learning_rate: float,
    print_every: int = 0,
) -> tuple[Parameters, list[float]]:
    """Walk downhill.

    Args:
        slope: gives cost and gradients (dW1, db1, ...) for parameters.
        parameters: where to start; left as they are.
        num_iterations: how many steps.
        learning_rate: the length of a step per unit of gradient.
        print_every: print the cost every so many steps; 0 for never.

    Returns:
        parameters: after the last step.
        costs: the cost before every hundredth step.
    """
    costs = []
    for i in range(num_iterations):
        cost, grads = slope(parameters)
        if i % 100 == 0:
            costs.append(cost)
        if print_every and i % print_every == 0:
            print(f"cost before step {i:5d}: {cost:.3f}")
        parameters = {
            key: part - learning_rate * grads[f"d{key}"]
            for key, part in parameters.items()
        }
    return parameters, costs
