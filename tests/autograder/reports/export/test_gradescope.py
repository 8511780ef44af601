from __future__ import annotations

import json

import pytest

from autograder.grading.book.attempts import Attempt
from autograder.reports.classroom.records import Score
from autograder.reports.export.gradescope import result, results

FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}


@pytest.fixture(scope="module")
def whole_class(drawn):
    return drawn(60)


def test_results_have_the_documented_form(whole_class):
    made = [json.loads(text) for _, text in results(whole_class)]
    assert len(made) == len(whole_class.handed_in)
    for data in made:
        assert {data["output_format"], data["test_output_format"]} <= FORMATS
        assert data["visibility"] in VISIBILITIES
        for test in data["tests"]:
            assert isinstance(test["score"], float | int)
            assert test["status"] in ("passed", "failed")
            assert test["output_format"] in FORMATS
            assert test["visibility"] in VISIBILITIES
            assert isinstance(test["name"], str) and isinstance(test["output"], str)


def test_the_score_is_the_sum_of_the_tests(whole_class):
    for _, text in results(whole_class):
        data = json.loads(text)
        assert data["score"] == pytest.approx(sum(t["score"] for t in data["tests"]))


def test_what_waits_is_no_test(hand):
    pupil = hand.pupil("ada", hand.exercise("f"), written=Score("why", 5.0))
    data = result(pupil, "c9w9_tiny")
    assert [test["name"] for test in data["tests"]] == ["f"]
    assert data["output"] == "5 more points wait for your teacher."


def test_output_says_what_the_learner_reads_and_no_evidence(hand):
    wrong = hand.judged(
        "failed", message="Transpose.", evidence={"arguments": {"x": "42"}}
    )
    waits = hand.judged("not judged", "stable", message="Later.")
    (test,) = result(hand.pupil("ada", hand.exercise("f", wrong, waits)), "w")["tests"]
    assert test["output"] == "Transpose."
    assert "42" not in json.dumps(test)


def test_output_has_no_escapes_for_terminals(hand):
    wrong = hand.judged("failed", message="a\x1b[2Jb")
    (test,) = result(hand.pupil("ada", hand.exercise("f", wrong)), "w")["tests"]
    assert test["output"] == "ab"


def test_who_could_not_be_graded_reads_why(hand):
    cut = Attempt("ada", "w", "x", "unreadable", reason="Cut off.")
    data = result(hand.pupil("ada", attempts=[cut]), "w")
    assert (data["score"], data["tests"]) == (0, [])
    assert "Cut off." in data["output"]


@pytest.mark.parametrize("student", ["../x", "a/b", "", ".."])
def test_an_id_that_is_no_folder_is_left_out(hand, student):
    assert list(results(hand.of(hand.pupil(student, hand.exercise("f"))))) == []
