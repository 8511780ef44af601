"""Points on a plane, and the border that a network draws between their classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Decide = Callable[[np.ndarray], np.ndarray]

PER_SIDE = 120  # places across and up at which the border is looked for
SIZE = 4.2  # of a plane that is drawn alone, in inches


def points(
    X: np.ndarray,
    Y: np.ndarray,
    *,
    classes: Sequence[str] = ("label 0", "label 1"),
    ax: Axes | None = None,
    **labels: Any,
) -> Axes:
    """Draw points on a plane, each class with its own colour and marker.

    Args:
        X: (2, m), one column a point.
        Y: (1, m), labels 0 or 1.
        classes: what the two labels mean.
        ax: where to draw; None for a new figure.
        labels: title, xlabel, ... for `ax.set`.
    """
    ax = theme.tidy(_square(ax))
    for label, name in enumerate(classes):
        across, up = X[:, np.ravel(Y) == label]
        style = theme.look(label).points() | {"markersize": 3.5, "alpha": 0.75}
        ax.plot(across, up, label=name, markeredgewidth=0, **style)
    ax.set(**{"xlabel": "x1", "ylabel": "x2"} | labels)
    ax.set_aspect("equal")
    return ax


def decision_boundary(
    decide: Decide,
    X: np.ndarray,
    Y: np.ndarray,
    *,
    classes: Sequence[str] = ("label 0", "label 1"),
    ax: Axes | None = None,
    **labels: Any,
) -> Axes:
    """Shade the plane by the label that each place gets, and draw the points on it.

    Args:
        decide: gives (1, n) labels or probabilities for (2, n) places.
        X: (2, m), one column a point.
        Y: (1, m), labels 0 or 1.
        classes: what the two labels mean.
        ax: where to draw; None for a new figure.
        labels: title, xlabel, ... for `ax.set`.
    """
    ax = _square(ax)
    across, up, said = plane(decide, X)
    shades = [theme.SKY, theme.ORANGE]
    ax.contourf(across, up, said, levels=[-1, 0.5, 2], colors=shades, alpha=0.3)
    if said.min() < 0.5 < said.max():
        ax.contour(across, up, said, levels=[0.5], colors=theme.BLACK, linewidths=1.2)
    points(X, Y, classes=classes, ax=ax, **labels)
    ax.set(xlim=(across[0], across[-1]), ylim=(up[0], up[-1]))
    ax.grid(visible=False)
    return ax


def plane(
    decide: Decide, X: np.ndarray, per_side: int = PER_SIDE
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what is said about a grid of places around the points.

    Args:
        decide: gives (1, n) labels or probabilities for (2, n) places.
        X: (2, m), the points.
        per_side: how many places across, and up.

    Returns:
        across: (per_side,), first coordinates.
        up: (per_side,), second coordinates.
        said: (per_side, per_side), a row for every height.
    """
    margin = 0.08 * np.ptp(X, axis=1)
    low, high = X.min(axis=1) - margin, X.max(axis=1) + margin
    across, up = (np.linspace(low[i], high[i], per_side) for i in (0, 1))
    places = np.stack(np.meshgrid(across, up)).reshape(2, -1)  # (2, per_side ** 2)
    said = np.asarray(decide(places), dtype=float).reshape(per_side, per_side)
    return across, up, said


def share_of_one(decide: Decide, X: np.ndarray) -> float:
    """Return the share of the plane that gets label 1: a border, in a number."""
    return float(np.mean(plane(decide, X)[2] > 0.5))


def _square(ax: Axes | None) -> Axes:
    return theme.panels(width=SIZE, height=SIZE)[1][0] if ax is None else ax
