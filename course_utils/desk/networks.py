"""Pictures of small networks: every unit, every weight, and what flows through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Layers = Sequence[tuple[np.ndarray, np.ndarray]]


def says(layers: Layers, x: np.ndarray) -> list[np.ndarray]:
    """Return what every layer of ReLUs says to one example x (n_x, 1), x first."""
    A = [x]
    for W, b in layers:
        A.append(np.maximum(0, W @ A[-1] + b))
    return A


def draw_network(
    layers: Layers,
    x: np.ndarray,
    names: Sequence[str],
    *,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw a net of ReLUs with the numbers of one example in its units.

    A line is a weight: thick for a large one, blue for a positive one, red and dashed
    for a negative one, thin and grey for 0. Below a unit stands its bias.

    Args:
        layers: (W, b) of each layer, W (n, n_prev) and b (n, 1).
        x: (n_x, 1), the example.
        names: what the inputs are.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.panels(width=7.2, height=3.6)[1][0] if ax is None else ax
    A = says(layers, x)
    heights = [(len(a) - 1) / 2 - np.arange(len(a)) for a in A]
    for number, (W, b) in enumerate(layers):
        left, right = heights[number], heights[number + 1]
        for i, j in np.ndindex(W.shape):
            start, end = (number, float(left[j])), (number + 1, float(right[i]))
            _weight(ax, float(W[i, j]), start, end, i)
        for i, y in enumerate(right):
            text = f"b = {b[i, 0]:g}"
            ax.text(number + 1, y - 0.36, text, ha="center", va="top", fontsize=8)
    for number, (a, ys) in enumerate(zip(A, heights, strict=True)):
        for value, y in zip(a[:, 0], ys, strict=True):
            _unit(ax, number, y, value)
    for name, y in zip(names, heights[0], strict=True):
        ax.text(-0.16, y, name, ha="right", va="center", fontsize=9)
    tall = max(map(len, A)) / 2 + 0.3
    ax.set(xlim=(-0.8, len(layers) + 0.3), ylim=(-tall, tall), title=title)
    ax.set_axis_off()
    return ax


def _weight(
    ax: Axes, w: float, start: tuple[int, float], end: tuple[int, float], row: int
) -> None:
    look = theme.look(0 if w >= 0 else 1)
    width = 0.6 + 1.6 * min(2.0, abs(float(w)))
    xs, ys = (start[0], end[0]), (start[1], end[1])
    if w == 0:
        ax.plot(xs, ys, color="#CCCCCC", linewidth=0.6, zorder=1)
        return
    ax.plot(xs, ys, linewidth=width, alpha=0.75, zorder=1, **look.line())
    share = 0.36 + 0.1 * (row % 3)  # numbers of neighbours stand one behind the other
    x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    box: dict[str, Any] = {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none"}
    ax.text(x, y, f"{w:g}", fontsize=8, ha="center", va="center", bbox=box)


def _unit(ax: Axes, x: float, y: float, value: float) -> None:
    rests = value == 0
    style: dict[str, Any] = {"markersize": 34, "markeredgecolor": theme.BLACK}
    fill = "white" if rests else theme.SKY
    ax.plot([x], [y], "o", markerfacecolor=fill, zorder=2, **style)
    ax.text(x, y, f"{value:.3g}", ha="center", va="center", fontsize=9, zorder=3)


def network_explorer(
    layers: Layers, x: np.ndarray, names: Sequence[str], ranges: Sequence[Any]
) -> Any:
    """Let the learner move the inputs of a small net and watch its units.

    It first draws the net for the example given, and prints what it says, so that the
    page says something without a running notebook. Each turn does the same again.

    Args:
        layers: (W, b) of each layer.
        x: (n_x, 1), the example to start from.
        names: what the inputs are.
        ranges: the smallest and the largest value of each input.

    Returns:
        the sliders with a place for the figure, or None without ipywidgets.
    """
    show_network(layers, x, names)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to move the inputs with sliders.")
        return None
    sliders = [
        ipywidgets.FloatSlider(
            value=float(value), min=low, max=high, description=name, readout_format="g"
        )
        for name, value, (low, high) in zip(names, x[:, 0], ranges, strict=True)
    ]
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            moved = np.array([[slider.value] for slider in sliders])
            show_network(layers, moved, names)

    for slider in sliders:
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([*sliders, place])


def show_network(layers: Layers, x: np.ndarray, names: Sequence[str]) -> None:
    """Show the net with the numbers of one example, and say them in a line."""
    words = summary(layers, x, names)
    theme.show(draw_network(layers, x, names), f"A drawn network. {words}")
    print(words)


def summary(layers: Layers, x: np.ndarray, names: Sequence[str]) -> str:
    """Return in words what goes in, what each layer says, and what comes out."""
    pairs = zip(names, x[:, 0], strict=True)
    given = ", ".join(f"{name} {value:g}" for name, value in pairs)
    said = [", ".join(f"{a:.3g}" for a in A[:, 0]) for A in says(layers, x)[1:]]
    return f"In: {given}. The layers say: {'; then '.join(said)}."
