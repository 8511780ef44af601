"""What one cell does to the interpreter costs nothing in another."""

import numpy as np
import pytest

from autograder.exercises.exercise import Exercise, correct, pure
from course_utils.desk.calling import changed


def ratio(x):
    """Return 1 / x, and 0 where x is 0."""
    with np.errstate(all="ignore"):
        return np.where(x == 0, 0, 1 / np.where(x == 0, 1, x))


def _numbers(rng):
    return {"x": rng.normal(size=4)}


RATIO = Exercise(ratio, criteria=(correct(2, _numbers, {"x": np.zeros(3)}),))
RIGHT = """
def ratio(x):
    y = 1 / x
    y[x == 0] = 0
    return y
"""


@pytest.mark.parametrize(
    "line",
    [
        "np.seterr(all='raise')",
        "np.set_printoptions(precision=1, formatter={'float': lambda x: 1 / 0})",
        "import warnings; warnings.simplefilter('error')",
        "np.random.seed(0)",
        "import sys; sys.setrecursionlimit(60)",
        "import random; random.seed(1)",
    ],
)
def test_a_setting_of_another_cell_costs_nothing(judged, line):
    assert judged(RATIO, f"{line}\n{RIGHT}").points == 2


def test_a_warning_inside_a_call_is_a_note_and_no_error(judged):
    verdict = judged(RATIO, "import warnings; warnings.simplefilter('error')\n" + RIGHT)
    assert any("divide by zero" in note for note in verdict.notes)


def shifted(parameters, rows):
    """Return W1 plus the first row, with the arguments left alone."""
    return parameters["W1"] + rows[0]


def _nested(rng):
    W1 = rng.normal(size=(2, 3))
    return {"parameters": {"W1": W1}, "rows": [rng.normal(size=3)]}


NESTED = Exercise(shifted, criteria=(correct(2, _nested), pure(1)))


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ("return parameters['W1'] + rows[0]", 3),
        ("parameters['W1'] += rows[0]; return parameters['W1']", 2),
        ("parameters['W1'] = parameters['W1'] + rows[0]; return parameters['W1']", 2),
        ("return parameters['W1'] + rows.pop()", 2),
    ],
)
def test_changes_inside_dicts_and_lists_are_seen(judged, body, points):
    assert judged(NESTED, f"def shifted(parameters, rows): {body}").points == points


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (np.array([np.nan]), np.array([np.nan]), True),
        (float("nan"), float("nan"), True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], (1, 2), False),
        (1, True, False),
        (np.eye(2), np.eye(2)[0], False),
        (None, None, True),
    ],
)
def test_an_argument_is_the_same_or_it_is_not(before, after, same):
    assert (changed({"x": before}, {"x": after}) == []) is same
