from __future__ import annotations

import pytest

from autograder.reports.classroom.findings import look_at


@pytest.mark.parametrize("n", [0, 1, 2, 9, 60])
def test_look_at_answers_for_a_class_of_any_size(drawn, n):
    found = look_at(drawn(n))
    assert found.n == len(found.classroom.graded)
    assert (found.scores is None) == (found.n == 0)


def test_look_at_finds_the_same_twice(drawn):
    first, second = look_at(drawn(60)), look_at(drawn(60))
    assert first.named == second.named and first.items == second.items


def test_look_at_finds_the_habits_of_the_drawn_class(drawn):
    families = look_at(drawn(60)).families
    assert any(
        all("loop" in one.id for one in family.members) and len(family.members) > 3
        for family in families
    )
