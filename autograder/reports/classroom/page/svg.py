"""A few shapes of SVG, with text escaped; colours are left to the page's style."""

from __future__ import annotations

from markupsafe import Markup

_OPEN = '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" class="{}">'


def picture(label: str, width: float, height: float, kind: str, *shapes: str) -> Markup:
    """Return a picture that a screen reader reads out as `label`."""
    head = Markup(_OPEN).format(label, number(width), number(height), kind)
    return head + Markup("").join(shapes) + Markup("</svg>")


def rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """Return a rectangle."""
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>')
    return box.format(*map(number, (x, y, width, height)), kind)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """Return a straight line."""
    stroke = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>')
    return stroke.format(*map(number, (x1, y1, x2, y2)), kind)


def text(x: float, y: float, said: str, kind: str = "middle") -> Markup:
    """Return a text; its class says where it is anchored."""
    label = Markup('<text x="{}" y="{}" class="{}">{}</text>')
    return label.format(number(x), number(y), kind, said)


def dot(x: float, y: float, radius: float, kind: str) -> Markup:
    """Return a disc."""
    disc = Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>')
    return disc.format(number(x), number(y), number(radius), kind)


def number(value: float) -> str:
    """Return a coordinate, short."""
    return f"{round(value, 1):g}"
