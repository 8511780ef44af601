from __future__ import annotations

from autograder.reports.classroom.page import svg


def test_text_is_escaped():
    assert "<b>" not in svg.text(1, 2, "<b>")
    assert '"<b' not in svg.picture('"><b>', 10, 10, "chart")


def test_numbers_are_short():
    assert svg.rect(1 / 3, 2, 3, 4, "bar") == (
        '<rect x="0.3" y="2" width="3" height="4" class="bar"/>'
    )
