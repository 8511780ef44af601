"""One early slip costs its own marks, and no more."""

import inspect

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.oracle import draw
from autograder.oracle.judge import judge, judge_exercise
from autograder.sandbox import Cell, Outcome, StudentError
from course_utils import logistic_regression, vectors

WEEK = "c1w2_logistic_regression"
KEY = b"k" * 32


def cells(**changed):
    """Return one cell for every reference, with some sources changed or left out."""
    sources = {
        name: inspect.getsource(exercise.reference)
        for name, exercise in exercises(WEEK).items()
    }
    head = "import math\nfrom typing import Any\nimport numpy as np\n"
    head += "Gradients = Parameters = dict\n"
    sources |= changed
    return [Cell("imports", head), *(Cell(n, s) for n, s in sources.items() if s)]


def test_every_reference_together_earns_everything(local_session):
    verdict = judge(local_session({}), WEEK, cells(), KEY)
    assert verdict.points == verdict.max_points == 95


def test_a_wrong_sigmoid_costs_only_its_own_marks(local_session):
    wrong = "def sigmoid(x):\n    return np.tanh(x)\n"
    verdict = judge(local_session({}), WEEK, cells(sigmoid=wrong), KEY)
    lost = {e.exercise for e in verdict.exercises if e.points < e.max_points}
    assert lost == {"sigmoid"}
    assert verdict["propagate"].followed_through == ("sigmoid",)


def test_what_fails_with_a_wrong_sigmoid_is_asked_its_hidden_cases_once(
    local_session, monkeypatch
):
    asked, drawn = [], draw.hidden_cases
    monkeypatch.setattr(
        draw,
        "hidden_cases",
        lambda exercise, key: asked.append(exercise.id) or drawn(exercise, key),
    )
    wrong = "def sigmoid(x):\n    return np.tanh(x)\n"
    verdict = judge(local_session({}), WEEK, cells(sigmoid=wrong), KEY)
    assert verdict["optimize"].points == verdict["optimize"].max_points
    assert asked.count("optimize") == 1


def test_a_missing_function_is_not_attempted_and_others_follow_through(local_session):
    verdict = judge(local_session({}), WEEK, cells(propagate=""), KEY)
    assert verdict["propagate"].criteria[0].status == "not attempted"
    assert verdict["optimize"].points == verdict["optimize"].max_points


def test_a_wrong_answer_is_not_saved_by_following_through(local_session):
    wrong = inspect.getsource(logistic_regression.optimize).replace(
        "w = w - ", "w = w + "
    )
    broken = "def propagate(w, b, X, Y):\n    return None\n"
    submitted = cells(optimize=wrong, propagate=broken)
    verdict = judge(local_session({}), WEEK, submitted, KEY)
    assert verdict["optimize"].points == 0


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Outcome("timeout"), "The cell of L1 took too long and was stopped."),
        (Outcome("raised", error=StudentError("SyntaxError", "oh")), "SyntaxError: oh"),
    ],
)
def test_a_cell_that_did_not_run_is_said_to_be_the_reason(local_session, cell, words):
    verdict = judge_exercise(local_session({}), exercises(WEEK)["L1"], KEY, cell)
    assert {c.status for c in verdict.criteria} == {"not run"}
    assert words in verdict.criteria[0].message


def test_following_through_shows_the_mistake_of_its_own(local_session):
    source = inspect.getsource(logistic_regression.propagate)
    submitted = cells(
        sigmoid="def sigmoid(x):\n    return None\n",
        propagate=source.replace("dw = X @ dZ.T / m", "dw = X @ dZ.T"),
    )
    verdict = judge(local_session({}), WEEK, submitted, KEY)["propagate"]
    assert verdict.points == 0
    assert verdict.criteria[0].misconception == "dw-not-averaged"
    assert "our sigmoid in place of yours" in verdict.notes[-1]


@pytest.mark.parametrize("wrong", ["np.zeros(dim), 0.0", "None", "1 / 0, 0"])
def test_a_wrong_start_does_not_sink_the_model(local_session, wrong):
    source = f"def initialize_with_zeros(dim):\n    return {wrong}\n"
    submitted = cells(initialize_with_zeros=source)
    verdict = judge(local_session({}), WEEK, submitted, KEY)
    assert verdict["initialize_with_zeros"].points == 0
    assert verdict["model"].points == verdict["model"].max_points


def test_hidden_numbers_and_error_texts_stay_hidden(local_session):
    seen = draw.visible_cases(exercises(WEEK)["L1"])

    def spy(yhat, y):
        if any(np.array_equal(yhat, case.arguments["yhat"]) for case in seen):
            return vectors.L1(yhat, y)
        raise type(f"the secret input is {yhat}", (ValueError,), {})

    exercise = exercises(WEEK)["L1"]
    verdict = judge_exercise(local_session({"L1": spy}), exercise, KEY)
    message = verdict.criteria[0].message
    assert "an exception" in message
    for case in draw.hidden_cases(exercise, KEY):
        assert str(case.arguments["yhat"]) not in message
