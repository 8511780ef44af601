"""Points on a plane in two classes, drawn anew from a random generator each time.

All of it is computed here; nothing is downloaded or copied. Every function gives
X (2, m), one column a point, and Y (1, m), labels 0 and 1 in turn.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Points = tuple[np.ndarray, np.ndarray]


def flower(m: int, rng: np.random.Generator) -> Points:
    """Draw points around a rose of eight petals, four of each class.

        r = 4 sin(4 t),  t from 0 to pi for class 0, from pi to 2 pi for class 1

    with noise of 0.25 on both the angle and the radius.
    """
    Y = _labels(m)
    t = np.pi * (Y + rng.random((1, m))) + rng.normal(scale=0.25, size=(1, m))
    r = 4 * np.sin(4 * t) + rng.normal(scale=0.25, size=(1, m))
    return np.vstack([r * np.sin(t), r * np.cos(t)]), Y


def noisy_circles(m: int, rng: np.random.Generator, noise: float = 0.15) -> Points:
    """Draw points around two circles: radius 1 for class 0, 0.4 for class 1."""
    Y = _labels(m)
    t = 2 * np.pi * rng.random((1, m))
    r = np.where(Y == 1, 0.4, 1.0)
    X = np.vstack([r * np.cos(t), r * np.sin(t)])
    return X + rng.normal(scale=noise, size=(2, m)), Y


def noisy_moons(m: int, rng: np.random.Generator, noise: float = 0.2) -> Points:
    """Draw points around two half circles that reach into one another."""
    Y = _labels(m)
    t = np.pi * rng.random((1, m))
    X = np.vstack([np.cos(t), np.sin(t)])
    X = np.where(Y == 1, np.array([[1.0], [0.5]]) - X, X)
    return X + rng.normal(scale=noise, size=(2, m)), Y


def blobs(m: int, rng: np.random.Generator, clouds: int = 6) -> Points:
    """Draw round clouds on a ring; their classes take turns."""
    Y = _labels(m)
    turn = 2 * rng.integers(clouds // 2, size=(1, m)) + Y  # the parity is the class
    t = 2 * np.pi * turn / clouds
    X = 4 * np.vstack([np.cos(t), np.sin(t)])
    return X + rng.normal(scale=0.8, size=(2, m)), Y


def gaussian_quantiles(m: int, rng: np.random.Generator) -> Points:
    """Draw one normal cloud; class 0 is its inner half, class 1 the outer."""
    X = rng.normal(size=(2, m))
    order = np.argsort(np.sum(X**2, axis=0))
    inner, outer = order[: (m + 1) // 2], order[(m + 1) // 2 :]
    turns = np.empty(m, dtype=int)
    turns[0::2], turns[1::2] = inner, outer
    return X[:, turns], _labels(m)


def football_pitch(m: int, rng: np.random.Generator, noise: float = 0.15) -> Points:
    """Draw where high balls came down on a pitch, and who headed them.

        up > 0.5 sin(3 across),  -1.05 < across < 1.05,  -0.68 < up < 0.68

    is where our player (class 1) has the better place, elsewhere the other team's. Of
    the balls a share of `noise` is headed by whoever had the worse place.
    """
    Y = _labels(m)
    X = np.empty((2, m))
    for i in range(m):
        lucky = rng.random() < noise
        while True:
            across, up = rng.uniform(-1.05, 1.05), rng.uniform(-0.68, 0.68)
            ours = up > 0.5 * np.sin(3 * across)
            if (ours != lucky) == bool(Y[0, i]):
                break
        X[:, i] = across, up
    return X, Y


PLANES: dict[str, Callable[[int, np.random.Generator], Points]] = {
    "flower": flower,
    "noisy circles": noisy_circles,
    "noisy moons": noisy_moons,
    "blobs": blobs,
    "Gaussian quantiles": gaussian_quantiles,
}
"""Every kind of plane by its name."""


def _labels(m: int) -> np.ndarray:
    return np.arange(m).reshape(1, m) % 2
