from __future__ import annotations

import pytest

from autograder.grading.book.attempts import Attempt
from autograder.reports.classroom.numbers import attention


def attempt(sha256="a", status="graded", points=None, day=9, reason=""):
    moment = f"2026-09-{day:02d}T10:00:00+00:00"
    return Attempt(
        "ada",
        "c9w9_tiny",
        sha256,
        status,
        points=points,
        reason=reason,
        graded_at=moment,
    )


def test_unread_is_the_latest_attempt(hand):
    cut = attempt("b", "unreadable", reason="Cut off.")
    first = hand.pupil("ada", attempts=[cut])
    again = hand.pupil("ben", hand.exercise("f"), attempts=[attempt(), cut])
    better = hand.pupil("cleo", hand.exercise("f"), attempts=[cut, attempt()])
    found = attention.unread(hand.of(first, again, better))
    assert [(one.student, one.earlier) for one in found] == [
        ("ada", False),
        ("ben", True),
    ]
    assert found[0].reason == "Cut off."


@pytest.mark.parametrize(
    "evidence, message, how",
    [
        ({"outcome": "timeout"}, "", "took too long"),
        ({}, "f used more memory than it may.", "used more memory than it may"),
        ({}, "The cell of f stops with NameError.", "did not run"),
    ],
)  # fmt: skip
def test_stopped_says_how_an_answer_ended(hand, evidence, message, how):
    ended = hand.judged("not run", message=message, evidence=evidence)
    classroom = hand.of(hand.pupil("ada", hand.exercise("f", ended)))
    assert attention.stopped(classroom) == [attention.Stopped("ada", (("f", how),))]


def test_blank_and_absent(hand):
    empty = hand.exercise("f", hand.judged("not attempted"))
    classroom = hand.of(
        hand.pupil("ada", hand.exercise("f")),
        hand.pupil("ben", empty),
        hand.pupil("cleo", attempts=[]),
    )
    assert attention.blank(classroom) == ["ben"]
    assert attention.absent(classroom) == ["cleo"]


def test_below_sets_the_hardness_of_the_week_aside(hand):
    wrong, right = hand.exercise("f", hand.judged("failed")), hand.exercise("f")
    # Everybody is at 0 here: a hard week, and nobody stands out.
    hard = hand.of(
        *(hand.pupil(s, wrong, elsewhere=0.9) for s in ("ada", "ben", "cleo"))
    )
    assert attention.below(hard) == []
    fallen = hand.pupil("dan", wrong, elsewhere=0.9)
    others = (hand.pupil(s, right, elsewhere=0.9) for s in ("ada", "ben", "cleo"))
    (one,) = attention.below(hand.of(*others, fallen))
    assert (one.student, one.here, one.elsewhere) == ("dan", 0.0, 0.9)


def test_below_needs_other_weeks(hand):
    wrong = hand.exercise("f", hand.judged("failed"))
    assert attention.below(hand.of(hand.pupil("ada", wrong))) == []


def test_tries_count_a_file_once_however_often_it_was_graded(hand):
    attempts = [
        attempt("a", points=1.0),
        attempt("a", points=2.0),
        attempt("b", points=4.0),
    ]
    (one,) = attention.tries(hand.of(hand.pupil("ada", attempts=attempts)))
    assert one.points == (2.0, 4.0)
    assert one.gain == 2.0


def test_gain_needs_two_graded_attempts(hand):
    attempts = [attempt("a", "unreadable"), attempt("b", points=4.0)]
    (one,) = attention.tries(hand.of(hand.pupil("ada", attempts=attempts)))
    assert one.points == (None, 4.0) and one.gain is None


def test_by_day_counts_attempts(hand):
    attempts = [attempt(day=10), attempt("b", day=9), attempt("c", day=10)]
    classroom = hand.of(hand.pupil("ada", attempts=attempts))
    assert attention.by_day(classroom) == {"2026-09-09": 1, "2026-09-10": 2}


def test_followed_sums_the_points_that_were_kept(hand):
    kept = hand.exercise("g", followed=("f",))
    classroom = hand.of(hand.pupil("ada", kept), hand.pupil("ben", kept))
    assert attention.followed(classroom) == [
        attention.Followed("g", ("f",), ("ada", "ben"), 8.0)
    ]


def test_identical_files_are_told_unless_they_are_blank(hand):
    right, empty = hand.exercise("f"), hand.exercise("f", hand.judged("not attempted"))
    pupils = [
        hand.pupil(s, one, attempts=[attempt(sha)])
        for s, one, sha in (
            ("ada", right, "x"), ("ben", right, "x"), ("cleo", right, "y"),
            ("dan", empty, "z"), ("eve", empty, "z"),
        )
    ]  # fmt: skip
    assert attention.identical(hand.of(*pupils)) == [("ada", "ben")]
