"""A small real training problem for those who learn to tune: what does a house cost?

It stands in a module and not in the lesson: a process that helps with the work must be
able to import what it is to do, and a function of a notebook cannot be imported.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_utils.desk.houses import load_houses

HOPELESS = 9.0  # an error from which on all nets are equally lost


class Net(NamedTuple):
    """A net with one hidden layer of ReLUs and a sum, or a gradient of it."""

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray


class Setting(NamedTuple):
    """What is chosen before training: learning rate, momentum, hidden units."""

    alpha: float
    beta: float = 0.9
    n_h: int = 16


@dataclass(frozen=True)
class Market:
    """Houses in three parts. Each row of X, and Y, has mean 0 and spread 1 in training.

    Attributes:
        X_train: (n_x, m_train), one house a column.
        Y_train: (1, m_train), the logarithm of the price.
        X_dev: (n_x, m_dev), houses that judge settings.
        Y_dev: (1, m_dev).
        X_test: (n_x, m_test), houses that judge the winner, once.
        Y_test: (1, m_test).
    """

    X_train: np.ndarray
    Y_train: np.ndarray
    X_dev: np.ndarray
    Y_dev: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


@functools.cache
def market(m_train: int = 1024, m_dev: int = 1000) -> Market:
    """Return the course's houses, made ready for a network; the first call reads them.

    Args:
        m_train: how many houses to learn from.
        m_dev: how many to judge settings by.
    """
    houses = load_houses()
    train, dev = slice(m_train), slice(m_train, m_train + m_dev)
    X, Y = houses.X_train, np.log(houses.Y_train)
    means, spreads = _scale(X[:, train])
    mean, spread = _scale(Y[:, train])
    return Market(
        (X[:, train] - means) / spreads,
        (Y[:, train] - mean) / spread,
        (X[:, dev] - means) / spreads,
        (Y[:, dev] - mean) / spread,
        (houses.X_test - means) / spreads,
        (np.log(houses.Y_test) - mean) / spread,
    )


def _scale(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return rows.mean(axis=1, keepdims=True), rows.std(axis=1, keepdims=True)


def start(n_h: int, n_x: int, rng: np.random.Generator) -> Net:
    """Return random weights for n_h hidden units and n_x inputs, and zero biases."""
    W1 = rng.normal(size=(n_h, n_x)) * np.sqrt(2 / n_x)
    W2 = rng.normal(size=(1, n_h)) * np.sqrt(1 / n_h)
    return Net(W1, np.zeros((n_h, 1)), W2, np.zeros((1, 1)))


def still(net: Net) -> Net:
    """Return the velocity of a net that does not move yet: zeros."""
    return Net(*(np.zeros_like(part) for part in net))


def predict(net: Net, X: np.ndarray) -> np.ndarray:
    """Return (1, m), what the net says about each column of X."""
    W1, b1, W2, b2 = net
    return W2 @ np.maximum(0, W1 @ X + b1) + b2


def error(net: Net, X: np.ndarray, Y: np.ndarray) -> float:
    """Return the mean squared error: about 1 for a net that knows only the mean."""
    return float(np.mean((predict(net, X) - Y) ** 2))


def gradient(net: Net, X: np.ndarray, Y: np.ndarray) -> Net:
    """Return the gradient of half the mean squared error."""
    W1, b1, W2, b2 = net
    A1 = np.maximum(0, W1 @ X + b1)
    dZ2 = (W2 @ A1 + b2 - Y) / Y.size
    dZ1 = W2.T @ dZ2 * (A1 > 0)
    return Net(
        dZ1 @ X.T,
        dZ1.sum(axis=1, keepdims=True),
        dZ2 @ A1.T,
        dZ2.sum(axis=1, keepdims=True),
    )


def epoch(
    net: Net,
    v: Net,
    data: Market,
    alpha: float,
    beta: float,
    rng: np.random.Generator,
    *,
    batch: int = 64,
) -> tuple[Net, Net]:
    """Go once through the training houses by gradient descent with momentum.

        v = beta v + (1 - beta) dW,    W = W - alpha v

    Args:
        net: the parameters.
        v: their velocity.
        data: the houses.
        alpha: the learning rate.
        beta: how much of the velocity stays.
        rng: shuffles the houses.
        batch: how many houses a step looks at.

    Returns:
        net, v: the same after the last step.
    """
    order = rng.permutation(data.Y_train.size)
    for first in range(0, order.size, batch):
        some = order[first : first + batch]
        grads = gradient(net, data.X_train[:, some], data.Y_train[:, some])
        v = Net(*(beta * old + (1 - beta) * g for old, g in zip(v, grads, strict=True)))
        net = Net(*(part - alpha * move for part, move in zip(net, v, strict=True)))
    return net, v


def training(setting: Setting, epochs: int = 20, seed: int = 0) -> Iterator[Net]:
    """Yield a net before training and after each epoch of it.

    Where the steps are too long, its numbers run away to infinity, without a warning.
    """
    rng = np.random.default_rng(seed)
    data = market()
    net = start(setting.n_h, data.X_train.shape[0], rng)
    v = still(net)
    yield net
    for _ in range(epochs):
        with np.errstate(over="ignore", invalid="ignore"):
            net, v = epoch(net, v, data, setting.alpha, setting.beta, rng)
        yield net


def learning_curve(setting: Setting, epochs: int = 20) -> list[float]:
    """Train with a setting; return the error on the dev houses before and after epochs.

    An error above `HOPELESS`, or none at all, counts as that: the net has left the
    houses behind, and how far is chance.
    """
    data, curve = market(), []
    for net in training(setting, epochs):
        with np.errstate(over="ignore", invalid="ignore"):
            found = error(net, data.X_dev, data.Y_dev)
        curve.append(found if found < HOPELESS else HOPELESS)
    return curve


def dev_error(setting: Setting, epochs: int = 20) -> float:
    """Train with a setting; return the error on the dev houses at the end."""
    return learning_curve(setting, epochs)[-1]
