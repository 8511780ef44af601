"""Silly answers earn nothing, and one that did would be noticed."""

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.audit import poison
from autograder.audit.subject import Subject, subjects
from autograder.exercises.exercise import Exercise, correct
from autograder.oracle import draw

WEEK = "c1w2_logistic_regression"
TOY = Subject("tests.autograder.audit.toy", "average")


@pytest.mark.parametrize("subject", subjects(WEEK), ids=lambda s: s.name)
def test_silly_answers_earn_nothing(subject):
    assert poison.earned(subject) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["None", poison.BY_HEART])
def test_a_notebook_of_silly_answers_earns_nothing(kind):
    assert poison.earned_by_notebook((WEEK, kind)) == []


def test_cases_that_are_too_easy_are_noticed():
    def at_most_one(n):
        return min(n, 1)

    easy = Exercise(at_most_one, (correct(5, lambda rng: {"n": 3}, {"n": 0}),))
    subject = SimpleNamespace(exercise=easy, unexplained=easy)
    said = poison.earned(subject)
    assert said == [f"visible results by heart earns 5 (seed {n})" for n in range(3)]


def test_who_learned_the_visible_results_by_heart_knows_those_and_no_others():
    exercise = TOY.exercise
    clever = poison.by_heart(exercise)
    for case in draw.visible_cases(exercise):
        x = case.arguments["x"]
        assert clever(x) == exercise.reference(x)
    assert clever(np.ones(4)) is None


def test_zeros_are_not_silly_where_zeros_are_asked_for():
    def nothing(n):
        return np.zeros(n)

    exercise = Exercise(nothing, (correct(1, lambda rng: {"n": int(rng.integers(9))}),))
    silly = poison.silly_answers(exercise)
    assert "zeros of the right shape" not in silly
    assert "ones of the right shape" in silly


def test_always_the_same_is_not_silly_where_nothing_is_asked():
    def seven():
        return 7

    silly = poison.silly_answers(Exercise(seven, (correct(1, lambda rng: {}),)))
    assert poison.FIRST not in silly
    assert poison.BY_HEART not in silly
    assert "zero" in silly
