"""One criterion at a time: by value, by the work it takes, by what it leaves alone."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.exercise import Criterion, Exercise
from autograder.oracle import draw, words
from autograder.oracle.asking import Asked, Proxies, ask_all
from autograder.oracle.known import answers_of_twin
from autograder.oracle.verdict import CriterionVerdict, Status
from autograder.sandbox import Session
from course_utils.desk.calling import call
from course_utils.desk.diagnose import Answer, explain, wrong_parts
from course_utils.desk.events import grows

WAITING = "This is judged once the answer is correct."


@dataclass(frozen=True)
class Examination:
    """Everything needed to ask about one exercise of one submission."""

    session: Session
    exercise: Exercise
    key: bytes
    proxies: Proxies
    deadline: float

    def ask(self, criterion: Criterion) -> list[Asked]:
        """Ask the visible and the hidden cases of a criterion."""
        every = draw.visible_cases(self.exercise)
        every += draw.hidden_cases(self.exercise, self.key)
        cases = [case for case in every if case.criterion == criterion.name]
        return ask_all(self.session, self.exercise, cases, self.proxies, self.deadline)

    def left(self) -> float:
        """Return the seconds that a single call may take now."""
        remaining = max(0.1, self.deadline - time.monotonic())
        return min(self.session.limits.call_seconds, remaining)


def by_value(
    exam: Examination, criterion: Criterion, asked: Sequence[Asked]
) -> CriterionVerdict:
    """Judge a criterion whose every case must come out right."""
    wanted = _wanted(exam, criterion)
    passed = sum(a.passed for a in asked)
    if passed == wanted:
        return _verdict(criterion, "passed", passed=passed, cases=wanted)
    mistakes = _diagnose(exam.exercise, criterion, asked, complete=len(asked) == wanted)
    said = [words.failure(exam.exercise, asked), words.hints(exam.exercise, mistakes)]
    ended = asked[-1].outcome.kind not in ("value", "raised")
    return _verdict(
        criterion,
        "not run" if ended else "failed",
        message=" ".join(filter(None, said)),
        misconception=mistakes[0][0] if mistakes else None,
        passed=passed,
        cases=wanted,
        evidence=words.evidence(asked, mistakes),
    )


def vectorised(exam: Examination, criterion: Criterion) -> CriterionVerdict:
    """Judge whether the interpreter's work stays the same as the examples grow."""
    cases = draw.sized_cases(exam.exercise, exam.key)
    outcomes = [
        exam.session.call(
            exam.exercise.id,
            arguments,
            proxies=exam.proxies,
            count_events=True,
            timeout=exam.left(),
        )
        for arguments in cases
    ]
    events = [outcome.events for outcome in outcomes]
    small, large = events
    right = [call(exam.exercise.reference, arguments).answer for arguments in cases]
    asked = [Answer(o.value) for o in outcomes if o.kind == "value"]
    wrong = len(asked) < len(right) or any(
        wrong_parts(answer, other, exam.exercise.rules)
        for answer, other in zip(asked, right, strict=True)
    )
    if wrong:
        said = "On inputs of this size the values are not right."
        return _verdict(criterion, "failed", message=said, cases=1)
    if small is None or large is None:
        return _verdict(
            criterion, "not run", message="It did not run on more examples.", cases=1
        )
    found = {"python_instructions": events}
    if not grows(small, large):
        return _verdict(criterion, "passed", passed=1, cases=1, evidence=found)
    return _named(exam.exercise, criterion, found)


def pure(
    exam: Examination, criterion: Criterion, asked: Sequence[Asked]
) -> CriterionVerdict:
    """Judge whether arguments stay as they are, and a second call agrees."""
    changed = sorted({name for a in asked for name in _changed(a)})
    if changed:
        found = {"changed_arguments": changed}
        return _named(exam.exercise, criterion, found, cases=len(asked))
    again = ask_all(
        exam.session, exam.exercise, [asked[-1].case], exam.proxies, exam.deadline
    )
    if not again[0].passed:
        said = "A second call with the same arguments gives another answer."
        return _verdict(criterion, "failed", message=said, cases=len(asked))
    return _verdict(criterion, "passed", passed=len(asked), cases=len(asked))


def waiting(criterion: Criterion, status: Status, message: str) -> CriterionVerdict:
    """Return the verdict on a criterion that could not be judged."""
    return _verdict(criterion, status, message=message)


def _wanted(exam: Examination, criterion: Criterion) -> int:
    return len(criterion.corners) + draw.VISIBLE + draw.HIDDEN


def _diagnose(
    exercise: Exercise, criterion: Criterion, asked: Sequence[Asked], *, complete: bool
) -> list[list[str]]:
    if not complete:
        return []
    twins = {
        m.id: answers_of_twin(exercise, m, [a.case for a in asked])
        for m in exercise.misconceptions
        if m.criterion == criterion.name
    }
    answers, right = [a.answer for a in asked], [a.right for a in asked]
    return explain(answers, right, twins, exercise.rules)


def _changed(asked: Asked) -> list[str]:
    after: Mapping[str, Any] = asked.outcome.arguments_after
    before = asked.case.arguments
    return [name for name in before if not _same(after.get(name), before[name])]


def _same(after: Any, before: Any) -> bool:
    if isinstance(before, np.ndarray):
        return isinstance(after, np.ndarray) and np.array_equal(after, before)
    return type(after) is type(before) and bool(after == before)


def _named(
    exercise: Exercise, criterion: Criterion, found: dict[str, Any], cases: int = 1
) -> CriterionVerdict:
    """Return a failure that the exercise has one name for, whatever the values."""
    known = [m for m in exercise.misconceptions if m.criterion == criterion.name]
    return _verdict(
        criterion,
        "failed",
        message=known[0].hint if known else f"{exercise.id} is not {criterion.name}.",
        misconception=known[0].id if known else None,
        cases=cases,
        evidence=found,
    )


def _verdict(
    criterion: Criterion,
    status: Status,
    *,
    message: str = "",
    misconception: str | None = None,
    passed: int = 0,
    cases: int = 0,
    evidence: Mapping[str, Any] | None = None,
) -> CriterionVerdict:
    return CriterionVerdict(
        name=criterion.name,
        status=status,
        points=float(criterion.points) if status == "passed" else 0.0,
        max_points=float(criterion.points),
        message=message,
        misconception=misconception,
        passed_cases=passed,
        cases=cases,
        evidence=dict(evidence or {}),
    )
