"""What holds a network back, to turn by hand: lambd, keep_prob, and the border."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.desk import boundaries, theme

Train = Callable[[float, float], boundaries.Decide]
Points = tuple[np.ndarray, np.ndarray]


def restraint_explorer(
    train: Train,
    own: Points,
    new: Points,
    *,
    lambd: float = 0.0,
    keep_prob: float = 1.0,
) -> Any:
    """Let the learner turn the L2 weight and the share of units that dropout keeps.

    It first draws the border for the values given and prints its numbers, so that the
    page says something without a running notebook. Each turn does the same again.

    Args:
        train: train(lambd, keep_prob) -> a function that gives the probability of
            label 1 for (2, n) places.
        own: X (2, m) and Y (1, m), the points that it learns from.
        new: X (2, n) and Y (1, n), points that it is judged by.
        lambd: where the slider starts, between 0 and 10.
        keep_prob: where the slider starts, between 0.3 and 1.

    Returns:
        the controls with a place for the figure, or None without ipywidgets.
    """
    draw_restrained(train, own, new, lambd, keep_prob)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to turn lambd and keep_prob by hand.")
        return None
    sliders = _sliders(lambd, keep_prob)
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw_restrained(train, own, new, *(slider.value for slider in sliders))

    for slider in sliders:
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([*sliders, place])


def draw_restrained(
    train: Train, own: Points, new: Points, lambd: float, keep_prob: float
) -> None:
    """Train once, draw the border, and print its numbers as a line of text."""
    decide = train(lambd, keep_prob)
    words = summary(decide, own, new, lambd, keep_prob)
    title = f"lambd {lambd:.3g}, keep_prob {keep_prob:.2g}"
    theme.show(boundaries.decision_boundary(decide, *own, title=title), words)
    print(words)


def summary(
    decide: boundaries.Decide,
    own: Points,
    new: Points,
    lambd: float,
    keep_prob: float,
) -> str:
    """Return a border in words: cost and error on its own points and on new ones."""
    said = " and ".join(
        f"cost {_cost(decide(X), Y):.2f} with {_error(decide(X), Y):.0%} wrong on "
        f"{Y.size:,} {name} points"
        for name, (X, Y) in (("own", own), ("new", new))
    )
    return f"lambd {lambd:.3g}, keep_prob {keep_prob:.2g}: {said}."


def _cost(A: np.ndarray, Y: np.ndarray) -> float:
    # A probability that was rounded to 0 or 1 has no logarithm.
    truth = np.clip(np.where(Y == 1, A, 1 - A), 1e-15, 1)
    return float(-np.mean(np.log(truth)))


def _error(A: np.ndarray, Y: np.ndarray) -> float:
    return float(np.mean((A > 0.5) != (Y == 1)))


def _sliders(lambd: float, keep_prob: float) -> tuple[Any, Any]:
    import ipywidgets

    common = {
        # A run takes time: it waits until the hand lets go.
        "continuous_update": False,
        "style": {"description_width": "8em"},
        "layout": {"width": "32em"},
    }
    pull = ipywidgets.FloatSlider(
        value=lambd, min=0, max=10, step=0.1, description="lambd", **common
    )
    share = ipywidgets.FloatSlider(
        value=keep_prob, min=0.3, max=1, step=0.05, description="keep_prob", **common
    )
    return pull, share
