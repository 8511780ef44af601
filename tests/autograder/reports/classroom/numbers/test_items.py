from __future__ import annotations

import pytest

from autograder.reports.classroom.numbers.items import ENOUGH, Item, Marks, items
from autograder.reports.classroom.records import Score


@pytest.fixture
def three(hand):
    """Three students: f right, right, blank; g right, wrong, wrong."""
    f, g = hand.exercise("f"), hand.exercise("g")
    wrong = hand.exercise("g", hand.judged("failed"))
    blank = hand.exercise("f", hand.judged("not attempted"))
    return hand.of(
        hand.pupil("ada", f, g),
        hand.pupil("ben", f, wrong),
        hand.pupil("cleo", blank, wrong),
    )


def test_items_by_hand(three):
    f, g = items(Marks(three))
    assert (f.share, f.full, f.blank, f.n) == (pytest.approx(2 / 3), 2, 1, 3)
    assert (g.share, g.full, g.blank) == (pytest.approx(1 / 3), 1, 0)


def test_item_is_held_against_the_rest_without_itself(three):
    # f is 4, 4, 0 and the rest (g) 4, 0, 0: r = 1/2
    f, _ = items(Marks(three))
    assert f.item_rest == pytest.approx(0.5)


def test_totals_are_those_of_the_gradebook(three):
    assert Marks(three).totals == {"ada": 8, "ben": 4, "cleo": 0}
    assert Marks(three).max_points == 8


def test_what_somebody_waits_for_is_left_out_for_all(hand):
    waits, given = Score("why", 5.0), Score("why", 5.0, manual=5.0)
    f = hand.exercise("f")
    marks = Marks(
        hand.of(
            hand.pupil("ada", f, written=given), hand.pupil("ben", f, written=waits)
        )
    )
    assert marks.cells == ("check-f",)
    assert marks.left_out == ("why",)
    assert marks.totals == {"ada": 4, "ben": 4}


def test_what_everybody_was_marked_for_counts(hand):
    given = Score("why", 5.0, manual=3.0, extra=1.0)
    marks = Marks(hand.of(hand.pupil("ada", hand.exercise("f"), written=given)))
    assert marks.totals == {"ada": 8}
    assert items(marks)[1].written


@pytest.mark.parametrize(
    "n, r, interval, words",
    [
        (ENOUGH - 1, 0.9, (0.8, 0.95), "Too few"),
        (ENOUGH, None, None, "Everybody has the same"),
        (50, -0.5, (-0.7, -0.2), "do worse here"),
        (50, 0.05, (-0.2, 0.3), "Says nothing"),
        (50, 0.2, (0.0, 0.4), "a little"),
        (50, 0.4, (0.2, 0.6), "are good here too"),
        (50, 0.6, (0.4, 0.7), "Tells well"),
    ],
)
def test_tells_says_what_a_correlation_means(n, r, interval, words):
    item = Item("f", False, 4.0, n, 0.5, 1, 0, r, interval, None)
    assert words in item.tells
