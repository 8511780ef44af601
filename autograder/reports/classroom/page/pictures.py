"""The pictures of the report, drawn so that they need neither colour nor script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from autograder.grading.text import points
from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.items import Item
from autograder.reports.classroom.numbers.statistics import counts
from autograder.reports.classroom.page import svg
from autograder.reports.classroom.page.words import many, signed

# A picture of fewer results than this says less than the results themselves.
FEWEST = 5
MOST_BARS = 12
STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
# The drawing area of a bar chart, in the units of its viewBox.
WIDTH, HEIGHT, LEFT, TOP, FLOOR = 420.0, 198.0, 8.0, 4.0, 140.0
LOWEST_R = -0.4


@dataclass(frozen=True)
class Bar:
    """One bar of the distribution: from `low` to below `high` points, and how many."""

    low: float
    high: float
    count: int


def histogram(found: Findings) -> list[Bar]:
    """Return how many students lie in each stretch of points; the last has its end."""
    most, totals = found.marks.max_points, list(found.marks.totals.values())
    if not totals or not most:
        return []
    step = next((s for s in STEPS if most / s <= MOST_BARS), most)
    n = max(1, -(-most // step))  # whole bars, rounded up
    edges = [step * number for number in range(int(n) + 1)]
    found_counts = counts(totals, edges)
    return [
        Bar(low, high, count)
        for low, high, count in zip(edges, edges[1:], found_counts, strict=False)
    ]


def distribution(found: Findings) -> Markup | None:
    """Return the picture of the points, or None for a handful of students."""
    bars, scores = histogram(found), found.scores
    if scores is None or scores.n < FEWEST or not bars:
        return None
    right = bars[-1].high

    def x(value: float) -> float:
        return LEFT + value / right * (WIDTH - LEFT - 8)

    labels = [points(bar.low) for bar in bars]
    shapes = [*_bars([bar.count for bar in bars]), *_edges([*labels, points(right)])]
    lower, middle, upper = x(scores.lower), x(scores.median), x(scores.upper)
    shapes += [
        svg.line(x(scores.least), FLOOR + 32, x(scores.most), FLOOR + 32, "whisker"),
        svg.rect(lower, FLOOR + 26, upper - lower, 12, "half"),
        svg.line(middle, FLOOR + 23, middle, FLOOR + 41, "median"),
        svg.text(middle, FLOOR + 54, f"median {points(scores.median)}", _side(middle)),
    ]
    return svg.picture(_words(found, bars), WIDTH, HEIGHT, "chart", *shapes)


def days(table: Sequence[tuple[str, int]]) -> Markup | None:
    """Return the picture of how many attempts were graded each day, or None for one."""
    if len(table) < 2:
        return None
    shown = table[-MOST_BARS:]
    heights = [count for _, count in shown]
    space = (WIDTH - LEFT - 8) / len(shown)
    labels = [
        svg.text(LEFT + (place + 0.5) * space, FLOOR + 15, day[5:])
        for place, (day, _) in enumerate(shown)
        if len(shown) <= 7 or place % 2 == 0
    ]
    said = ", ".join(f"{day}: {count}" for day, count in shown)
    words = f"Attempts graded each day. {said}."
    return svg.picture(words, WIDTH, FLOOR + 22, "chart", *_bars(heights), *labels)


def forest(item: Item) -> Markup:
    """Return the correlation of an exercise as a dot, its interval as a line."""
    if item.item_rest is None:
        return Markup("")

    def x(r: float) -> float:
        return (max(r, LOWEST_R) - LOWEST_R) / (1 - LOWEST_R) * 112 + 4

    low, high = item.interval or (item.item_rest, item.item_rest)
    words = f"{signed(item.item_rest)}, between {signed(low)} and {signed(high)}"
    shapes = [
        svg.line(x(0), 0, x(0), 18, "zero"),
        svg.line(x(low), 9, x(high), 9, "whisker"),
        svg.dot(x(item.item_rest), 9, 4, "dot"),
    ]
    return svg.picture(words, 120, 18, "forest", *shapes)


def _bars(heights: Sequence[int]) -> list[Markup]:
    """Return bars side by side, with their counts on top and a floor below."""
    most, space = max(*heights, 1), (WIDTH - LEFT - 8) / len(heights)
    shapes = [svg.line(LEFT, FLOOR, WIDTH - 8, FLOOR, "floor")]
    for place, height in enumerate(heights):
        left, tall = LEFT + place * space, (FLOOR - TOP - 14) * height / most
        if height:
            shapes += [
                svg.rect(left + 1.5, FLOOR - tall, space - 3, tall, "column"),
                svg.text(left + space / 2, FLOOR - tall - 4, str(height), "count"),
            ]
    return shapes


def _edges(labels: Sequence[str]) -> list[Markup]:
    """Return the labels of the edges between bars, as many as there is room for."""
    space, every = (WIDTH - LEFT - 8) / (len(labels) - 1), 1 + (len(labels) > 8)
    return [
        svg.text(LEFT + place * space, FLOOR + 15, label)
        for place, label in enumerate(labels)
        if place % every == 0
    ]


def _side(x: float) -> str:
    """Return the anchor that keeps a label at x inside the picture."""
    if x < LEFT + 50:
        return "start"
    return "end" if x > WIDTH - 60 else "middle"


def _words(found: Findings, bars: Sequence[Bar]) -> str:
    said = ", ".join(
        f"{points(bar.low)} to {points(bar.high)} points: {bar.count}"
        for bar in bars
        if bar.count
    )
    return f"The points of {many(found.n, 'student')}. {said}."
