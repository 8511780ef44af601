"""Code that saw a hidden case of one exercise cannot say it in the words of another."""

from types import MappingProxyType

import numpy as np
import pytest

from autograder.exercises.exercise import Exercise, correct, stable
from autograder.oracle import draw
from autograder.oracle import judge as judging
from autograder.sandbox import Cell

KEY = b"a key that no learner has"


def _numbers(rng):
    return {"x": rng.normal(size=5)}


def first(x):
    """Return the sum."""
    return float(np.sum(x))


def second(x):
    """Return the largest."""
    return float(np.max(x))


WEEK = MappingProxyType(
    {
        "first": Exercise(first, criteria=(correct(1, _numbers), stable(1, _numbers))),
        "second": Exercise(second, criteria=(correct(1, _numbers),)),
    }
)
HEARS = """
import numpy as np, warnings
heard = []
def first(x):
    heard.append(x.copy())
    return float(np.sum(x))
"""
SAYS = {
    "value": "def second(x): return np.concatenate(heard) if heard else 0.0",
    "error": "def second(x): raise ValueError(str([h.tolist() for h in heard]))",
    "warning": "def second(x):\n    warnings.warn(str([h.tolist() for h in heard]))\n"
    "    return float(np.max(x))",
    "keys": "def second(x): return {str(h[0]): 1 for h in heard}",
}


@pytest.mark.parametrize("way", SAYS)
def test_what_was_heard_cannot_be_said(session, monkeypatch, way):
    monkeypatch.setattr(judging, "exercises", lambda name: WEEK)
    cells = [Cell("first", HEARS), Cell("second", SAYS[way])]
    verdict = judging.judge(session, "c9w9_tiny", cells, KEY)
    assert verdict["first"].points == 2
    said = verdict["second"].criteria[0].message + " ".join(verdict["second"].notes)
    for case in draw.hidden_cases(WEEK["first"], KEY):
        assert f"{case.arguments['x'][0]:.5f}" not in said
        assert f"{case.arguments['x'][0]:.4f}" not in said
