"""Which cases a submission is asked."""

import pytest

from autograder.exercises.exercise import Exercise, correct, pure
from autograder.oracle import draw


def same(x):
    return x


def small(rng):
    return {"x": float(rng.uniform(0, 1))}


def large(rng):
    return {"x": float(rng.uniform(100, 101))}


@pytest.mark.parametrize("key", [b"ann", b"bob", b"eve"])
def test_kinds_of_cases_take_turns_for_every_submission(key):
    exercise = Exercise(same, (correct(9, (small, large)), pure(1)))
    hidden = [case.arguments["x"] > 50 for case in draw.hidden_cases(exercise, key)]
    assert hidden == [False, True] * (draw.HIDDEN // 2)


def test_visible_cases_are_the_corners_and_then_drawn_ones():
    exercise = Exercise(same, (correct(1, (small, large), {"x": 7.0}),))
    corner, first, second = (c.arguments["x"] for c in draw.visible_cases(exercise))
    assert corner == 7
    assert first < 50 < second


def test_a_criterion_without_cases_draws_none(rng):
    assert pure(1).draw(rng, 3) == []
