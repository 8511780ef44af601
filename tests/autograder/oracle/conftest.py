"""A session without walls or wire, for facts about judging alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.audit.local import LocalSession
from autograder.exercises import exercises
from autograder.exercises.exercise import Exercise
from autograder.oracle.judge import judge_exercise

WEEK = "c1w2_logistic_regression"
KEY = b"a key that no learner has"


@pytest.fixture(scope="session")
def judge_function():
    """Return a function that judges one function as an answer to one exercise.

    The exercise is given itself, or by its name in the first week.
    """

    def judge(exercise: Exercise | str, function: Callable[..., Any]):
        if isinstance(exercise, str):
            exercise = exercises(WEEK)[exercise]
        session = LocalSession({exercise.id: function})
        return judge_exercise(session, exercise, KEY)

    return judge


@pytest.fixture
def local_session():
    """Return the class of sessions without walls."""
    return LocalSession
