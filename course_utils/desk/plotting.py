"""The course's figures: each function draws on an axis and returns it.

Pass the axis on to `theme.show` with the words for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme
from course_utils.desk.pictures import image_grid, mislabelled, weight_picture
from course_utils.desk.theme import show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "Node",
    "computation_graph",
    "cost_surface",
    "curves",
    "gradient_step",
    "image_grid",
    "labelled_points",
    "mislabelled",
    "plot_costs",
    "show",
    "timings",
    "weight_picture",
]


def curves(
    x: Sequence[float] | np.ndarray,
    series: Mapping[str, Any],
    *,
    markers: bool = False,
    ax: Axes | None = None,
    **labels: Any,
) -> Axes:
    """Draw several series over the same x, each with its own colour and line style.

    Args:
        x: (n,), the horizontal positions.
        series: name in the legend -> (n,) heights.
        markers: whether to mark the points.
        ax: where to draw; None for a new figure.
        labels: title, xlabel, ylabel, ... for `ax.set`.
    """
    ax = theme.tidy(theme.axis(ax))
    for index, (name, y) in enumerate(series.items()):
        look = theme.look(index)
        style = look.both() if markers else look.line()
        ax.plot(x, np.ravel(y), label=name, markersize=4, **style)
    ax.set(**labels)
    ax.legend(framealpha=0.9, edgecolor="none")
    return ax


def plot_costs(
    costs: Sequence[float] | Mapping[str, Sequence[float]],
    *,
    every: int = 100,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw the cost against the iteration.

    Args:
        costs: the costs of one run, or name of the run -> its costs.
        every: how many iterations lie between two costs.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.tidy(theme.axis(ax))
    runs = costs if isinstance(costs, Mapping) else {"cost": costs}
    for index, (name, run) in enumerate(runs.items()):
        x = np.arange(len(run)) * every
        style = theme.look(index).both()
        ax.plot(x, run, label=name, markersize=4, markevery=0.08, **style)
    ax.set(xlabel="iteration", ylabel="cost (nats per example)", title=title)
    if len(runs) > 1:
        ax.legend(framealpha=0.9, edgecolor="none")
    return ax


def labelled_points(
    x: np.ndarray,
    y: np.ndarray,
    *,
    classes: Sequence[str] = ("0", "1"),
    ax: Axes | None = None,
    **labels: Any,
) -> Axes:
    """Draw examples with one input each: the input across, the label up.

    Args:
        x: (m,) or (1, m), the input.
        y: (m,) or (1, m), labels 0 or 1.
        classes: what the two labels mean.
        ax: where to draw; None for a new figure.
        labels: title, xlabel, ... for `ax.set`.
    """
    ax = theme.tidy(theme.axis(ax))
    x, y = np.ravel(x), np.ravel(y)
    for label, name in enumerate(classes):
        style = theme.look(label).points() | {"fillstyle": "none", "alpha": 0.7}
        ax.plot(x[y == label], y[y == label], label=name, **style)
    ax.set(**labels)
    ax.legend(framealpha=0.9, edgecolor="none", loc="center right")
    return ax


def cost_surface(
    cost: Callable[[float, float], float],
    w: Sequence[float] | np.ndarray,
    b: Sequence[float] | np.ndarray,
    *,
    path: np.ndarray | None = None,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw the cost over one weight and one bias, and the way downhill on it.

    Args:
        cost: what to draw, a function of w and b.
        w: (n,), the weights across.
        b: (k,), the biases up.
        path: (steps, 2), the pairs w, b that gradient descent visited.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.axis(ax)
    heights = np.array([[cost(w_i, b_j) for w_i in w] for b_j in b])  # (k, n)
    levels = np.quantile(heights, np.linspace(0.01, 0.97, 14))
    ax.contourf(w, b, heights, levels=40, cmap="cividis_r", alpha=0.55)
    lines = ax.contour(w, b, heights, levels=levels, colors=theme.BLACK, linewidths=0.4)
    ax.clabel(lines, levels[3::4], fontsize=7, fmt="%.2f")
    if path is not None:
        style = theme.look(1).line() | {"marker": ".", "markersize": 5}
        ax.plot(*np.transpose(path), label="path", linewidth=1.2, **style)
        ax.plot(*path[0], "o", color=theme.BLACK, markersize=7, label="start")
        ax.plot(*path[-1], "*", color=theme.BLACK, markersize=11, label="end")
        ax.legend(loc="lower right", fontsize=8, framealpha=0.9)
    ax.set(xlabel="weight w", ylabel="bias b", title=title)
    ax.set(xlim=(w[0], w[-1]), ylim=(b[0], b[-1]))
    return ax


def gradient_step(
    cost: Callable[[float], float],
    slope: float,
    at: float,
    learning_rate: float,
    w: np.ndarray,
    *,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw one step of gradient descent: the curve, its tangent, and where w goes.

    Args:
        cost: the cost, a function of one weight.
        slope: the derivative of the cost where the step starts.
        at: the weight where the step starts.
        learning_rate: the step is learning_rate * slope, downhill.
        w: (n,), the weights to draw the curve over.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.tidy(theme.axis(ax))
    there = at - learning_rate * slope
    reach = np.array([min(at, there), max(at, there)]) + np.array([-0.4, 0.4])
    heights = [cost(w_i) for w_i in w]
    ax.plot(w, heights, label="cost", **theme.look(0).line())
    tangent = cost(at) + slope * (reach - at)
    ax.plot(reach, tangent, label=f"tangent, slope {slope:.3f}", **theme.look(1).line())
    ax.plot([at], [cost(at)], label="before", markersize=8, **theme.look(1).points())
    ax.plot(
        [there], [cost(there)], label="after", markersize=8, **theme.look(2).points()
    )
    height = max(heights) - min(heights)
    floor = min(heights) - 0.1 * height
    step = {"arrowstyle": "->", "lw": 1.5, "color": theme.BLACK}
    ax.annotate("", (there, floor), (at, floor), arrowprops=step)
    text = f"step = {learning_rate:g} × {slope:.3f}"
    ax.text((at + there) / 2, floor - 0.02 * height, text, ha="center", va="top")
    ax.set_ylim(bottom=floor - 0.15 * height)
    ax.set(xlabel="weight w", ylabel="cost (nats per example)", title=title)
    ax.legend(framealpha=0.9, edgecolor="none")
    return ax


@dataclass(frozen=True)
class Node:
    """One box of a computation graph: where it stands, what flows there and back."""

    x: float
    y: float
    formula: str
    value: float
    gradient: float | None = None


def computation_graph(
    nodes: Mapping[str, Node],
    edges: Iterable[tuple[str, str]],
    *,
    ax: Axes | None = None,
    title: str = "",
) -> Axes:
    """Draw a computation: values forward above each box, derivatives back below it.

    Args:
        nodes: name -> its box.
        edges: pairs of names: what flows into what.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.panels(width=7.6, height=3.2)[1][0] if ax is None else ax
    arrow: dict[str, Any] = {
        "arrowstyle": "-|>",
        "color": "#777777",
        "shrinkA": 30,
        "shrinkB": 30,
    }
    for start, end in edges:
        a, b = nodes[start], nodes[end]
        ax.annotate("", (b.x, b.y), (a.x, a.y), arrowprops=arrow, zorder=1)
    box: dict[str, Any] = {
        "boxstyle": "round,pad=0.4",
        "fc": "white",
        "ec": theme.BLACK,
    }
    centred: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 3}
    for node in nodes.values():
        at = node.x, node.y
        ax.text(*at, node.formula, bbox=box, fontsize=11, **centred)
        value = f"{node.value:.4g}"
        ax.text(node.x, node.y + 0.4, value, color=theme.BLUE, **centred)
        if node.gradient is not None:
            back = f"← {node.gradient:.4g}"
            ax.text(node.x, node.y - 0.4, back, color=theme.VERMILLION, **centred)
    x, y = zip(*((node.x, node.y) for node in nodes.values()), strict=True)
    ax.set(xlim=(min(x) - 0.6, max(x) + 0.6), ylim=(min(y) - 0.6, max(y) + 0.6))
    ax.set(title=title)
    ax.set_axis_off()
    return ax


def timings(
    seconds: Mapping[str, float], *, ax: Axes | None = None, title: str = ""
) -> Axes:
    """Draw how long each way takes, and how many times the fastest that is.

    Args:
        seconds: name of the way -> seconds.
        ax: where to draw; None for a new figure.
        title: what the figure shows, as a claim.
    """
    ax = theme.tidy(theme.axis(ax))
    times = np.array(list(seconds.values()))
    bars = ax.barh(list(seconds), times, color=theme.SKY, edgecolor=theme.BLACK)
    for bar, hatch in zip(bars, ("", "//", "xx", ".."), strict=False):
        bar.set_hatch(hatch)
    ratios = [f" × {ratio:,.0f}" for ratio in times / times.min()]
    ax.bar_label(bars, ratios, padding=3)
    ax.set(xscale="log", xlabel="time (seconds, logarithmic)")
    ax.set(title=title, xlim=(times.min() / 3, times.max() * 8))
    ax.invert_yaxis()
    return ax
