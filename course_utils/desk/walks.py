"""Ways downhill over two weights: several at once, as a figure and as a short film."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.desk import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Cost = Callable[[np.ndarray, np.ndarray], np.ndarray]

FRAMES, SECONDS = 32, 4.8  # a film of five seconds or more would need a stop button
COLOURS = 32  # of a frame: those of the lines, and as many shades as remain
DOTS_PER_INCH = 85  # of a frame: it is stored 32 times


@dataclass(frozen=True)
class Scene:
    """A landscape and the ways that several walkers took over it.

    Attributes:
        cost: gives the height for arrays of w1 and of w2.
        walks: name of the walker -> (steps + 1, 2), the places w1, w2, the start first.
        w1: (n,), the weights across.
        w2: (k,), the weights up.
        title: what the scene shows, as a claim.
    """

    cost: Cost
    walks: Mapping[str, np.ndarray]
    w1: np.ndarray
    w2: np.ndarray
    title: str = ""


def landscape(scene: Scene, ax: Axes | None = None) -> Axes:
    """Draw the heights of a scene, dark where the cost is high, and nobody on them."""
    ax = theme.axis(ax)
    heights = scene.cost(*np.meshgrid(scene.w1, scene.w2))  # (k, n)
    levels = np.unique(np.quantile(heights, np.linspace(0.005, 1, 16)))
    ax.contourf(scene.w1, scene.w2, heights, levels=levels, cmap="cividis_r", alpha=0.4)
    lines: dict[str, Any] = {
        "colors": theme.BLACK,
        "linewidths": 0.3,
        "linestyles": "solid",
    }
    ax.contour(scene.w1, scene.w2, heights, levels=levels, **lines)
    ax.set(xlim=(scene.w1[0], scene.w1[-1]), ylim=(scene.w2[0], scene.w2[-1]))
    ax.set(xlabel="weight w1", ylabel="weight w2", title=scene.title)
    return ax


def draw_scene(scene: Scene, ax: Axes | None = None, *, legend: bool = True) -> Axes:
    """Draw a landscape and every way over it: the start a circle, the end a star.

    A way may leave the picture; what lies outside is cut off.
    """
    ax = landscape(scene, ax)
    for index, (name, walk) in enumerate(scene.walks.items()):
        ax.plot(*np.transpose(walk), label=name, **_style(index))
        ax.plot(*walk[-1], "*", color=theme.look(index).color, markersize=11)
    ax.plot(*next(iter(scene.walks.values()))[0], "o", color=theme.BLACK, markersize=6)
    if legend:
        ax.legend(fontsize=8, framealpha=0.9, loc="lower right")
    return ax


def draw_scenes(scenes: Sequence[Scene]) -> Figure:
    """Draw scenes side by side; a legend that says the same again is left out."""
    figure, axes = theme.panels(1, len(scenes), width=4.4 * len(scenes), height=3.6)
    told: list[str] = []
    for ax, scene in zip(axes, scenes, strict=True):
        draw_scene(scene, ax, legend=told != list(scene.walks))
        told = list(scene.walks)
    return figure


def film(scenes: Sequence[Scene], alt: str) -> theme.Picture:
    """Return an animated picture of the walkers, all of them at the same step.

    It is an animated PNG that runs once and rests on its last frame. Whatever cannot
    show it shows the first frame, so let `draw_scenes` stand beside it.

    Args:
        scenes: what to show side by side; the longest walk gives the number of steps.
        alt: what happens, for a reader who cannot see it.
    """
    import matplotlib.pyplot as plt
    from PIL import Image

    figure = draw_scenes(scenes)
    data = theme.describe(figure)
    shots = [Image.fromarray(shot) for shot in _shots(figure, scenes)]
    width, height = (round(100 * inches) for inches in figure.get_size_inches())
    plt.close(figure)
    palette = _palette(shots[-1])
    no_dots = Image.Dither.NONE
    frames = [shot.quantize(palette=palette, dither=no_dots) for shot in shots]
    buffer = io.BytesIO()
    times: dict[str, Any] = {"duration": round(1000 * SECONDS / FRAMES), "loop": 1}
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:], **times)
    return theme.Picture(buffer.getvalue(), alt, data, width, height)


def show_film(scenes: Sequence[Scene], alt: str, caption: str = "") -> None:
    """Show a film with its alternative text, and its caption in a line below."""
    from IPython.display import display

    display(film(scenes, alt))  # type: ignore[no-untyped-call]
    if caption:
        display(theme.Caption(caption))  # type: ignore[no-untyped-call]


def steps_of(scenes: Sequence[Scene]) -> np.ndarray:
    """Return (FRAMES,), the step that each frame shows: the first ones stay longer."""
    most = max(len(walk) for scene in scenes for walk in scene.walks.values()) - 1
    return np.round(most * np.linspace(0, 1, FRAMES) ** 1.7).astype(int)


def arrival(costs: np.ndarray, goal: float) -> int | None:
    """Return the first step after which no cost reaches the goal again, if any."""
    # `not below` is true of nan as well.
    late = np.flatnonzero(~(np.asarray(costs) < goal))
    step = int(late[-1]) + 1 if late.size else 0
    return step if step < len(costs) else None


def _palette(shot: Any) -> Any:
    """Return a picture whose palette has the lines' colours exactly."""
    from PIL import Image, ImageColor

    lines = [n for hue in theme.OKABE_ITO for n in ImageColor.getrgb(hue)]
    shades = COLOURS - len(theme.OKABE_ITO)
    palette = Image.new("P", (1, 1))
    palette.putpalette(lines + shot.quantize(shades).getpalette()[: 3 * shades])
    return palette


def _style(index: int) -> dict[str, Any]:
    return theme.look(index).both() | {"markersize": 2.5, "linewidth": 1.2}


def _shots(figure: Figure, scenes: Sequence[Scene]) -> list[np.ndarray]:
    """Return the frames (height, width, 3): one background, new walkers on each."""
    figure.set_dpi(DOTS_PER_INCH)
    canvas: Any = figure.canvas
    movers: list[tuple[Any, Any, Any, np.ndarray]] = []
    for ax, scene in zip(figure.axes, scenes, strict=True):
        drawn = ax.get_lines()[:-1]  # the last of them is the start, and stays
        for number, walk in enumerate(scene.walks.values()):
            line, star = drawn[2 * number : 2 * number + 2]
            movers.append((ax, line, star, np.asarray(walk)))
    counter = figure.axes[0].text(0.02, 0.95, "", transform=figure.axes[0].transAxes)
    for artist in (counter, *(part for mover in movers for part in mover[1:3])):
        artist.set_animated(True)
    canvas.draw()
    background, shots = canvas.copy_from_bbox(figure.bbox), []
    for step in steps_of(scenes):
        canvas.restore_region(background)
        for ax, line, star, walk in movers:
            line.set_data(*walk[: step + 1].T)
            star.set_data(*walk[: step + 1][-1:].T)
            ax.draw_artist(line)
            ax.draw_artist(star)
        counter.set_text(f"step {step}")
        figure.axes[0].draw_artist(counter)
        shots.append(np.asarray(canvas.buffer_rgba())[..., :3].copy())
    return shots
