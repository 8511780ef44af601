from __future__ import annotations

import pytest

from autograder.grading.book.attempts import Attempt
from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.page import words
from autograder.reports.classroom.records import Score


@pytest.mark.parametrize(
    "names, said",
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_listed(names, said):
    assert words.listed(names, most=3) == said


def test_many_and_signed():
    assert (words.many(1, "loss", "losses"), words.many(2, "student")) == (
        "1 loss",
        "2 students",
    )
    assert words.signed(-0.251) == "−0.25"


def test_glance_of_an_empty_class(hand):
    assert words.glance(look_at(hand.of())) == ["Nobody has handed in this week yet."]


def test_glance_of_one_student(hand):
    said = words.glance(look_at(hand.of(hand.pupil("ada", hand.exercise("f")))))
    assert said == [
        "1 student handed in, and every submission is graded.",
        "The one result is 4 of 4 points.",
    ]


def test_glance_of_a_few_has_no_quartiles(hand):
    pupils = (hand.pupil(name, hand.exercise("f")) for name in ("ada", "ben"))
    assert words.glance(look_at(hand.of(*pupils)))[1] == (
        "The mean is 4 of 4 points, the median 4."
    )


def test_glance_of_a_class(drawn):
    said = " ".join(words.glance(look_at(drawn(60))))
    assert said.startswith("60 students handed in: 55 graded, 5 could not be.")
    assert "the middle half lies between" in said
    assert "Left out until it is marked for everybody: why-not-squares." in said


def test_next_steps_of_a_perfect_week_are_none(hand):
    assert (
        words.next_steps(look_at(hand.of(hand.pupil("ada", hand.exercise("f"))))) == []
    )


def test_next_steps_begin_with_what_waits_for_the_teacher(hand):
    waits = hand.pupil("ada", hand.exercise("f"), written=Score("why", 5.0))
    (step,) = words.next_steps(look_at(hand.of(waits)))
    assert step.text.startswith("1 answer waits for your mark: why.")
    assert "workbook feedback c9w9_tiny" in step.text


@pytest.mark.parametrize(
    "status, said",
    [("unreadable", "Ask ben to save"), ("not graded", "grader failed on ben")],
)
def test_next_steps_blame_whom_it_concerns(hand, status, said):
    bad = Attempt("ben", "c9w9_tiny", "x", status, reason="Cut off.")
    (step,) = words.next_steps(look_at(hand.of(hand.pupil("ben", attempts=[bad]))))
    assert said in step.text


def test_next_steps_name_the_commonest_misconception(hand):
    wrong = hand.exercise("f", hand.judged("failed", misconception="m"))
    (step,) = words.next_steps(
        look_at(hand.of(hand.pupil("ada", wrong), hand.pupil("ben", wrong)))
    )
    assert "`m` in f: 2 of 2 students" in step.text


def test_next_steps_lead_to_sections_that_have_a_name(drawn):
    steps = words.next_steps(look_at(drawn(500)))
    assert len(steps) >= 4
    assert all(step.section in words.SECTIONS for step in steps)
