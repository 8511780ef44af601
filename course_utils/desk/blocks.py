"""A deep network as a row of blocks: what flows forward, is kept, and flows back.

Forward goes along the top from left to right, backward along the bottom from right to
left. Between them stand the caches: what a block keeps for its partner below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Cache = tuple[tuple[np.ndarray, np.ndarray, np.ndarray], np.ndarray]

FORWARD, KEPT, BACK = 2.6, 1.1, -0.4  # heights of the three rows
HALF = 0.27  # of a block's width, where one layer is 1 wide
MOST = 5  # numbers of a column that are written out


def draw_blocks(
    A: Sequence[np.ndarray],
    caches: Sequence[Cache],
    grads: Mapping[str, np.ndarray] | None = None,
    *,
    bends: Sequence[str] = (),
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw one step of a network with names, shapes, and the numbers of one example.

    Args:
        A: L + 1 arrays (n, m): the input, then what each layer says.
        caches: L pairs ((A_prev, W, b), Z), the first layer's first.
        grads: dA{l}, dW{l}, db{l}; None draws the way forward alone.
        bends: the activation of each layer, to be written into its block.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    L = len(caches)
    tall = 3.6 if grads is None else 5.6
    ax = theme.panels(width=9.6, height=tall)[1][0] if ax is None else ax
    _forward_flow(ax, 0, A[0])
    for layer, ((_, W, b), _) in enumerate(caches, start=1):
        bend = f"\n{bends[layer - 1]}" if bends else ""
        _box(ax, layer, FORWARD, f"layer {layer}{bend}", theme.SKY)
        _note(ax, layer, FORWARD + 0.72, f"{_sized('W', layer, W)}", theme.BLACK)
        _note(ax, layer, FORWARD + 0.47, f"{_sized('b', layer, b)}", theme.BLACK)
        _forward_flow(ax, layer, A[layer])
        kept = f"cache {layer}\nA{layer - 1}, W{layer}, b{layer}\nZ{layer}"
        _box(ax, layer, KEPT, kept, theme.YELLOW)
        _arrow(ax, (layer, FORWARD - 0.25), (layer, KEPT + 0.33))
    if grads is not None:
        for layer in range(1, L + 1):
            _backward(ax, layer, grads)
        _backward_flow(ax, L, grads[f"dA{L}"])
    low = KEPT - 0.6 if grads is None else BACK - 1.1
    ax.set(xlim=(0.1, L + 0.9), ylim=(low, FORWARD + 0.9), title=title)
    ax.set_axis_off()
    return ax


def _backward(ax: Axes, layer: int, grads: Mapping[str, np.ndarray]) -> None:
    _box(ax, layer, BACK, f"layer {layer}\nback", theme.ORANGE)
    _arrow(ax, (layer, KEPT - 0.33), (layer, BACK + 0.25))
    for drop, name in ((0.47, "dW"), (0.72, "db")):
        words = _sized(name, layer, grads[f"{name}{layer}"])
        _note(ax, layer, BACK - drop, words, theme.BLACK)
    _backward_flow(ax, layer - 1, grads[f"dA{layer - 1}"])


def _forward_flow(ax: Axes, after: int, A: np.ndarray) -> None:
    start, end = (after + HALF, FORWARD), (after + 1 - HALF, FORWARD)
    _flow(ax, start, end, _sized("A", after, A), A, theme.BLUE)


def _backward_flow(ax: Axes, before: int, dA: np.ndarray) -> None:
    start, end = (before + 1 - HALF, BACK), (before + HALF, BACK)
    _flow(ax, start, end, _sized("dA", before, dA), dA, theme.VERMILLION)


def _flow(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    words: str,
    values: np.ndarray,
    color: str,
) -> None:
    _arrow(ax, start, end)
    middle, height = (start[0] + end[0]) / 2, start[1]
    _note(ax, middle, height + 0.17, words, color)
    style: dict[str, Any] = {"ha": "center", "va": "top", "fontsize": 8}
    ax.text(middle, height - 0.1, _first_column(values), color=color, **style)


def _first_column(values: np.ndarray) -> str:
    rows = [f"{value:.3f}" for value in values[:MOST, 0]]
    return "\n".join(rows + ["..."] * (len(values) > MOST))


def _sized(name: str, layer: int, values: np.ndarray) -> str:
    return f"{name}{layer} {values.shape}"


def _box(ax: Axes, x: float, y: float, words: str, fill: str) -> None:
    box: dict[str, Any] = {"boxstyle": "round,pad=0.4", "ec": theme.BLACK, "fc": fill}
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9}
    ax.text(x, y, words, bbox=box | {"alpha": 0.45}, zorder=3, **style)


def _note(ax: Axes, x: float, y: float, words: str, color: str) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8.5}
    ax.text(x, y, words, color=color, zorder=3, **style)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    look: dict[str, Any] = {"arrowstyle": "-|>", "color": "#777777"}
    ax.annotate("", end, start, arrowprops=look | {"shrinkA": 0, "shrinkB": 0})
