from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.numbers.items import Item
from autograder.reports.classroom.page import pictures


def item(r, interval):
    return Item("f", False, 4.0, 30, 0.5, 1, 0, r, interval, None)


@pytest.mark.parametrize("n", [5, 9, 60, 500])
def test_histogram_has_everybody_once_in_few_bars(drawn, n):
    found = look_at(drawn(n, marked=True))
    bars = pictures.histogram(found)
    assert sum(bar.count for bar in bars) == found.n
    assert len(bars) <= pictures.MOST_BARS
    assert bars[-1].high >= found.marks.max_points


def test_histogram_of_nobody_is_empty(hand):
    assert pictures.histogram(look_at(hand.of())) == []


def test_distribution_is_told_in_words(drawn):
    found = look_at(drawn(60))
    svg = ET.fromstring(str(pictures.distribution(found)))
    assert svg.get("role") == "img"
    assert f"The points of {found.n} students." in svg.get("aria-label")
    for bar in pictures.histogram(found):
        assert (f": {bar.count}" in svg.get("aria-label")) or not bar.count


def test_distribution_of_a_handful_is_no_picture(drawn):
    assert pictures.distribution(look_at(drawn(4))) is None


def test_distribution_stays_inside_its_frame(drawn):
    svg = ET.fromstring(str(pictures.distribution(look_at(drawn(60)))))
    _, _, width, height = map(float, svg.get("viewBox").split())
    boxes = [one for one in svg if one.tag == "rect"]
    assert boxes
    for box in boxes:
        x, y, wide, tall = (float(box.get(k)) for k in ("x", "y", "width", "height"))
        assert 0 <= x and x + wide <= width
        assert 0 <= y and y + tall <= height


def test_distribution_where_nobody_has_points(hand):
    wrong = hand.exercise("f", hand.judged("failed"))
    found = look_at(hand.of(*(hand.pupil(f"s{i}", wrong) for i in range(9))))
    assert "0 to 0.5 points: 9" in pictures.distribution(found)


def test_days_need_two():
    assert pictures.days([("2026-09-09", 3)]) is None
    svg = ET.fromstring(str(pictures.days([("2026-09-09", 3), ("2026-09-10", 1)])))
    assert "2026-09-09: 3, 2026-09-10: 1" in svg.get("aria-label")


def test_forest_says_the_interval():
    svg = ET.fromstring(str(pictures.forest(item(0.5, (-0.1, 0.7)))))
    assert svg.get("aria-label") == "0.50, between −0.10 and 0.70"


def test_forest_of_no_correlation_is_nothing():
    assert pictures.forest(item(None, None)) == ""
