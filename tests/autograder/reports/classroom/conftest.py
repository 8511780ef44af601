"""A tiny class in a real gradebook: one right, one wrong, one late, one cut off."""

from __future__ import annotations

import pytest


@pytest.fixture
def graded(tiny, week, answers, stubs, fake_judge):
    """The tiny course after grading; no code runs."""
    from autograder.grading.engine import grade_week

    tiny.hand_in("ada", tiny.answered(**answers), timestamp="2026-09-14 16:30:00 UTC")
    wrong = {**answers, "double": "def double(x):\n    return 'wrong'"}
    tiny.hand_in("ben", tiny.answered(**wrong))
    tiny.hand_in("cleo", tiny.answered(**stubs))
    tiny.hand_in("dan", b"{")
    grade_week(week, tiny, judge=fake_judge)
    return tiny
