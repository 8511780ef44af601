"""One criterion at a time: by value, by the work it takes, by what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.exercises.exercise import Arguments, Criterion, Exercise
from autograder.oracle import chains, draw, words
from autograder.oracle.asking import Asked
from autograder.oracle.counterexample import smallest
from autograder.oracle.draw import DrawnCase
from autograder.oracle.examination import Examination
from autograder.oracle.known import answers_of_reference, answers_of_twin
from autograder.oracle.verdict import CriterionVerdict, Status
from autograder.sandbox import Outcome
from course_utils.desk.calling import changed
from course_utils.desk.diagnose import explain
from course_utils.desk.events import grows

WAITING = "This is judged once the answer is correct."


def by_value(
    exam: Examination, criterion: Criterion, asked: Sequence[Asked]
) -> CriterionVerdict:
    """Judge a criterion whose every case must come out right."""
    wanted = _wanted(exam, criterion)
    passed = sum(a.passed for a in asked)
    if passed == wanted:
        return _verdict(criterion, "passed", passed=passed, cases=wanted)
    mistakes = _diagnose(exam.exercise, criterion, asked, complete=len(asked) == wanted)
    broken = chains.first_wrong(exam.exercise, asked)
    said = [
        words.failure(exam.exercise, asked, broken.node if broken else None),
        str(broken or ""),
        words.hints(exam.exercise, mistakes),
        smallest(exam, criterion) if _hidden_only(asked) else "",
    ]
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
    outcomes = [
        exam.session.call(
            exam.exercise.id,
            arguments,
            proxies=exam.proxies,
            count_events=True,
            timeout=exam.left(),
        )
        for arguments in draw.sized_cases(exam.exercise, exam.key)
    ]
    events = [outcome.events for outcome in outcomes]
    small, large = events
    if not _right_when_sized(exam, criterion, outcomes):
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


def _right_when_sized(
    exam: Examination, criterion: Criterion, outcomes: Sequence[Outcome]
) -> bool:
    """Whether the answers to a small and a large call are right, however they came."""
    exercise = exam.exercise
    sized = draw.sized_cases(exercise, exam.key)
    cases = [_sized_case(criterion, arguments) for arguments in sized]
    if exercise.relations or exercise.model:
        outcomes = [exam.asker(case) for case in cases]
    right = answers_of_reference(exercise, cases)
    return all(
        Asked(case, outcome, answer, exercise.rules).passed
        for case, outcome, answer in zip(cases, outcomes, right, strict=True)
    )


def _sized_case(criterion: Criterion, arguments: Arguments) -> DrawnCase:
    return DrawnCase("sized", criterion.name, arguments, visible=False)


def pure(
    exam: Examination, criterion: Criterion, asked: Sequence[Asked]
) -> CriterionVerdict:
    """Judge whether arguments stay as they are, and a second call agrees."""
    every = (changed(a.case.arguments, a.outcome.arguments_after) for a in asked)
    names = sorted({name for some in every for name in some})
    if names:
        found = {"changed_arguments": names}
        return _named(exam.exercise, criterion, found, cases=len(asked))
    again = exam.every([asked[-1].case])
    if not again[0].passed:
        said = "A second call with the same arguments gives another answer."
        return _verdict(criterion, "failed", message=said, cases=len(asked))
    return _verdict(criterion, "passed", passed=len(asked), cases=len(asked))


def waiting(criterion: Criterion, status: Status, message: str) -> CriterionVerdict:
    """Return the verdict on a criterion that could not be judged."""
    return _verdict(criterion, status, message=message)


def _wanted(exam: Examination, criterion: Criterion) -> int:
    return len(criterion.corners) + draw.VISIBLE + draw.HIDDEN


def _hidden_only(asked: Sequence[Asked]) -> bool:
    """Whether the visible cases are right and what fails is of a hidden one."""
    first = next(a for a in asked if not a.passed)
    seen = any(a.case.visible for a in asked)
    return seen and not first.case.visible and first.outcome.kind in ("value", "raised")


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
