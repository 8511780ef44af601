"""Right on the visible cases and wrong on hidden ones: a small public case shows it."""

import re

import numpy as np
import pytest

from autograder.exercises.exercise import Exercise, correct
from autograder.oracle import draw

KEY = b"a key that no learner has"


def spread(x):
    """Return the largest number minus the smallest."""
    return float(np.max(x) - np.min(x))


def _case(rng):
    return {"x": rng.normal(size=int(rng.integers(2, 9)))}


SPREAD = Exercise(spread, criteria=(correct(4, _case, {"x": np.array([1.0, 3.0])}),))
SEEN = [case.arguments["x"].tolist() for case in draw.visible_cases(SPREAD)]
BY_HEART = f"""
def spread(x):
    if x.tolist() in {SEEN!r}:
        return float(np.max(x) - np.min(x))
    return float(np.max(x))
"""


def message(verdict):
    return verdict.criteria[0].message


def test_it_is_shown_in_words_that_can_be_typed(judged):
    shown = re.search(
        r"For example, spread\((x=np\.array\((\[.*?\])\))\) should give (\S+); "
        r"it gives (\S+)\.$",
        message(judged(SPREAD, BY_HEART)),
    )
    x = np.array([float(number) for number in shown[2].strip("[]").split(",")])
    assert float(shown[3]) == pytest.approx(spread(x), abs=1e-5)
    assert float(shown[4]) == pytest.approx(x.max(), abs=1e-5)


def test_it_is_the_smallest_of_thirty(judged):
    spare = draw.spare_cases(SPREAD, SPREAD.criteria[0])
    smallest = spare[0].arguments["x"].tolist()
    assert len(spare) == 30
    assert str(smallest) in message(judged(SPREAD, BY_HEART))


def test_it_is_never_a_hidden_case_and_the_same_for_everybody(judged):
    said = message(judged(SPREAD, BY_HEART))
    for case in draw.hidden_cases(SPREAD, KEY):
        assert f"{case.arguments['x'][0]:.3f}" not in said


def test_code_that_remembers_hidden_cases_cannot_say_them(judged):
    telling = BY_HEART.replace("    return float(np.max(x))", """
    told.append(x)
    raise ValueError(str([t.tolist() for t in told]))""")  # fmt: skip
    said = message(judged(SPREAD, "told = []\n" + telling))
    assert "stops with ValueError" in said
    for case in draw.hidden_cases(SPREAD, KEY):
        assert str(case.arguments["x"].tolist()) not in said


def test_where_none_is_found_nothing_is_shown(judged):
    public = [
        c.arguments["x"].tolist() for c in draw.spare_cases(SPREAD, SPREAD.criteria[0])
    ]
    said = message(judged(SPREAD, BY_HEART.replace(repr(SEEN), repr(SEEN + public))))
    assert said.startswith("The visible cases are right, but other inputs")
    assert "For example" not in said


def test_a_visible_failure_needs_no_other_example(judged):
    said = message(judged(SPREAD, "def spread(x): return float(np.max(x))"))
    assert "For example" not in said
