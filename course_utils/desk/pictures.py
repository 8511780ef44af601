"""Pictures as figures: grids of them, those that got a wrong label, and weights."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 7.6  # of a full row of pictures, in inches
GAP = 0.12  # between the pictures of a row, in picture widths
LINE = 0.15  # the height of a line of text, in inches
LETTERS = 16  # of a title, to an inch


def image_grid(
    images: Sequence[np.ndarray] | np.ndarray,
    titles: Sequence[str] = (),
    *,
    columns: int = 6,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw pictures side by side on one axis, each with its title below.

    Args:
        images: pictures (n_H, n_W, n_C), or (n_H, n_W) drawn in grey.
        titles: a line or two for each; empty for none.
        columns: how many stand in a row.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    unit = WIDTH / (columns * (1 + GAP))  # inches
    titles = ["\n".join(wrap(text, int(LETTERS * unit))) for text in titles]
    lines = max((text.count("\n") + 1 for text in titles), default=0)
    rows, used = max(1, -(-len(images) // columns)), max(1, min(columns, len(images)))
    tall = 1 + GAP / 2 + LINE * lines / unit
    if ax is None:
        width, height = used * (1 + GAP) * unit, rows * tall * unit
        ax = theme.panels(width=width, height=height)[1][0]
    for index, image in enumerate(images):
        x, y = index % columns * (1 + GAP), index // columns * tall
        grey = (
            {"cmap": "gray", "vmin": 0, "vmax": np.max(image)} if _flat(image) else {}
        )
        extent = (x, x + 1, y + 1, y)
        ax.imshow(image, extent=extent, interpolation="nearest", **grey)
        if titles:
            ax.text(x + 0.5, y + 1.03, titles[index], ha="center", va="top", fontsize=8)
    ax.set(xlim=(-GAP / 2, used * (1 + GAP) - GAP / 2), title=title)
    ax.set(ylim=(rows * tall, 0))
    ax.set_axis_off()
    return ax


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a title, none of them much wider than a picture."""
    lines = text.splitlines()
    return [part for line in lines for part in textwrap.wrap(line, width) or [""]]


def _flat(image: np.ndarray) -> bool:
    return np.ndim(image) == 2


def mislabelled(
    images: np.ndarray,
    Y: np.ndarray,
    A: np.ndarray,
    names: Sequence[str],
    classes: Sequence[str],
    *,
    columns: int = 5,
    most: int = 10,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw the pictures that get the wrong label, the surest mistakes first.

    Args:
        images: (m, n_H, n_W, n_C), pictures.
        Y: (1, m), labels 0 or 1.
        A: (1, m), the probability that the label is 1.
        names: m descriptions.
        classes: what the two labels mean.
        columns: how many stand in a row.
        most: how many to draw at most.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    Y, A = np.ravel(Y), np.ravel(A)
    wrong = np.flatnonzero((A > 0.5) != (Y == 1))
    order = wrong[np.argsort(-np.abs(A[wrong] - 0.5), kind="stable")][:most]
    sure = {i: A[i] if A[i] > 0.5 else 1 - A[i] for i in order}
    said = [f"{classes[int(A[i] > 0.5)]}: {sure[i]:.0%}" for i in order]
    titles = [f"{names[i]}\n→ {what}" for i, what in zip(order, said, strict=True)]
    ax = image_grid(images[order], titles, columns=columns, ax=ax, title=title)
    if not len(order):
        ax.text(0.5, 0.5, "every label\nis right", ha="center", va="center")
    return ax


def weight_picture(
    w: np.ndarray,
    shape: tuple[int, int, int] = (64, 64, 3),
    *,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw weights where their pixels stand: grey is zero, a bright red votes for 1.

    Args:
        w: (n_H * n_W * n_C, 1), one weight for each number of a picture.
        shape: n_H, n_W, n_C.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    scale = np.quantile(np.abs(w), 0.99) or 1
    image = np.clip(0.5 + w.reshape(shape) / (2 * scale), 0, 1)
    ax = theme.panels(width=3.4, height=3.4)[1][0] if ax is None else ax
    ax.imshow(image, interpolation="nearest")
    ax.set(title=title, xticks=[], yticks=[])
    return ax
