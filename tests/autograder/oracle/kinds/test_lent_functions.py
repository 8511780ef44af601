"""A case may lend functions that an answer calls by name, honest ones and broken."""

import pytest

from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from course_utils.desk.calling import call
from course_utils.desk.standins import helper


def rise(x):
    """Give nothing that anybody wants: a case lends another."""
    return x


def steps(x, *, factor):
    """Give x, some times over."""
    return factor * x


def twice(x):
    """Return what `rise` makes of x, doubled."""
    return 2 * rise(x)


def _case(rng):
    lent = {"rise": helper(steps, factor=float(rng.uniform(2, 3)))}
    return Asking({"x": float(rng.uniform(1, 2))}, instead=lent)


TWICE = Exercise(
    twice,
    criteria=(correct(4, _case),),
    misconceptions=(
        Misconception("rise-ignored", "Call rise.", edit=("rise(x)", "x")),
        Misconception("not-doubled", "Double it.", edit=("2 * ", "")),
        Misconception("squared", "Double it only.", edit=("2 * rise(x)", "rise(x)**2")),
    ),
)
RIGHT = "def rise(x): return 0\ndef twice(x): return rise(x) + rise(x)"


def test_what_is_lent_answers_in_the_sandbox_and_on_the_desk(judged, at_the_desk):
    assert judged(TWICE, RIGHT).points == 4
    assert at_the_desk(TWICE, RIGHT).passed


def test_it_stands_in_for_a_function_that_is_not_written_yet(judged, at_the_desk):
    source = RIGHT.split("\n")[1]
    assert judged(TWICE, source).points == 4
    assert at_the_desk(TWICE, source).passed


def test_whoever_does_not_call_it_is_found_out_and_named(judged, at_the_desk):
    source = "def twice(x): return 2 * x"
    assert judged(TWICE, source).criteria[0].misconception == "rise-ignored"
    assert at_the_desk(TWICE, source).hints == ("Call rise.",)


def test_an_example_says_what_stood_in(judged):
    source = "def twice(x): return 2 * rise(x) if x in (1.124, 1.949) else 0.5"
    cases = [case.arguments["x"] for case in _visible()]
    source = source.replace("(1.124, 1.949)", repr(tuple(cases)))
    said = judged(TWICE, source).criteria[0].message
    assert "with rise steps (Give x, some times over) in place of yours" in said


def _visible():
    from autograder.oracle import draw

    return draw.visible_cases(TWICE)


@pytest.mark.parametrize("fails", [False, True])
def test_afterwards_the_learners_own_functions_are_back(fails):
    names = {}
    end = "raise ValueError" if fails else "return helper()"
    exec(f"def helper(): return 1\ndef f():\n    {end}", names)
    mine = names["helper"]
    called = call(names["f"], {}, instead={"helper": lambda: 2, "new": abs})
    assert called.answer.value == (None if fails else 2)
    assert names["helper"] is mine and "new" not in names
