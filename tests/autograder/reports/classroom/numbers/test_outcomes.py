from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.reports.classroom.numbers.outcomes import losses, outcome_of, outcomes


@pytest.mark.parametrize(
    "status, misconception, expected",
    [
        ("passed", None, "right"),
        ("failed", "m", "named"),
        ("failed", None, "unnamed"),
        ("not run", None, "stopped"),
        ("not attempted", None, "blank"),
    ],
)
def test_outcome_of_one_criterion(hand, status, misconception, expected):
    verdict = hand.exercise("f", hand.judged(status, misconception=misconception))
    assert outcome_of(verdict) == expected


def test_outcome_of_right_values_with_something_missed(hand):
    loop = hand.judged("failed", "vectorised", 1.0, misconception="loop")
    assert outcome_of(hand.exercise("f", hand.judged(), loop)) == "partly"


def test_outcomes_count_everybody_once(drawn):
    classroom = drawn(60)
    for one in outcomes(classroom):
        assert one.n == len(classroom.graded)
        assert len({s for ids in one.students.values() for s in ids}) == one.n


def test_losses_by_hand(hand):
    wrong = hand.exercise("f", hand.judged("failed"))
    blank = hand.exercise("f", hand.judged("not attempted"))
    (loss,) = losses(
        hand.of(
            hand.pupil("ada", wrong),
            hand.pupil("ben", blank),
            hand.pupil("cleo", hand.exercise("f")),
        )
    )
    assert (loss.total, loss.asked) == (8, 3)
    assert (loss.lost["failed"], loss.lost["not attempted"]) == (4, 4)


def test_losses_leave_out_what_was_earned_in_part(hand):
    partly = replace(hand.judged("failed"), points=1.0)
    (loss,) = losses(hand.of(hand.pupil("ada", hand.exercise("f", partly))))
    assert loss.total == 3


def test_losses_are_all_points_that_are_missing(drawn):
    classroom = drawn(60)
    missing = sum(p.verdict.max_points - p.verdict.points for p in classroom.graded)
    assert sum(loss.total for loss in losses(classroom)) == pytest.approx(missing)


def test_losses_begin_with_the_greatest(drawn):
    totals = [loss.total for loss in losses(drawn(60))]
    assert totals == sorted(totals, reverse=True) and totals[-1] > 0
