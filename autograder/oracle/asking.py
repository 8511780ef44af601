"""Ask the sandbox case after case, and hold each answer against the right one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.exercises.exercise import Exercise
from autograder.oracle.draw import DrawnCase
from autograder.oracle.known import answers_of_reference
from autograder.sandbox import Outcome, Session
from course_utils.desk.compare import Difference, Rules, differences
from course_utils.desk.diagnose import Answer

Proxies = Mapping[str, Callable[..., Any]]
ENDED = ("missing", "timeout", "memory", "died")
STUB = "NotImplementedError"


@dataclass(frozen=True)
class Asked:
    """A case, what came out of the sandbox, and what is right."""

    case: DrawnCase
    outcome: Outcome
    right: Answer
    rules: Rules

    @property
    def answer(self) -> Answer:
        """Return the outcome in the terms of the diagnosis."""
        error = self.outcome.error
        return Answer(self.outcome.value, error.type if error else "")

    @cached_property
    def wrong(self) -> list[Difference]:
        """Return the parts of the value that differ from the right one."""
        if self.outcome.kind != "value":
            return []
        return differences(self.outcome.value, self.right.value, self.rules)

    @property
    def passed(self) -> bool:
        """Return whether a value came, and it is right."""
        return self.outcome.kind == "value" and not self.wrong

    @property
    def is_stub(self) -> bool:
        """Return whether the student's code says that it is not written yet."""
        error = self.outcome.error
        return error is not None and error.type == STUB


def ask_all(
    session: Session,
    exercise: Exercise,
    cases: Sequence[DrawnCase],
    proxies: Proxies,
    deadline: float,
) -> list[Asked]:
    """Ask every case, and stop early where asking on would tell nothing new."""
    asked: list[Asked] = []
    for case, right in zip(cases, answers_of_reference(exercise, cases), strict=True):
        outcome = _ask(session, exercise, case, proxies, deadline)
        asked.append(Asked(case, outcome, right, exercise.rules))
        if outcome.kind in ENDED or asked[-1].is_stub:
            break
    return asked


def _ask(
    session: Session,
    exercise: Exercise,
    case: DrawnCase,
    proxies: Proxies,
    deadline: float,
) -> Outcome:
    left = deadline - time.monotonic()
    if left <= 0:
        reason = f"it took longer than {exercise.seconds:g} seconds in all"
        return Outcome("timeout", reason=reason)
    timeout = min(left, session.limits.call_seconds)
    return session.call(exercise.id, case.arguments, proxies=proxies, timeout=timeout)
