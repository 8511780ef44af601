"""A seed that is asked for: it repeats, another one differs, and no order is right."""

import numpy as np
import pytest

from autograder.exercises.exercise import Exercise, Misconception, correct
from autograder.exercises.relations import Relations, relation


def shuffle(x, seed=0):
    """Return the numbers of x in an order that depends on the seed."""
    rng = np.random.default_rng(seed)
    return rng.permutation(x)


def _case(rng):
    return {"x": rng.normal(size=30), "seed": int(rng.integers(99))}


def _whole(arguments, first, *others):
    return np.allclose(np.sort(first), np.sort(arguments["x"]))


def _repeats(arguments, first, second, *others):
    return np.allclose(first, second)


def _another(arguments, first, second, *others):
    return not others or not np.allclose(first, others[0])


SHUFFLE = Exercise(
    shuffle,
    criteria=(correct(4, _case, {"x": np.arange(9.0)}),),
    misconceptions=(
        Misconception(
            "seed-unused",
            "Who tells the seed?",
            edit=("default_rng(seed)", "default_rng()"),
        ),
        Misconception(
            "seed-fixed",
            "One seed for all.",
            edit=("default_rng(seed)", "default_rng(7)"),
        ),
    ),
    relations=Relations(
        (
            relation("whole", "Numbers are lost.", _whole),
            relation("same seed", "The same seed gave another order.", _repeats),
            relation("another seed", "Another seed gave the same order.", _another),
        ),
        repeats=2,
        another="seed",
    ),
)
NEW = "def shuffle(x, seed=0): return np.random.default_rng(seed).permutation(x)"
OLD = """
def shuffle(x, seed=0):
    np.random.seed(seed)
    np.random.shuffle(x)
    return x
"""


def test_a_case_asks_for_repeats_and_then_for_the_next_number():
    asked = SHUFFLE.relations.calls({"x": 1.0, "seed": 4})
    assert [arguments["seed"] for arguments in asked] == [4, 4, 5]


def test_a_case_that_leaves_the_number_out_asks_for_repeats_alone():
    assert SHUFFLE.relations.calls({"x": 1.0}) == [{"x": 1.0}] * 2


@pytest.mark.parametrize("source", [NEW, OLD])
def test_every_generator_is_right(judged, at_the_desk, source):
    assert judged(SHUFFLE, source).points == 4
    assert at_the_desk(SHUFFLE, source).passed


@pytest.mark.parametrize(
    "seed, mistake, says",
    [
        ("", "seed-unused", "The same seed gave another order."),
        ("3", "seed-fixed", "Another seed gave the same order."),
    ],
)
def test_a_seed_without_a_say_is_found_out(judged, at_the_desk, seed, mistake, says):
    source = NEW.replace("default_rng(seed)", f"default_rng({seed})")
    verdict = judged(SHUFFLE, source)
    assert verdict.criteria[0].misconception == mistake
    assert says in verdict.criteria[0].message
    report = at_the_desk(SHUFFLE, source)
    assert report.hints == (SHUFFLE.misconception(mistake).hint,)
    assert says in str(report)
