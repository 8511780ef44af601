"""Stand-ins travel as data, come alive over there, and are refused of strangers."""

import numpy as np
import pytest

from course_utils.desk import plain
from course_utils.desk.answers import Behaviour, Broken
from course_utils.desk.report import brief
from course_utils.desk.standins import enliven, generator, helper, library, own


def shift(x: np.ndarray, *, by: float) -> np.ndarray:
    """Move x along."""
    return np.tanh(x) + by


def double(x):
    return 2 * x


def sent(value):
    tree, buffers = plain.encode(value)
    return plain.decode(tree, buffers, ours=True)


def test_a_helper_does_over_there_what_it_does_here():
    there = enliven(sent(helper(shift, by=2.0)))
    assert there(0.5) == shift(0.5, by=2.0)
    assert there.__name__ == "shift"


def test_a_nest_comes_alive_as_a_whole():
    live = enliven(sent({"f": [library("np.tanh")], "rng": generator(3)}))
    assert live["f"][0] is np.tanh
    assert live["rng"].random() == np.random.default_rng(3).random()


def test_our_function_stands_where_nobody_has_written_one():
    assert enliven(own(double)) is double
    assert enliven(sent(own(double)), {"double": abs}) is abs
    with pytest.raises(NameError, match="'double' is not defined"):
        enliven(sent(own(double)), {})


def test_what_was_copied_is_not_what_was_given():
    given = {"x": np.zeros(2)}
    enliven(given)["x"][0] = 1
    assert not given["x"].any()


@pytest.mark.parametrize(
    "thing", [own(double), generator(1), Behaviour((1,)), Broken((("a", "type", "b"),))]
)
def test_a_strangers_message_may_hold_none_of_them(thing):
    tree, buffers = plain.encode([thing])
    with pytest.raises(plain.PlainError):
        plain.decode(tree, buffers)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (own(double), "your double"),
        (library("np.tanh"), "np.tanh"),
        (helper(shift, by=1.0), "shift (Move x along)"),
        (generator(7), "np.random.default_rng(7)"),
        (Broken(), "all as asked"),
        (Behaviour((1, 2)), "a function that gives (1, 2)"),
    ],
)
def test_each_has_plain_words(thing, words):
    assert brief(thing) == words


def test_a_name_that_is_not_on_the_list_is_refused_on_arrival_too():
    forged = sent(library("np.tanh"))
    object.__setattr__(forged, "name", "np.load")
    with pytest.raises(ValueError, match="not among"):
        enliven(forged)


def _uses_a_module(x):
    return pytest.approx(x)


def test_a_helper_that_leans_on_something_is_refused():
    with pytest.raises(ValueError, match="uses pytest"):
        helper(_uses_a_module)
    with pytest.raises(ValueError, match="uses table"):
        helper(double, table=1)
