"""`autograder.grade`: one notebook in, one verdict out, nothing written."""

from __future__ import annotations

import json

import pytest

import autograder
from autograder.course import Course
from autograder.oracle.verdict import Verdict

pytestmark = pytest.mark.slow
WEEK = "c1w2_logistic_regression"


@pytest.fixture(scope="module")
def verdict():
    """Return the verdict on the answers of the source notebook."""
    return autograder.grade(Course().source_notebook(WEEK), WEEK, student="ada")


def test_our_own_answers_earn_every_point_behind_walls(verdict):
    assert (verdict.points, verdict.max_points) == (95, 95)
    assert verdict.sandbox in ("A", "A'")


def test_a_verdict_survives_json(verdict):
    text = verdict.to_json()
    assert Verdict.from_dict(json.loads(text)).to_json() == text


def test_bytes_and_path_give_the_same_verdict(verdict):
    data = Course().source_notebook(WEEK).read_bytes()
    assert autograder.grade(data, WEEK, student="ada") == verdict


def test_a_trusted_submission_is_marked():
    data = Course().release_notebook(WEEK).read_bytes()
    verdict = autograder.grade(data, WEEK, trust=True)
    assert (verdict.points, verdict.sandbox) == (0, "none")


def test_what_cannot_be_read_has_a_problem_in_words():
    verdict = autograder.grade(b'{"cells": [', WEEK)
    assert verdict.exercises == ()
    assert "JSON" in verdict.problem


def test_an_unknown_week_is_the_callers_mistake():
    with pytest.raises(KeyError, match="no week 'c9w9_none'"):
        autograder.grade(b"{}", "c9w9_none")
