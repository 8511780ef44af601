"""No secret of the grader's is in the memory of a process that runs student code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.exercises.exercise import Exercise, Misconception, correct
from autograder.grading.running.editions import edition
from autograder.grading.secret import course_secret
from autograder.oracle import draw
from autograder.oracle.judge import judge_exercise
from autograder.sandbox import Cell, open_session, watchdog
from tests.hostile.classroom import WEEK

QUESTION = np.random.default_rng(1).normal(size=8)
ANSWER = np.random.default_rng(2).normal(size=8)
HINT = "hint-" + "for-those-who-fail-only"
TOKEN = "token-" + "of-the-grader-itself"
KEY = np.random.default_rng(3).bytes(32)
SOURCE = """
kept = []
def secretive(x):
    kept.append(x)
    return x - 1.0
"""

needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may read the memory of a walled-in process"
)


def secretive(x):
    return ANSWER + x[0] - QUESTION[0]


EXERCISE = Exercise(
    secretive,
    criteria=(correct(4, lambda rng: {"x": QUESTION + rng.normal()}, {"x": QUESTION}),),
    misconceptions=(Misconception("twin", HINT, twin=lambda x: ANSWER * 2),),
)


def memory_of(pid):
    """Yield what a process holds in memory, region by region."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        ends, rights, *_, name = [*line.split(maxsplit=5), ""][:6]
        start, end = (int(x, 16) for x in ends.split("-"))
        if "r" in rights and not name.startswith("[v"):
            with open(f"/proc/{pid}/mem", "rb", 0) as memory:
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:
                    continue


def found(pids, needle):
    return [pid for pid in pids for held in memory_of(pid) if needle in held]


@pytest.fixture(scope="module")
def judged():
    """Judge one exercise, and yield the verdict and all processes while they live."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LMS_TOKEN", TOKEN)
        before = set(watchdog.family(os.getpid()))
        with open_session(edition(WEEK)) as session:
            session.run([Cell("secretive", SOURCE)])
            verdict = judge_exercise(session, EXERCISE, KEY)
            yield verdict, sorted(set(watchdog.family(os.getpid())) - before)


@needs_root
def test_the_search_finds_what_is_there(judged):
    _, pids = judged
    assert found(pids, QUESTION.tobytes())
    assert found(pids, b"kept.append(x)")


@needs_root
@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(ANSWER[1:].tobytes(), id="the right answer"),
        pytest.param((ANSWER * 2)[1:].tobytes(), id="the answer of a twin"),
        pytest.param(HINT.encode(), id="a hint"),
        pytest.param(KEY, id="the key of the hidden cases"),
        pytest.param(TOKEN.encode(), id="a variable of the grader"),
        pytest.param(b"Return the points that are certain", id="the grader's source"),
    ],
)
def test_no_secret_is_in_the_memory_of_the_sandbox(judged, secret):
    _, pids = judged
    assert pids
    assert found(pids, secret) == []


def test_the_wrong_answer_is_judged_wrong_meanwhile(judged):
    verdict, _ = judged
    assert verdict.points == 0


def test_hidden_inputs_are_in_no_words_for_students(runs):
    """What a student's code is asked must not be carried out by the report on it."""
    run = runs["carrying things out"]
    thief = run.attacks["questions-carried-out"]
    words = [
        criterion["message"]
        for exercise in json.loads(thief.verdict)["exercises"]
        for criterion in exercise["criteria"]
    ]
    shown = thief.page + thief.reason + " ".join(words)
    assert "stolen 0.9" in shown, "the visible cases may be shown: the way is open"
    for number in hidden_numbers(run.course, thief.student):
        assert number not in shown


def hidden_numbers(course, student):
    """Return the numbers of a student's hidden cases as the thief writes them."""
    key = draw.submission_key(course_secret(course), WEEK, student)
    cases = draw.hidden_cases(exercises(WEEK)["L1"], key)
    assert cases
    return [f"{v:.12f}"[:10] for case in cases for v in case.arguments["yhat"]]
