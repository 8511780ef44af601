"""What a learner turns by hand; every widget also draws and prints without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from course_utils.desk import plotting, theme

Train = Callable[[float, int], Sequence[float]]


def learning_rate_explorer(
    train: Train,
    learning_rate: float = 0.01,
    num_iterations: int = 500,
    *,
    most_iterations: int = 2000,
    every: int = 1,
) -> Any:
    """Let the learner turn learning rate and iterations and watch the cost.

    It first draws a figure and prints its numbers for the values given, so that the
    page says something without a running notebook. Each turn does the same again.

    Args:
        train: train(learning_rate, num_iterations) -> the costs of that run.
        learning_rate: where the slider starts, between 0.0001 and 10.
        num_iterations: where the slider starts.
        most_iterations: where the slider ends.
        every: how many iterations lie between two costs.

    Returns:
        the two sliders with a place for the figure, or None without ipywidgets.
    """
    draw_run(train, learning_rate, num_iterations, every)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to turn the two numbers with sliders.")
        return None
    rate, iterations = _sliders(learning_rate, num_iterations, most_iterations)
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw_run(train, rate.value, iterations.value, every)

    rate.observe(redraw, names="value")
    iterations.observe(redraw, names="value")
    return ipywidgets.VBox([rate, iterations, place])


def draw_run(
    train: Train, learning_rate: float, num_iterations: int, every: int
) -> None:
    """Draw the cost of one run and print its numbers as a line of text."""
    costs = train(learning_rate, num_iterations)
    words = summary(costs, learning_rate, num_iterations)
    ax = theme.panels(width=6, height=2.8)[1][0]
    title = f"learning rate {learning_rate:.4g}, {num_iterations} iterations"
    theme.show(plotting.plot_costs(costs, every=every, ax=ax, title=title), words)
    print(words)


def summary(costs: Sequence[float], learning_rate: float, num_iterations: int) -> str:
    """Return a run in words: where the cost starts, ends, and how often it rises."""
    rises = sum(later > earlier for earlier, later in pairwise(costs))
    return (
        f"learning rate {learning_rate:.4g}, {num_iterations} iterations: "
        f"the cost goes from {costs[0]:.4f} to {costs[-1]:.4f} "
        f"and rises in {rises} of {len(costs) - 1} steps."
    )


def _sliders(learning_rate: float, num_iterations: int, most: int) -> tuple[Any, Any]:
    import ipywidgets

    common = {
        # A run takes time: it waits until the hand lets go.
        "continuous_update": False,
        "style": {"description_width": "8em"},
        "layout": {"width": "32em"},
    }
    rate = ipywidgets.FloatLogSlider(
        value=learning_rate,
        min=-4,
        max=1,
        step=0.1,
        readout_format=".4f",
        description="learning rate",
        **common,
    )
    iterations = ipywidgets.IntSlider(
        value=num_iterations, min=1, max=most, description="iterations", **common
    )
    return rate, iterations
