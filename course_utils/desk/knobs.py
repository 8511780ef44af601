"""Any numbers of a lesson to turn by hand: a whole one, a rate, a choice.

A lesson gives a function that draws and prints, and a knob for each of its arguments:

    explore(draw, depth=whole(2, 1, 6), learning_rate=rate(0.1))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Knob:
    """One thing to turn: where it starts, and which of ipywidgets' controls it is."""

    value: Any
    control: str
    settings: dict[str, Any] = field(default_factory=dict)


def whole(value: int, low: int, high: int) -> Knob:
    """Return a knob for a whole number from `low` to `high`."""
    return Knob(value, "IntSlider", {"min": low, "max": high})


def rate(value: float, low: int = -3, high: int = 1) -> Knob:
    """Return a knob for a positive number from 10 ** low to 10 ** high."""
    settings = {"min": low, "max": high, "step": 0.1, "readout_format": ".3g"}
    return Knob(value, "FloatLogSlider", settings)


def choice(value: str, options: Sequence[str]) -> Knob:
    """Return a knob that takes one of several words."""
    return Knob(value, "Dropdown", {"options": list(options)})


def explore(draw: Callable[..., None], **knobs: Knob) -> Any:
    """Let the learner turn the arguments of a function that draws and prints.

    It first calls the function with the values given, so that the page says something
    without a running notebook. Each turn calls it again.

    Args:
        draw: what to call; it takes the knobs by name.
        knobs: name of the argument -> its knob.

    Returns:
        the controls with a place for the figure, or None without ipywidgets.
    """
    draw(**{name: knob.value for name, knob in knobs.items()})
    try:
        import ipywidgets
    except ImportError:
        print(f"Install ipywidgets to turn {', '.join(knobs)} by hand.")
        return None
    controls = {name: _control(ipywidgets, name, knob) for name, knob in knobs.items()}
    place = ipywidgets.Output()

    def redraw(_: Any) -> None:
        place.clear_output(wait=True)
        with place:
            draw(**{name: control.value for name, control in controls.items()})

    for control in controls.values():
        control.observe(redraw, names="value")
    return ipywidgets.VBox([*controls.values(), place])


def _control(ipywidgets: Any, name: str, knob: Knob) -> Any:
    look: dict[str, Any] = {
        "style": {"description_width": "8em"},
        "layout": {"width": "32em"},
    }
    if knob.control != "Dropdown":
        # A run takes time: it waits until the hand lets go.
        look["continuous_update"] = False
    make = getattr(ipywidgets, knob.control)
    words = name.replace("_", " ")
    return make(value=knob.value, description=words, **knob.settings, **look)
