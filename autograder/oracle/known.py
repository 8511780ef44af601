"""What the right function and its wrong twins answer; visible cases are asked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from autograder.exercises.exercise import Exercise, Misconception
from autograder.oracle import models
from autograder.oracle.draw import DrawnCase, visible_cases
from course_utils.desk.answers import Broken
from course_utils.desk.calling import call
from course_utils.desk.diagnose import Answer
from course_utils.desk.relations import like


def answers_of_reference(
    exercise: Exercise, cases: Sequence[DrawnCase]
) -> list[Answer]:
    """Return the right answers; the reference runs here, on inputs of our own."""
    if exercise.relations:
        return [Answer(Broken())] * len(cases)
    return _answers(exercise, exercise.reference, cases)


def answers_of_twin(
    exercise: Exercise, mistake: Misconception, cases: Sequence[DrawnCase]
) -> list[Answer]:
    """Return the answers of somebody who has this one wrong idea."""
    return _answers(exercise, _twin(exercise, mistake), cases)


def structure(exercise: Exercise, case: DrawnCase) -> Any:
    """Return types, keys and shapes of a right answer, and none of its numbers."""
    called = call(exercise.reference, case.arguments, instead=case.instead)
    return like(called.answer.value)


def read(exercise: Exercise, case: DrawnCase, values: Sequence[Any]) -> Any:
    """Return what is compared: the value, or the relations that the values break."""
    if not exercise.relations:
        return values[0]
    asked = {**case.arguments, **case.withheld}
    wanted = structure(exercise, case) if exercise.relations.structure else None
    return exercise.relations.broken(asked, values, wanted, exercise.rules)


@cache
def _twin(exercise: Exercise, mistake: Misconception) -> Callable[..., Any]:
    return exercise.twin(mistake)


def _answers(
    exercise: Exercise, function: Callable[..., Any], cases: Sequence[DrawnCase]
) -> list[Answer]:
    visible = _visible_answers(exercise, function)
    return [
        visible.get(case.name) or _answer(exercise, function, case) for case in cases
    ]


@cache
def _visible_answers(
    exercise: Exercise, function: Callable[..., Any]
) -> dict[str, Answer]:
    cases = visible_cases(exercise)
    return {c.name: _answer(exercise, function, c) for c in cases}


def _answer(
    exercise: Exercise, function: Callable[..., Any], case: DrawnCase
) -> Answer:
    if exercise.model:
        return models.answer_here(exercise.model, function, case)
    answers = [
        call(function, arguments, case.then, instead=case.instead).answer
        for arguments in exercise.relations.calls(case.arguments)
    ]
    raised = next((answer for answer in answers if answer.raised), None)
    return raised or Answer(read(exercise, case, [a.value for a in answers]))
