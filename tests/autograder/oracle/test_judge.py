"""Every exercise: the reference passes, a stub earns nothing, each twin is named."""

import pytest

from autograder.audit import twins
from autograder.exercises import exercises, weeks

KEY = b"a key that no learner has"
EVERY = [(week, e) for week in weeks() for e in exercises(week).values()]
TWINS = [(week, e, m) for week, e in EVERY for m in e.misconceptions]
EXERCISE = pytest.mark.parametrize(
    "exercise", [e for _, e in EVERY], ids=[f"{w}/{e.id}" for w, e in EVERY]
)
TWIN = pytest.mark.parametrize(
    ("exercise", "mistake"),
    [(e, m) for _, e, m in TWINS],
    ids=[f"{w}/{e.id}/{m.id}" for w, e, m in TWINS],
)


def stub(*arguments):
    raise NotImplementedError


@EXERCISE
def test_the_reference_earns_every_point(exercise, judge_function):
    verdict = judge_function(exercise, exercise.reference)
    assert verdict.points == exercise.points, verdict


@EXERCISE
def test_a_blank_stub_earns_nothing_and_is_called_not_attempted(
    exercise, judge_function
):
    verdict = judge_function(exercise, stub)
    assert verdict.points == 0
    assert {c.status for c in verdict.criteria} == {"not attempted"}


@TWIN
def test_every_misconception_costs_its_criterion_alone_and_is_named(exercise, mistake):
    assert twins.examine(exercise, mistake, KEY).trouble == ""


@EXERCISE
def test_a_constant_answer_earns_nothing_and_gets_no_name(exercise, judge_function):
    verdict = judge_function(exercise, lambda *arguments: "forty-two")
    assert verdict.points == 0
    assert verdict.criteria[0].misconception is None
