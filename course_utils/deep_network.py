"""The building blocks of a network of any depth: ReLU inside, a sigmoid at the end.

Every layer is one block forward and one block backward. What the block back needs, the
block forward leaves in a cache.
"""

from collections.abc import Callable

import numpy as np

from course_utils.activations import relu, relu_backward, sigmoid, sigmoid_backward

Parameters = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]
LinearCache = tuple[np.ndarray, np.ndarray, np.ndarray]
Cache = tuple[LinearCache, np.ndarray]
Bend = Callable[[np.ndarray], np.ndarray]
BendBack = Callable[[np.ndarray, np.ndarray], np.ndarray]

ACTIVATIONS: dict[str, tuple[Bend, BendBack]] = {
    "relu": (relu, relu_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
}
"""Name -> the activation, and its way back."""


def initialize_parameters(
    n_x: int, n_h: int, n_y: int, rng: np.random.Generator | None = None
) -> Parameters:
    """Return small random weights and biases of zero for a network of two layers.

        W ~ 0.01 N(0, 1),  b = 0

    Args:
        n_x: number of inputs.
        n_h: number of hidden units.
        n_y: number of outputs.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).

    Source: course 1, week 4.
    """
    rng = np.random.default_rng(rng)
    W1 = rng.standard_normal((n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = rng.standard_normal((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def initialize_parameters_deep(
    layer_dims: list[int], rng: np.random.Generator | None = None
) -> Parameters:
    """Return random weights that keep a signal's size, and biases of zero.

        W ~ N(0, 1) / sqrt(n_prev),  b = 0

    Args:
        layer_dims: how many units each layer has, the inputs first.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (layer_dims[1], layer_dims[0]), b1 (layer_dims[1], 1), W2, b2, ...

    Source: course 1, week 4; LeCun et al. (1998), Efficient BackProp.
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n_prev, n = layer_dims[layer - 1], layer_dims[layer]
        # A sum of n_prev terms is sqrt(n_prev) times as large as one of them. With a
        # fixed 0.01 the signal would fade from layer to layer, and the gradient too.
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def linear_forward(
    A: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, LinearCache]:
    """Return what a layer adds up, before it is bent.

        Z = W @ A + b

    Args:
        A: (n_prev, m), activations of the layer before, or the inputs.
        W: (n, n_prev), weights.
        b: (n, 1), biases.

    Returns:
        Z: (n, m), pre-activations.
        cache: (A, W, b), for `linear_backward`.

    Source: course 1, week 4.
    """
    Z = W @ A + b  # (n, m)
    return Z, (A, W, b)


def linear_activation_forward(
    A_prev: np.ndarray, W: np.ndarray, b: np.ndarray, activation: str
) -> tuple[np.ndarray, Cache]:
    """Return the activations of a layer: it adds up, and bends.

        A = g(W @ A_prev + b)     with g the ReLU or the sigmoid

    Args:
        A_prev: (n_prev, m), activations of the layer before, or the inputs.
        W: (n, n_prev), weights.
        b: (n, 1), biases.
        activation: "relu" or "sigmoid".

    Returns:
        A: (n, m), activations.
        cache: (linear_cache, activation_cache), which are (A_prev, W, b) and Z.

    Raises:
        ValueError: the activation is neither of the two.

    Source: course 1, week 4.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(_unknown("linear_activation_forward", activation))
    bend, _ = ACTIVATIONS[activation]
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = bend(Z)
    return A, (linear_cache, Z)


def L_model_forward(
    X: np.ndarray, parameters: Parameters
) -> tuple[np.ndarray, list[Cache]]:
    """Return the probability of label 1, and the cache of every layer.

        A[0] = X,  A[l] = relu(W[l] @ A[l-1] + b[l])
        AL = sigmoid(W[L] @ A[L-1] + b[L])

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1, b1, ..., WL, bL.

    Returns:
        AL: (n_y, m), probabilities.
        caches: list of the L caches of `linear_activation_forward`, first layer first.

    Source: course 1, week 4.
    """
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        activation = "sigmoid" if layer == L else "relu"
        A, cache = linear_activation_forward(A, W, b, activation)
        caches.append(cache)
    return A, caches


def compute_cost(AL: np.ndarray, Y: np.ndarray) -> float:
    """Return the mean surprise at the labels.

        cost = -sum(Y * log(AL) + (1 - Y) * log(1 - AL)) / m

    Args:
        AL: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.

    Returns:
        a number, in nats an example; infinite only if a label was called impossible.

    Source: course 1, week 4.
    """
    m = Y.shape[1]
    # The probability that the true label got: nobody takes the log of the other one,
    # which may be 0.
    P = np.where(Y == 1, AL, 1 - AL)  # (1, m)
    return -np.sum(np.log(P)) / m


def linear_backward(
    dZ: np.ndarray, cache: LinearCache
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of the cost by all that went into the sum of a layer.

        dW = dZ @ A_prev.T / m,  db = sum of dZ over examples / m,  dA_prev = W.T @ dZ

    Args:
        dZ: (n, m), m times the gradient by Z: the mean comes in with dW and db.
        cache: (A_prev, W, b), of `linear_forward`.

    Returns:
        dA_prev: (n_prev, m), m times the gradient by A_prev.
        dW: (n, n_prev), the gradient by W.
        db: (n, 1), the gradient by b.

    Source: course 1, week 4.
    """
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ  # (n_prev, m)
    return dA_prev, dW, db


def linear_activation_backward(
    dA: np.ndarray, cache: Cache, activation: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of the cost by all that went into a layer.

        dZ = dA * g'(Z), then as `linear_backward`

    Args:
        dA: (n, m), m times the gradient by the activations of the layer.
        cache: ((A_prev, W, b), Z), of `linear_activation_forward`.
        activation: "relu" or "sigmoid".

    Returns:
        dA_prev: (n_prev, m), m times the gradient by A_prev.
        dW: (n, n_prev), the gradient by W.
        db: (n, 1), the gradient by b.

    Raises:
        ValueError: the activation is neither of the two.

    Source: course 1, week 4.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(_unknown("linear_activation_backward", activation))
    _, bend_back = ACTIVATIONS[activation]
    linear_cache, Z = cache
    dZ = bend_back(dA, Z)
    return linear_backward(dZ, linear_cache)


def L_model_backward(AL: np.ndarray, Y: np.ndarray, caches: list[Cache]) -> Gradients:
    """Return the gradient of the cost by everything in the network, last layer first.

        dZ[L] = AL - Y,  then dA[l-1], dW[l], db[l] for l = L, L - 1, ..., 1

    Args:
        AL: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.
        caches: list of the L caches of `L_model_forward`.

    Returns:
        dict of dA0 ... dA{L-1}, dW1 ... dWL, db1 ... dbL, each with the shape of its
        A, W or b.

    Source: course 1, week 4.
    """
    L = len(caches)
    grads: Gradients = {}
    # dAL * AL * (1 - AL), multiplied out: where AL is exactly 0 or 1, dAL is infinite.
    dZ = AL - Y
    dA, dW, db = linear_backward(dZ, caches[L - 1][0])
    grads |= {f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db}
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
    return grads


def update_parameters(
    params: Parameters, grads: Gradients, learning_rate: float
) -> Parameters:
    """Take one step downhill with every parameter.

        W = W - learning_rate * dW,  b = b - learning_rate * db

    Args:
        params: dict of W1, b1, ..., WL, bL; left as they are.
        grads: dict of dW1, db1, ..., dWL, dbL, each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        dict of W1, b1, ..., WL, bL after the step.

    Source: course 1, week 4.
    """
    return {name: params[name] - learning_rate * grads[f"d{name}"] for name in params}


def _unknown(function: str, activation: str) -> str:
    wanted = " or ".join(ACTIVATIONS)
    return f"{function}: activation is {activation!r}; {wanted} was expected"
