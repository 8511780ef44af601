"""The table and its plain-text twin tell the same facts."""

import numpy as np
import pytest

from course_utils.desk.report import Report, Row, brief

GOOD = Row("case 1", "correct", True, "1", "1")
BAD = Row("case 2", "correct", False, "2", "3", "It is off by one.")


@pytest.mark.parametrize("rows", [(GOOD,), (GOOD, BAD)])
def test_text_and_table_agree_on_the_headline(rows):
    report = Report("f", rows)
    assert str(report).splitlines()[0] in report._repr_html_()
    assert report.passed == all(row.passed for row in rows)


def test_the_text_spells_out_what_failed_and_only_that():
    text = str(Report("f", (GOOD, BAD), hints=("Look again.",)))
    assert "case 1" not in text
    assert all(s in text for s in ("case 2", "off by one", "expected: 2", "Look again"))


def test_colour_is_never_the_only_sign():
    html = Report("f", (GOOD, BAD))._repr_html_()
    assert "✓ right" in html
    assert "✗ wrong" in html


def test_the_table_needs_no_style_sheet_or_script():
    html = Report("f", (GOOD, BAD))._repr_html_()
    assert "<style" not in html
    assert "class=" not in html


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (None, "None"),
        (True, "a number (bool)"),
        (10**400, "a huge whole number"),
        (np.array([[1.0], [2.0]]), "[[1.] [2.]] (2, 1)"),
        (({"dw": 1.0}, 2), "({dw: 1}, 2)"),
    ],
)
def test_brief_shows_small_values_whole(value, text):
    assert brief(value) == text


@pytest.mark.parametrize(
    "value", [np.arange(1e6), np.zeros((3,) * 16, bool), list(range(1000)), "x" * 999]
)
def test_brief_keeps_large_values_short(value):
    assert len(brief(value)) < 200
