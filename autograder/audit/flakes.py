"""Luck: over many submissions, is the right always right and the wrong never?

Hidden cases differ from one submission to the next, so a spec may be fair to a
thousand learners and unfair to one. Under many keys the reference must pass, in other
forms as well, and every twin must fail on the hidden cases alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from autograder.audit.forms import FORMS
from autograder.audit.rates import Rate
from autograder.audit.subject import Subject, judged, key, session_of
from autograder.audit.twins import examine
from autograder.exercises.exercise import Criterion, Exercise, Misconception
from autograder.oracle import criteria, draw
from autograder.oracle.examination import Examination
from autograder.oracle.verdict import ExerciseVerdict

Twin = tuple[Misconception, Callable[..., Any]]
CHUNK = 25
FORMS_EVERY, NAMES_EVERY = 10, 50
"""One key in so many is used to try the other forms, and the names."""


@dataclass
class Luck:
    """Four rates, none of which should have a failure.

    Attributes:
        alarms: the reference lost a mark.
        forms: a right answer in another form lost a mark.
        misses: a twin got past the hidden cases.
        names: a twin was not named, or named with others.
    """

    alarms: Rate = field(default_factory=Rate)
    forms: Rate = field(default_factory=Rate)
    misses: Rate = field(default_factory=Rate)
    names: Rate = field(default_factory=Rate)

    @property
    def all(self) -> Rate:
        """Return the four together."""
        whole = Rate()
        for rate in vars(self).values():
            whole.add(rate)
        return whole

    def add(self, other: Luck) -> None:
        """Count what another one counted."""
        for name, rate in vars(other).items():
            getattr(self, name).add(rate)


def chunks(subject: Subject, seeds: int) -> list[tuple[Subject, range]]:
    """Return the work of all seeds in pieces for child processes."""
    starts = range(0, seeds, CHUNK)
    return [(subject, range(s, min(s + CHUNK, seeds))) for s in starts]


def luck(task: tuple[Subject, Iterable[int]]) -> Luck:
    """Return what went wrong under the keys of these numbers."""
    subject, numbers = task
    counted = Luck()
    exercise = subject.exercise
    right = exercise.reference
    others = {name: wraps(right)(form(right)) for name, form in FORMS.items()}
    twins = [(m, exercise.twin(m)) for m in exercise.misconceptions]
    for number in numbers:
        _count_right(counted.alarms, "the reference", None, subject, number)
        _count_misses(counted.misses, subject.unexplained, twins, number)
        if number % FORMS_EVERY == 0:
            for name, function in others.items():
                _count_right(counted.forms, name, function, subject, number)
        if number % NAMES_EVERY == 0:
            _count_names(counted.names, exercise, number)
    return counted


def _count_right(
    rate: Rate,
    name: str,
    function: Callable[..., Any] | None,
    subject: Subject,
    number: int,
) -> None:
    exercise = subject.unexplained
    verdict = judged(exercise, function or exercise.reference, key(number))
    lost = verdict.points < verdict.max_points
    rate.count(failed=lost, example=f"{name}, seed {number}: {_why(verdict)}")


def _count_misses(
    rate: Rate, exercise: Exercise, twins: Sequence[Twin], number: int
) -> None:
    for mistake, twin in twins:
        missed = escapes(exercise, mistake, twin, key(number))
        rate.count(failed=missed, example=f"{mistake.id} unnoticed, seed {number}")


def _count_names(rate: Rate, exercise: Exercise, number: int) -> None:
    for mistake in exercise.misconceptions:
        trouble = examine(exercise, mistake, key(number)).trouble
        rate.count(failed=bool(trouble), example=f"{trouble}, seed {number}")


def escapes(
    exercise: Exercise, mistake: Misconception, twin: Callable[..., Any], key: bytes
) -> bool:
    """Return whether a twin gets past the hidden cases of a key: the first may do."""
    session = session_of({exercise.id: twin})
    exam = Examination(session, exercise, key)
    criterion = exercise.criterion(mistake.criterion)
    if criterion is None:
        return True
    with exam.clock():
        return _escapes(exam, criterion)


def _escapes(exam: Examination, criterion: Criterion) -> bool:
    if criterion.name == "vectorised":
        return criteria.vectorised(exam, criterion).status == "passed"
    name = "correct" if criterion.name == "pure" else criterion.name
    hidden = draw.hidden_cases(exam.exercise, exam.key)
    cases = [case for case in hidden if case.criterion == name]
    if criterion.name == "pure":
        asked = exam.every(cases[:1])
        return criteria.pure(exam, criterion, asked).status == "passed"
    return all(exam.every([case])[0].passed for case in cases)


def _why(verdict: ExerciseVerdict) -> str:
    lost = (c for c in verdict.criteria if c.status != "passed")
    return next((f"{c.name}: {c.message}" for c in lost), "")
