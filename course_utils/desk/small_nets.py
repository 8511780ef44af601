"""Small networks that learn in a second, for figures about learning.

How they learn is the subject of the weeks to come: here they are instruments. Hidden
layers are ReLU, the last layer is a plain sum, the cost is the mean squared error.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Layers = list[tuple[np.ndarray, np.ndarray]]


def new_layers(sizes: Sequence[int], rng: np.random.Generator) -> Layers:
    """Return random weights and zero biases for layers of these sizes, inputs first."""
    return [
        (rng.normal(size=(n, n_prev)) * np.sqrt(2 / n_prev), np.zeros((n, 1)))
        for n_prev, n in pairwise(sizes)
    ]


def activations(layers: Layers, X: np.ndarray) -> list[np.ndarray]:
    """Return what each layer says to the examples X (n_x, m), the input first."""
    A = [X]
    for number, (W, b) in enumerate(layers, start=1):
        Z = W @ A[-1] + b
        A.append(Z if number == len(layers) else np.maximum(0, Z))
    return A


def predict(layers: Layers, X: np.ndarray) -> np.ndarray:
    """Return (1, m), what the last layer says."""
    return activations(layers, X)[-1]


def gradients(layers: Layers, X: np.ndarray, Y: np.ndarray) -> Layers:
    """Return the gradient of the mean squared error by each W and b."""
    A = activations(layers, X)
    dZ = 2 * (A[-1] - Y) / Y.shape[1]
    grads: Layers = []
    for number in reversed(range(len(layers))):
        grads.insert(0, (dZ @ A[number].T, dZ.sum(axis=1, keepdims=True)))
        dZ = (layers[number][0].T @ dZ) * (A[number] > 0)
    return grads


def train(
    X: np.ndarray,
    Y: np.ndarray,
    hidden: Sequence[int],
    rng: np.random.Generator,
    *,
    steps: int = 1500,
    batch: int = 64,
    learning_rate: float = 0.003,
) -> Layers:
    """Return a network that has learned from X and Y by Adam, on small batches.

    Adam is explained in course 2, week 2. The steps become shorter towards the end.

    Args:
        X: (n_x, m), one column an example, each row of mean 0 and spread 1.
        Y: (1, m), targets.
        hidden: how many units each hidden layer has; empty for a single neuron.
        rng: where the weights and the batches come from.
        steps: how many steps.
        batch: how many examples a step looks at.
        learning_rate: the length of the first steps.
    """
    layers = new_layers([X.shape[0], *hidden, 1], rng)
    theta = [part for layer in layers for part in layer]
    v, s = ([np.zeros_like(part) for part in theta] for _ in range(2))
    for t in range(1, steps + 1):
        chosen = rng.integers(X.shape[1], size=batch)
        grads = gradients(layers, X[:, chosen], Y[:, chosen])
        alpha = learning_rate * (1 - t / steps)
        for i, g in enumerate(part for layer in grads for part in layer):
            v[i] = 0.9 * v[i] + 0.1 * g
            s[i] = 0.99 * s[i] + 0.01 * g**2
            step = v[i] / (1 - 0.9**t) / (np.sqrt(s[i] / (1 - 0.99**t)) + 1e-8)
            theta[i] = theta[i] - alpha * step
        layers = list(zip(theta[::2], theta[1::2], strict=True))
    return layers
