"""The specs themselves: points, ids, edits that match, cases that repeat."""

import re

import numpy as np
import pytest

from autograder.exercises import exercises, title, weeks
from autograder.oracle import draw
from course_utils.desk.calling import call, changed

EVERY = [(week, e) for week in weeks() for e in exercises(week).values()]
EXERCISE = pytest.mark.parametrize(
    "exercise", [e for _, e in EVERY], ids=[f"{w}/{e.id}" for w, e in EVERY]
)


def test_the_first_week_is_there_with_its_thirteen_functions():
    week = "c1w2_logistic_regression"
    assert len(exercises(week)) == 13
    assert sum(e.points for e in exercises(week).values()) == 95
    assert title(week).startswith("Logistic regression")


def test_there_are_at_least_forty_misconceptions():
    assert sum(len(e.misconceptions) for _, e in EVERY) >= 40


def test_an_unknown_week_is_named_in_the_error():
    with pytest.raises(KeyError, match="c9w9_nothing"):
        exercises("c9w9_nothing")


@EXERCISE
def test_correct_comes_first_and_carries_seventy_percent(exercise):
    assert exercise.criteria[0].name == "correct"
    assert exercise.criteria[0].points >= 0.7 * exercise.points


@EXERCISE
def test_there_are_at_least_three_misconceptions_with_ids_of_their_own(exercise):
    ids = [m.id for m in exercise.misconceptions]
    assert len(ids) == len(set(ids)) >= 3
    assert all(re.fullmatch(r"[a-z0-9-]+", i) for i in ids)


@EXERCISE
def test_every_hint_is_one_to_three_sentences_of_its_own(exercise):
    hints = [m.hint for m in exercise.misconceptions]
    assert len(hints) == len(set(hints))
    assert all(hint[-1] in ".?" and len(hint) < 200 for hint in hints), hints


@EXERCISE
def test_dependencies_are_taught_before(exercise):
    week = next(w for w, e in EVERY if e is exercise)
    names = list(exercises(week))
    earlier = names[: names.index(exercise.id)]
    assert set(exercise.depends_on) <= set(earlier)


@EXERCISE
def test_hidden_cases_repeat_for_a_submission_and_differ_between_two(exercise):
    first, again, other = (
        draw.hidden_cases(exercise, key) for key in (b"ann", b"ann", b"bob")
    )
    np.testing.assert_equal([c.arguments for c in first], [c.arguments for c in again])
    if not any(case.arguments for case in first):
        return  # a function without arguments has one question
    with pytest.raises(AssertionError):
        np.testing.assert_equal(
            [c.arguments for c in first], [c.arguments for c in other]
        )


@EXERCISE
def test_the_reference_leaves_its_arguments_alone(exercise):
    for case in draw.visible_cases(exercise):
        called = call(exercise.reference, case.arguments)
        assert changed(case.arguments, called.arguments_after) == []
