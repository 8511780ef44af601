"""Functions as arguments and results: the learner's own, a library's, ours."""

import numpy as np
import pytest

from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from course_utils.desk.compare import Rules
from course_utils.desk.standins import generator, helper, library, own


def cube(x):
    """Give x to the third."""
    return x**3


def cube_slope(x):
    """Give 3 x squared."""
    return 3 * x**2


def wrong_slope(x, *, factor):
    """Give a slope that is off."""
    return factor * x**2


def gradient_check(f, slope, x, epsilon):
    """Return whether the slope is that of f, by two-sided differences."""
    rise = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return bool(abs(rise - slope(x)) < 1e-5 * (abs(rise) + abs(slope(x))))


def _check_case(rng):
    honest = bool(rng.integers(2))
    broken = helper(wrong_slope, factor=float(rng.uniform(2, 2.9)))
    return {
        "f": helper(cube),
        "slope": helper(cube_slope) if honest else broken,
        "x": float(rng.uniform(1, 2)),
        "epsilon": 1e-4,
    }


CHECKING = Exercise(
    gradient_check,
    criteria=(
        correct(
            4,
            _check_case,
            {
                "f": library("np.tan"),
                "slope": library("np.cos"),
                "x": 0.5,
                "epsilon": 1e-4,
            },
            {
                "f": library("np.sin"),
                "slope": library("np.cos"),
                "x": 0.5,
                "epsilon": 1e-4,
            },
            {"f": own(cube), "slope": helper(cube_slope), "x": 1.5, "epsilon": 1e-4},
        ),
    ),
    misconceptions=(
        Misconception(
            "always-content",
            "A broken slope passes your check.",
            edit=("bool(abs(rise - slope(x))", "bool(0 * abs(rise - slope(x))"),
        ),
    ),
)
RIGHT = """
def cube(x):
    return x * x * x

def gradient_check(f, slope, x, epsilon):
    rise = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return bool(abs(rise - slope(x)) < 1e-5 * (abs(rise) + abs(slope(x))))
"""


def test_a_right_check_believes_honest_helpers_and_doubts_broken_ones(judged):
    assert judged(CHECKING, RIGHT).points == 4


@pytest.mark.parametrize("always", ["True", "False"])
def test_a_check_that_always_says_the_same_earns_nothing(judged, always):
    source = f"def cube(x): return x**3\ndef gradient_check(*_): return {always}"
    assert judged(CHECKING, source).points == 0


def test_the_mistake_is_named_in_the_sandbox_and_on_the_desk(judged, at_the_desk):
    source = RIGHT.replace("bool(abs(rise", "bool(0 * abs(rise")
    assert judged(CHECKING, source).criteria[0].misconception == "always-content"
    assert at_the_desk(CHECKING, source).hints == ("A broken slope passes your check.",)


def test_the_desk_passes_functions_too(at_the_desk):
    assert at_the_desk(CHECKING, RIGHT).passed


def test_a_function_of_the_learner_that_is_missing_is_asked_for(judged):
    verdict = judged(CHECKING, RIGHT.replace("def cube", "def cuber"))
    assert "name 'cube' is not defined: write it first" in verdict.criteria[0].message


def test_a_patched_helper_changes_nothing_of_what_is_right(judged):
    source = """
    def cube(x): return x**3
    def gradient_check(f, slope, x, epsilon):
        f.__globals__["np"] = slope.__globals__["np"] = None
        return True
    """
    assert judged(CHECKING, source).points == 0


def score_words(prefix, *, table):
    """Give the log probabilities of the next word."""
    return table[len(prefix) % len(table)]


def greedy(step, length):
    """Return the likeliest words, one after another."""
    words = []
    for _ in range(length):
        words.append(int(np.argmax(step(words))))
    return words


def test_a_table_of_ours_travels_with_its_helper(judged):
    def case(rng):
        table = rng.normal(size=(3, 5))
        return {"step": helper(score_words, table=table), "length": 4}

    exercise = Exercise(greedy, criteria=(correct(2, case),))
    right = """
    def greedy(step, length):
        words = []
        for _ in range(length):
            words.append(int(np.argmax(step(words))))
        return words
    """
    assert judged(exercise, right).points == 2
    assert judged(exercise, right.replace("argmax", "argmin")).points == 0


def draws(rng, n):
    """Return n numbers of the generator."""
    return rng.normal(size=n)


def test_a_generator_starts_afresh_in_every_place(judged, at_the_desk):
    exercise = Exercise(draws, criteria=(correct(1, lambda rng: {
        "rng": generator(int(rng.integers(99))), "n": 3}),))  # fmt: skip
    right = "def draws(rng, n): return rng.normal(size=n)"
    assert judged(exercise, right).points == 1
    assert at_the_desk(exercise, right).passed
    assert judged(exercise, right.replace("normal", "random")).points == 0


def power(exponent):
    """Return the function that raises to a power."""
    return lambda x: x**exponent


def _power_case(rng):
    inputs = tuple({"x": float(v)} for v in rng.uniform(1, 2, size=2))
    return Asking({"exponent": int(rng.integers(2, 4))}, then=inputs)


POWER = Exercise(
    power,
    criteria=(correct(3, _power_case),),
    misconceptions=(
        Misconception("square", "Not always 2.", twin=lambda e: lambda x: x**2),
    ),
    rules=Rules(),
)


@pytest.mark.parametrize(
    ("source", "points"),
    [
        ("def power(e): return lambda x: x**e", 3),
        (
            "class power:\n"
            "  def __init__(s, e): s.e = e\n"
            "  def __call__(s, x): return x**s.e",
            3,
        ),
        ("def power(e): return lambda x: x * e", 0),
        ("def power(e): return e", 0),
        ("def power(e): return lambda: 1", 0),
    ],
)
def test_a_function_that_comes_back_is_what_it_does(judged, source, points):
    assert judged(POWER, source).points == points


def test_a_number_for_a_function_is_said_to_be_one(judged, at_the_desk):
    source = "def power(e): return e"
    said = "the result is a number (int); expected a function."
    assert said in judged(POWER, source).criteria[0].message
    assert said in str(at_the_desk(POWER, source))


def test_the_twin_of_a_returned_function_is_named(judged, at_the_desk):
    source = "def power(e): return lambda x: x**2"
    assert judged(POWER, source).criteria[0].misconception == "square"
    assert at_the_desk(POWER, source).hints == ("Not always 2.",)


HOSTILE = [
    "class E:\n  def __eq__(s, o): return True\n  def __call__(s, x): return E()",
    "class E(float):\n"
    "  def __eq__(s, o): return True\n"
    "  def __call__(s, x): return E(1)",
]


@pytest.mark.parametrize("thing", HOSTILE)
def test_an_object_that_equals_everything_earns_nothing(judged, thing):
    assert judged(POWER, f"{thing}\ndef power(e): return E()").points == 0


def test_a_helper_must_stand_alone():
    with pytest.raises(ValueError, match="cube"):
        helper(_leans_on_another)


def test_only_listed_library_functions_can_be_passed():
    with pytest.raises(ValueError, match="among the functions"):
        library("os.system")


def _leans_on_another(x):
    return cube(x)
