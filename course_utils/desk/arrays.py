"""Arrays as shaded cells: which numbers go into one mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GAP = 0.7  # between two pictures of a batch, in cells


def sharing(shape: Sequence[int], axis: int | Sequence[int]) -> np.ndarray:
    """Return for every cell the number of the mean it goes into, counted from 0.

    Args:
        shape: the sizes of the array.
        axis: over which a mean is taken, one or several; those axes vanish.
    """
    over = {n % len(shape) for n in np.atleast_1d(axis).tolist()}
    kept = [1 if n in over else size for n, size in enumerate(shape)]
    return np.broadcast_to(np.arange(math.prod(kept)).reshape(kept), shape)


def shaded(groups: np.ndarray, *, ax: Axes | None = None, title: str = "") -> Axes:
    """Draw an array cell by cell; cells of one number have one colour.

    Args:
        groups: (rows, columns), a matrix; or (m, n_H, n_W, n_C), a batch of pictures:
            examples stand side by side and channels one above the other.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.panels(width=4, height=3)[1][0] if ax is None else ax
    if groups.ndim == 2:
        _cells(ax, groups, 0, 0)
    else:
        m, n_H, n_W, n_C = groups.shape
        for i, c in np.ndindex(m, n_C):
            _cells(ax, groups[i, :, :, c], i * (n_W + GAP), c * (n_H + GAP))
    ax.set(title=title)
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.invert_yaxis()
    ax.set_axis_off()
    return ax


def _cells(ax: Axes, groups: np.ndarray, left: float, top: float) -> None:
    from matplotlib.patches import Rectangle

    for (row, column), group in np.ndenumerate(groups):
        x, y = left + column, top + row
        fill = theme.OKABE_ITO[1 + int(group) % 7]
        style: dict[str, Any] = {
            "facecolor": fill,
            "alpha": 0.55,
            "edgecolor": theme.BLACK,
        }
        ax.add_patch(Rectangle((x, y), 1, 1, linewidth=0.8, **style))
        ax.text(x + 0.5, y + 0.5, str(group), ha="center", va="center", fontsize=7)
