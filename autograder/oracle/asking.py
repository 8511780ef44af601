"""Ask the sandbox case after case, and hold each answer against the right one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from autograder.exercises.exercise import Arguments, Exercise
from autograder.exercises.models import ModelRules
from autograder.oracle import models
from autograder.oracle.draw import DrawnCase
from autograder.oracle.known import answers_of_reference, read
from autograder.sandbox import KEPT, MODEL, Outcome, Session
from course_utils.desk.answers import Behaviour
from course_utils.desk.compare import Difference, Rules, differences
from course_utils.desk.diagnose import Answer

Proxies = Mapping[str, Callable[..., Any]]
NOBODY: Proxies = MappingProxyType({})
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


def ask_all(asker: Asker, cases: Sequence[DrawnCase]) -> list[Asked]:
    """Ask every case, and stop early where asking on would tell nothing new."""
    asked: list[Asked] = []
    exercise = asker.exercise
    for case, right in zip(cases, answers_of_reference(exercise, cases), strict=True):
        asked.append(Asked(case, asker(case), right, exercise.rules))
        if asked[-1].outcome.kind in ENDED or asked[-1].is_stub:
            break
    return asked


@dataclass(frozen=True)
class Asker:
    """Ask about one exercise, each kind of answer in its own way."""

    session: Session
    exercise: Exercise
    proxies: Proxies
    deadline: float

    def __call__(self, case: DrawnCase) -> Outcome:
        """Return what a case came to; the value is what is to be compared."""
        outcomes: list[Outcome] = []
        calls = self.exercise.relations.calls(case.arguments)
        for seed, arguments in enumerate(calls):
            outcomes.append(self._once(replace(case, arguments=arguments), seed))
            if outcomes[-1].kind != "value":
                return outcomes[-1]
        value = read(self.exercise, case, [outcome.value for outcome in outcomes])
        return replace(outcomes[0], value=value)

    def _once(self, case: DrawnCase, seed: int) -> Outcome:
        keep = bool(case.then or self.exercise.model)
        lent = {name: stand_in.live() for name, stand_in in case.instead.items()}
        outcome = self._call(
            self.exercise.id, case.arguments, lent=lent, seed=seed, keep=keep
        )
        if outcome.kind == "value" and case.then:
            return self._behaviour(outcome, case.then)
        if outcome.kind == "value" and self.exercise.model:
            return self._model(outcome, self.exercise.model, case)
        return outcome

    def _behaviour(self, outcome: Outcome, then: Sequence[Arguments]) -> Outcome:
        """Return what the function that came back answers, call after call."""
        answers = []
        for arguments in then:
            said = self._call(KEPT, arguments)
            if said.kind == "missing":
                return outcome  # it is no function, and is compared as what it is
            if said.kind != "value":
                return said
            answers.append(said.value)
        return replace(outcome, value=Behaviour(tuple(answers)))

    def _model(self, outcome: Outcome, rules: ModelRules, case: DrawnCase) -> Outcome:
        """Return the portrait of a model that came back, from all it claims."""
        question = models.question(rules, case)
        said = self._call(MODEL, question)
        if said.kind == "missing":
            return outcome
        if said.kind != "value":
            return said
        value = models.portrait_of_claims(rules, said.value, question)
        return replace(outcome, value=value)

    def _call(
        self, name: str, arguments: Arguments, *, lent: Proxies = NOBODY, **more: Any
    ) -> Outcome:
        proxies = {**self.proxies, **lent}
        left = self.deadline - time.monotonic()
        if left <= 0:
            reason = f"it took longer than {self.exercise.seconds:g} seconds in all"
            return Outcome("timeout", reason=reason)
        timeout = min(left, self.session.limits.call_seconds)
        return self.session.call(
            name, arguments, proxies=proxies, timeout=timeout, **more
        )
