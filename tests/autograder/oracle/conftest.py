"""A session without walls or wire, for facts about judging alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from autograder.exercises import exercises
from autograder.oracle.judge import judge_exercise
from autograder.sandbox import Cell, Limits, Outcome, StudentError
from course_utils.desk import calling, events

WEEK = "c1w2_logistic_regression"
KEY = b"a key that no learner has"


class LocalSession:
    """Call the functions of a namespace in this process, with the sandbox's manners."""

    walls = "none"
    limits = Limits()

    def __init__(self, namespace: Mapping[str, Callable[..., Any]]) -> None:
        self.namespace = dict(namespace)

    def run(self, cells: Sequence[Cell]) -> list[Outcome]:
        for cell in cells:
            exec(cell.source, self.namespace)
        return [Outcome("value") for _ in cells]

    def restart(self) -> None:
        """Keep the namespace: nothing here survives a call anyway."""

    def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        proxies: Mapping[str, Callable[..., Any]] | None = None,
        count_events: bool = False,
        timeout: float | None = None,
    ) -> Outcome:
        if name not in self.namespace:
            return Outcome("missing")
        before = dict(self.namespace)
        self.namespace.update(proxies or {})
        try:
            called = calling.call(self.namespace[name], arguments)
            function = self.namespace[name]
            count = None
            if count_events:
                count = events.counted(calling.call, [function, arguments])[1]
        finally:
            self.namespace.clear()
            self.namespace.update(before)
        raised = called.answer.raised
        return Outcome(
            "raised" if raised else "value",
            called.answer.value,
            StudentError(raised, called.error, cell=name) if raised else None,
            called.arguments_after,
            count,
            called.warnings,
        )


@pytest.fixture(scope="session")
def judge_function():
    """Return a function that judges one function as an answer to one exercise."""

    def judge(exercise_id: str, function: Callable[..., Any]):
        session = LocalSession({exercise_id: function})
        return judge_exercise(session, exercises(WEEK)[exercise_id], KEY)

    return judge


@pytest.fixture
def local_session():
    """Return the class of sessions without walls."""
    return LocalSession
