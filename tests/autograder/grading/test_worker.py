"""A task is text and so is its answer, whatever goes wrong."""

from __future__ import annotations

import json

import pytest

from autograder.grading import worker
from autograder.grading.worker import Answer, Task, answered, judge_task
from autograder.oracle.verdict import Verdict
from autograder.sandbox import Cell, SandboxUnavailable

WEEK = "c1w2_logistic_regression"
TASK = Task(WEEK, (Cell("a", "1\n2"),), b"key", document=(Cell("b", "é"),))


def test_a_task_survives_its_journey_in_one_line():
    text = TASK.to_json()
    assert "\n" not in text
    assert Task.from_data(json.loads(text)) == TASK


def test_an_answer_survives_its_journey():
    answer = answered(lambda: Verdict(WEEK, (), "A"))
    assert Answer.from_json(answer.to_json()) == answer
    assert json.loads(answer.verdict)["sandbox"] == "A"


def test_a_worker_of_another_version_refuses(monkeypatch):
    monkeypatch.setattr(worker, "judge_cells", lambda task: Verdict(WEEK, (), "A"))
    stranger = Task(WEEK, (), b"", code="another version").to_json()
    answer = Answer.from_json(judge_task(stranger))
    assert answer.verdict is None
    assert "has other exercises" in answer.refused


def test_a_worker_of_the_same_version_judges(monkeypatch):
    from autograder.grading.running import sources

    monkeypatch.setattr(worker, "judge_cells", lambda task: Verdict(WEEK, (), "A"))
    own = Task(WEEK, (), b"", code=sources.judging(WEEK)).to_json()
    assert Answer.from_json(judge_task(own)).verdict is not None


def test_a_mistake_of_ours_is_an_answer_with_its_traceback():
    answer = Answer.from_json(judge_task("{}"))
    assert answer.failed == "KeyError" and "Traceback" in answer.details


@pytest.mark.parametrize("error", [SandboxUnavailable("Install it.")])
def test_no_sandbox_is_an_answer_too(error):
    def judge():
        raise error

    assert answered(judge).unavailable == "Install it."
