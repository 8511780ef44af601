"""`docs/audit.md` is about the exercises that there are; numbers need minutes."""

import re
from pathlib import Path

import pytest

from autograder.audit import page
from autograder.audit.findings import Findings
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


def test_a_week_is_written_into_its_place_and_the_others_stay():
    before = "# Old\n\n## c1w1_one\n\none\n\n## c1w2_two\n\ntwo\n\n## c1w3_three\n\n3\n"
    page_ = page.page(Findings("c1w2_two", [], seeds=7), before)
    assert re.findall(r"^## (\S+)", page_, re.MULTILINE) == [
        "c1w1_one",
        "c1w2_two",
        "c1w3_three",
    ]
    assert page_.startswith("# How good are the tests?")
    assert "\ntwo\n" not in page_
    assert "7 submissions imagined" in page_
    assert "\none\n" in page_ and page_.endswith("\n3\n")
