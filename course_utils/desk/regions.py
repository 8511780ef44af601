"""A plane cut into several classes: who wins where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import boundaries, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def class_regions(
    decide: boundaries.Decide,
    X: np.ndarray,
    labels: np.ndarray,
    *,
    ax: Axes | None = None,
    **words: Any,
) -> Axes:
    """Shade the plane by the class that each place gets, and draw the points on it.

    Args:
        decide: gives (n,) class numbers from 0 for (2, n) places.
        X: (2, m), one column a point.
        labels: (m,) or (1, m), the class number of each point, from 0 to 5.
        ax: where to draw; None for a new figure.
        words: title, xlabel, ... for `ax.set`.
    """
    from matplotlib.colors import ListedColormap

    ax = theme.panels(width=4.2, height=4.2)[1][0] if ax is None else ax
    across, up, said = boundaries.plane(decide, X)
    count = int(max(said.max(), labels.max())) + 1
    shades = [theme.look(c).color for c in range(count)]
    # Cell by cell: contours between classes 0 and 3 would pass through 1 and 2.
    colours = ListedColormap(shades)
    style: dict[str, Any] = {"cmap": colours, "vmin": -0.5, "vmax": count - 0.5}
    ax.pcolormesh(across, up, said, shading="nearest", alpha=0.25, **style)
    for c in range(count):
        mine = X[:, np.ravel(labels) == c]
        style = theme.look(c).points() | {"markersize": 3.5, "alpha": 0.8}
        ax.plot(*mine, label=f"class {c}", **style)
    ax.set(**{"xlabel": "x1", "ylabel": "x2"} | words)
    ax.set(xlim=(across[0], across[-1]), ylim=(up[0], up[-1]))
    ax.set_aspect("equal")
    return ax
