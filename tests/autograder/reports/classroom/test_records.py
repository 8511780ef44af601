from __future__ import annotations

import pytest

from autograder.grading.book.attempts import Attempt
from autograder.reports.classroom.records import Score


@pytest.mark.parametrize(
    "auto, manual, extra, points",
    [(2.0, None, 0.0, 2.0), (2.0, 3.0, 0.0, 3.0), (None, 1.0, 0.5, 1.5)],
)
def test_score_is_a_teachers_mark_if_there_is_one(auto, manual, extra, points):
    score = Score("check-f", 4.0, auto, manual, extra)
    assert score.points == points and not score.waits


def test_score_without_any_mark_waits():
    score = Score("why", 5.0)
    assert score.waits and score.points is None and score.written


def test_score_is_named_after_its_exercise():
    assert Score("check-f", 4.0).name == "f"
    assert not Score("check-f", 4.0).written


def test_classroom_tells_who_handed_in_and_who_is_graded(hand):
    cut = Attempt("ben", "w", "x", "unreadable")
    classroom = hand.of(
        hand.pupil("ada", hand.exercise("f")),
        hand.pupil("ben", attempts=[cut]),
        hand.pupil("cleo", attempts=[]),
    )
    assert [p.id for p in classroom.handed_in] == ["ada", "ben"]
    assert [p.id for p in classroom.graded] == ["ada"]
    assert [p.id for p in classroom.failed] == ["ben"]


def test_exercises_are_in_the_order_they_are_taught(hand):
    pupils = [hand.pupil("ada", hand.exercise("g"), hand.exercise("f"))]
    assert hand.of(*pupils).exercises == ("g", "f")


def test_blank_is_without_any_answer(hand):
    empty = hand.exercise("f", hand.judged("not attempted"))
    assert hand.pupil("ada", empty).is_blank
    assert not hand.pupil("ada", empty, hand.exercise("g")).is_blank
    assert not hand.pupil("ada").is_blank
