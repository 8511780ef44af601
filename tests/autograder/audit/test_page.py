"""`docs/audit.md` is about the exercises that there are; numbers need minutes."""

from pathlib import Path

import pytest

from autograder.audit.mutation.reviewed import reviewed
from autograder.exercises import exercises, weeks

PAGE = Path(__file__).parents[3] / "docs" / "audit.md"


@pytest.mark.parametrize("week", weeks())
def test_the_page_of_the_course_has_every_exercise_and_every_reason(week):
    section = (
        PAGE.read_text("utf-8").partition(f"\n## {week}\n")[2].partition("\n## ")[0]
    )
    assert [n for n in exercises(week) if f"\n| {n} | " not in section] == []
    known = reviewed(week)
    reasons = {*known.equivalent.values(), *known.allowed.values()}
    assert [why for why in reasons if why not in section] == []
    assert "nobody has said why" not in section
