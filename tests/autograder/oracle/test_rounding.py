"""What is frozen has no digit in which machines differ."""

import numpy as np
import pytest

from autograder.exercises.exercise import Asking, Exercise, correct
from autograder.oracle import draw
from autograder.oracle.rounding import to_decimals, to_digits
from course_utils.desk.answers import Behaviour
from course_utils.desk.tensors import Tensor, tensor

NEST = {"a": 2 / 3, "b": [np.float64(1e-7) / 3, 7, True, "x"], "c": (np.eye(2) / 3,)}


def test_to_digits_keeps_significant_ones_at_every_depth():
    short = to_digits(NEST, 3)
    assert short["a"] == 0.667
    assert short["b"] == [3.33e-8, 7, True, "x"]
    np.testing.assert_array_equal(short["c"][0], [[0.333, 0], [0, 0.333]])


def test_single_precision_stays_single_and_keeps_fewer_digits():
    short = to_digits(tensor([1 / 3, 2e5 / 3]))
    assert isinstance(short, Tensor) and short.dtype == np.float32
    np.testing.assert_array_equal(short, np.float32([0.33333, 66667]))


def test_to_decimals_makes_nothing_of_nothing():
    short = to_decimals(NEST, 3)
    assert (short["a"], short["b"][0]) == (0.667, NEST["b"][0])


def test_what_a_returned_function_answers_is_rounded_too():
    assert to_digits(Behaviour((2 / 3,)), 2) == Behaviour((0.67,))


@pytest.mark.parametrize("off", [1e-15, -1e-15])
def test_a_visible_case_is_the_same_where_the_last_digits_are_not(off):
    def double(x):
        return 2 * x

    def cases_at(x):
        question = Asking({"x": np.array([x])}, rounded=False)
        exercise = Exercise(double, (correct(1, lambda rng: question, question),))
        return draw.visible_cases(exercise)

    here, there = cases_at(1 / 3), cases_at(1 / 3 + off)
    assert [c.arguments["x"] for c in here] == [c.arguments["x"] for c in there]
    assert len(here) == 3
