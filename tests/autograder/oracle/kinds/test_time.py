"""Time limits name the exercise and let the rest go on."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from autograder.exercises.exercise import Exercise, correct
from autograder.oracle import judge as judging
from autograder.sandbox import Cell, Limits, open_session


def _number(rng):
    return {"x": float(rng.normal())}


def first(x):
    """Return twice x."""
    return 2 * x


def second(x):
    """Return half of x."""
    return x / 2


def third(x):
    """Return x."""
    return x


def exercise(function):
    return Exercise(function, criteria=(correct(1, _number),))


WEEK = MappingProxyType({f.__name__: exercise(f) for f in (first, second, third)})
CELLS = [
    Cell("first", "def first(x): return 2 * x"),
    Cell("second", "def second(x):\n    while True: pass"),
    Cell("third", "def third(x): return x"),
]


@pytest.fixture
def week(monkeypatch):
    monkeypatch.setattr(judging, "exercises", lambda name: WEEK)


def judged(edition, **limits):
    with open_session(edition, limits=Limits(**limits)) as session:
        return judging.judge(session, "c9w9_tiny", CELLS, b"key")


def test_an_endless_exercise_is_named_and_the_rest_goes_on(edition, week):
    verdict = judged(edition, call_seconds=1)
    assert [e.points for e in verdict.exercises] == [1, 0, 1]
    assert "second took too long" in verdict["second"].criteria[0].message


def test_who_is_not_reached_is_named(edition, week):
    verdict = judged(edition, call_seconds=7, total_seconds=12)
    assert verdict["first"].points == 1
    assert verdict["third"].criteria[0].status == "not run"
    assert "third was not reached" in verdict["third"].criteria[0].message
    (note,) = verdict.notes
    assert note == "Used up the 12 seconds of a submission. Not reached: third."


def test_an_exercise_may_have_a_limit_of_its_own(edition, week, monkeypatch):
    slow = {**WEEK, "second": replace(WEEK["second"], seconds=0.5)}
    monkeypatch.setattr(judging, "exercises", lambda name: slow)
    verdict = judged(edition, call_seconds=30)
    assert "second took too long" in verdict["second"].criteria[0].message
    assert verdict["third"].points == 1
