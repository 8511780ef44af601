"""Ways of training side by side, turned by hand: what the costs become."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course_utils.desk import plotting, theme

Train = Callable[[float, float], Sequence[float]]


def race_explorer(
    ways: Mapping[str, Train],
    learning_rate: float,
    scale: float,
    *,
    rates: tuple[float, float] = (-3, 1),
    scales: tuple[float, float] = (-2, 1),
) -> Any:
    """Let the learner turn learning rate and first weights, for all ways at once.

    It first draws the costs for the values given and prints them, so that the page says
    something without a running notebook. Each turn does the same again.

    Args:
        ways: name -> train(learning_rate, scale) -> the costs of that run.
        learning_rate: where the slider starts.
        scale: the factor of the first weights to start with.
        rates: the powers of ten at which the slider of the rate ends.
        scales: the same for the factor.

    Returns:
        the two sliders with a place for the figure, or None without ipywidgets.
    """
    draw_race(ways, learning_rate, scale)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to turn the two numbers with sliders.")
        return None
    sliders = [
        ipywidgets.FloatLogSlider(
            value=value,
            min=low,
            max=high,
            step=0.25,
            readout_format=".3g",
            description=name,
            # A run takes time: it waits until the hand lets go.
            continuous_update=False,
            style={"description_width": "8em"},
            layout={"width": "32em"},
        )
        for name, value, (low, high) in [
            ("learning rate", learning_rate, rates),
            ("first weights ×", scale, scales),
        ]
    ]
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw_race(ways, *(slider.value for slider in sliders))

    for slider in sliders:
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([*sliders, place])


def draw_race(ways: Mapping[str, Train], learning_rate: float, scale: float) -> None:
    """Train in every way, draw the costs, and say in a line where they end."""
    runs = {name: train(learning_rate, scale) for name, train in ways.items()}
    words = summary(runs, learning_rate, scale)
    ax = theme.panels(width=6, height=2.8)[1][0]
    title = f"learning rate {learning_rate:.3g}, first weights times {scale:.3g}"
    theme.show(plotting.plot_costs(runs, every=1, ax=ax, title=title), words)
    print(words)


def summary(
    runs: Mapping[str, Sequence[float]], learning_rate: float, scale: float
) -> str:
    """Return the runs in words: where each cost ends, to two decimals."""
    ends = "; ".join(
        f"{name}, the cost ends at {costs[-1]:.2f}" for name, costs in runs.items()
    )
    return (
        f"Learning rate {learning_rate:.3g}, first weights times {scale:.3g}: {ends}."
    )
