"""A way downhill to turn by hand: how heavy the ball, how long the step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.desk import theme, walks

Walk = Callable[[float, float], np.ndarray]


def walk_explorer(
    walk: Walk,
    scene: walks.Scene,
    *,
    beta: float = 0.9,
    learning_rate: float = 0.1,
    goal: float = 0.01,
) -> Any:
    """Let the learner turn beta and the learning rate, and watch the way downhill.

    It first draws the way for the values given and prints its numbers, so that the page
    says something without a running notebook. Each turn does the same again.

    Args:
        walk: walk(beta, learning_rate) -> (steps + 1, 2), the places w1, w2.
        scene: the landscape; its own walks are not drawn.
        beta: where the slider starts, from 0 to 0.99.
        learning_rate: where the slider starts, between 0.001 and 1.
        goal: the cost that counts as the bottom.

    Returns:
        the two sliders with a place for the figure, or None without ipywidgets.
    """
    draw_way(walk, scene, beta, learning_rate, goal)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to turn beta and the learning rate with sliders.")
        return None
    heavy, rate = _sliders(beta, learning_rate)
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw_way(walk, scene, heavy.value, rate.value, goal)

    for slider in (heavy, rate):
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([heavy, rate, place])


def draw_way(
    walk: Walk, scene: walks.Scene, beta: float, learning_rate: float, goal: float
) -> None:
    """Walk once, draw the way, and print its numbers as a line of text."""
    way = walk(beta, learning_rate)
    words = summary(scene.cost(*way.T), beta, learning_rate, goal)
    title = f"beta {beta:.2f}, learning rate {learning_rate:.3g}"
    drawn = replace(scene, walks={"way": way}, title=title)
    theme.show(walks.draw_scene(drawn, legend=False), words)
    print(words)


def summary(costs: np.ndarray, beta: float, learning_rate: float, goal: float) -> str:
    """Return a way in words: when it is below the goal for good, or that it fails."""
    step = walks.arrival(costs, goal)
    if step is not None:
        found = f"below {goal:g} for good after {step} of {len(costs) - 1} steps."
    elif not costs[-1] < costs[0]:
        found = "it runs away."
    else:
        found = f"not there after {len(costs) - 1} steps: the cost is {costs[-1]:.3g}."
    return f"beta {beta:.2f}, learning rate {learning_rate:.3g}: {found}"


def _sliders(beta: float, learning_rate: float) -> tuple[Any, Any]:
    import ipywidgets

    common: dict[str, Any] = {
        "style": {"description_width": "8em"},
        "layout": {"width": "32em"},
        "continuous_update": False,
    }
    heavy = ipywidgets.FloatSlider(
        value=beta, min=0, max=0.99, step=0.01, description="beta", **common
    )
    rate = ipywidgets.FloatLogSlider(
        value=learning_rate,
        min=-3,
        max=0,
        step=0.05,
        readout_format=".3f",
        description="learning rate",
        **common,
    )
    return heavy, rate
