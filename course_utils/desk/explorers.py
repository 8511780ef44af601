"""Networks to turn by hand: what their border becomes, drawn and said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course_utils.desk import boundaries, theme

Train = Callable[[int, str, float], boundaries.Decide]


def boundary_explorer(
    train: Train,
    X: np.ndarray,
    Y: np.ndarray,
    *,
    n_h: int = 4,
    activation: str = "tanh",
    learning_rate: float = 1.2,
    activations: Sequence[str] = ("tanh",),
    most_units: int = 20,
) -> Any:
    """Let the learner turn hidden size, activation and learning rate.

    It first draws the border for the values given and prints its numbers, so that the
    page says something without a running notebook. Each turn does the same again.

    Args:
        train: train(n_h, activation, learning_rate) -> a function that decides about
            (2, n) places.
        X: (2, m), one column a point.
        Y: (1, m), labels 0 or 1.
        n_h: hidden units to start with.
        activation: the one to start with.
        learning_rate: where the slider starts, between 0.01 and 10.
        activations: the choices.
        most_units: where the slider of units ends.

    Returns:
        the controls with a place for the figure, or None without ipywidgets.
    """
    draw_network(train, X, Y, n_h, activation, learning_rate)
    try:
        import ipywidgets
    except ImportError:
        print("Install ipywidgets to turn size, activation and rate by hand.")
        return None
    controls = _controls(n_h, activation, learning_rate, activations, most_units)
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw_network(train, X, Y, *(control.value for control in controls))

    for control in controls:
        control.observe(redraw, names="value")
    return ipywidgets.VBox([*controls, place])


def draw_network(
    train: Train,
    X: np.ndarray,
    Y: np.ndarray,
    n_h: int,
    activation: str,
    learning_rate: float,
) -> None:
    """Train once, draw the border, and print its numbers as a line of text."""
    decide = train(n_h, activation, learning_rate)
    words = summary(decide, X, Y, n_h, activation, learning_rate)
    title = f"{n_h} × {activation}, learning rate {learning_rate:.3g}"
    theme.show(boundaries.decision_boundary(decide, X, Y, title=title), words)
    print(words)


def summary(
    decide: boundaries.Decide,
    X: np.ndarray,
    Y: np.ndarray,
    n_h: int,
    activation: str,
    learning_rate: float,
) -> str:
    """Return a network in words: what it was made of, and how often it is right."""
    right = np.mean((decide(X) > 0.5) == (Y == 1))
    return (
        f"{n_h} hidden units with {activation}, learning rate {learning_rate:.3g}: "
        f"{right:.1%} of {Y.size} points right, "
        f"{boundaries.share_of_one(decide, X):.0%} of the plane is label 1."
    )


def _controls(
    n_h: int,
    activation: str,
    learning_rate: float,
    activations: Sequence[str],
    most_units: int,
) -> tuple[Any, Any, Any]:
    import ipywidgets

    common = {
        "style": {"description_width": "8em"},
        "layout": {"width": "32em"},
    }
    # A run takes time: it waits until the hand lets go.
    patient = {**common, "continuous_update": False}
    units = ipywidgets.IntSlider(
        value=n_h, min=1, max=most_units, description="hidden units", **patient
    )
    choice = ipywidgets.Dropdown(
        value=activation, options=list(activations), description="activation", **common
    )
    rate = ipywidgets.FloatLogSlider(
        value=learning_rate,
        min=-2,
        max=1,
        step=0.1,
        readout_format=".3f",
        description="learning rate",
        **patient,
    )
    return units, choice, rate
