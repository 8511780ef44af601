"""How every figure of the course looks, and how it speaks to those who cannot see it.

Colours are those of Okabe and Ito (2008), which readers with any common colour vision
tell apart; each comes with its own marker and line style, so that a figure survives
a grey printer. Nothing here changes Matplotlib's global settings.
"""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
OKABE_ITO = (BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE)

DOTS_PER_INCH = 120


@dataclass(frozen=True)
class Look:
    """One way to draw a series: a colour, a marker and a line style of its own."""

    color: str
    marker: str
    linestyle: str | tuple[int, tuple[int, ...]]

    def line(self) -> dict[str, Any]:
        """Return the keywords for `ax.plot` without markers."""
        return {"color": self.color, "linestyle": self.linestyle}

    def points(self) -> dict[str, Any]:
        """Return the keywords for `ax.plot` with markers and no line."""
        return {"color": self.color, "marker": self.marker, "linestyle": "none"}

    def both(self) -> dict[str, Any]:
        """Return the keywords for `ax.plot` with line and markers."""
        return self.line() | {"marker": self.marker}


LOOKS = (
    Look(BLUE, "o", "-"),
    Look(VERMILLION, "s", "--"),
    Look(GREEN, "^", "-."),
    Look(PURPLE, "D", ":"),
    Look(ORANGE, "v", (0, (6, 1, 1, 1, 1, 1))),
    Look(BLACK, "x", (0, (1, 3))),
)


def look(index: int) -> Look:
    """Return the look of the series with this number; after six they come again."""
    return LOOKS[index % len(LOOKS)]


def panels(
    rows: int = 1, columns: int = 1, *, width: float = 7, height: float = 3.6
) -> tuple[Figure, np.ndarray]:
    """Return a new figure of `width` by `height` inches and its axes, as an array."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        rows, columns, figsize=(width, height), layout="constrained", squeeze=False
    )
    return figure, axes.ravel()


def axis(ax: Axes | None = None) -> Axes:
    """Return the axis that was given, else the axis of a new figure."""
    return panels()[1][0] if ax is None else ax


def tidy(ax: Axes) -> Axes:
    """Take away the frame that carries no information and draw a faint grid."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color="#DDDDDD", linewidth=0.6)
    ax.set_axisbelow(True)
    return ax


@dataclass(frozen=True)
class Picture:
    """A drawn figure and its words: what a screen reader says, and the data drawn."""

    png: bytes
    alt: str
    data: str
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Figure: {self.alt}\n{self.data}".rstrip()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        size = {"alt": self.alt, "width": self.width, "height": self.height}
        png = base64.b64encode(self.png).decode("ascii")
        return {"image/png": png, "text/plain": repr(self)}, {"image/png": size}


@dataclass(frozen=True)
class Caption:
    """The line under a figure."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        style = "max-width:46em;margin:0 0 1em 0;font-size:0.92em;font-style:italic"
        return f'<div style="{style}">{html.escape(self.text, quote=False)}</div>'


def show(drawn: Axes | Figure, alt: str, caption: str = "") -> None:
    """Show a figure with its alternative text, and its caption in a line below.

    Without a notebook the words are printed; they also say which data were drawn.

    Args:
        drawn: the figure, or one of its axes.
        alt: what the figure shows, for a reader who cannot see it.
        caption: what to look at; empty for none.
    """
    from IPython.display import display

    display(picture(drawn, alt))  # type: ignore[no-untyped-call]
    if caption:
        display(Caption(caption))  # type: ignore[no-untyped-call]


def picture(drawn: Axes | Figure, alt: str) -> Picture:
    """Render a figure; it is then closed, so no cell shows it a second time."""
    import matplotlib.pyplot as plt

    figure: Any = getattr(drawn, "figure", None) or drawn
    buffer = io.BytesIO()
    # Without the version in the file, the same figure gives the same bytes.
    figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    plt.close(figure)
    width, height = (round(100 * inches) for inches in figure.get_size_inches())
    return Picture(buffer.getvalue(), alt, describe(figure), width, height)


def describe(figure: Any) -> str:
    """Return one line for each labelled series or picture drawn in the figure."""
    lines = []
    for ax in figure.axes:
        for line in ax.get_lines():
            if not line.get_label().startswith("_"):
                x, y = (_span(values) for values in line.get_data())
                n = len(line.get_xdata())
                lines.append(f"- {line.get_label()}: {n} points, x {x}, y {y}")
        if images := [image.get_array() for image in ax.get_images()]:
            size = " × ".join(str(n) for n in images[0].shape)
            values = np.concatenate([np.ravel(image) for image in images])
            lines.append(f"- {len(images)} × picture of {size}, {_span(values)}")
    return "\n".join(lines)


def _span(values: Any) -> str:
    values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    low, high = np.nanmin(values), np.nanmax(values)
    return f"{low + 0:.3g}" if low == high else f"{low + 0:.3g} to {high + 0:.3g}"
