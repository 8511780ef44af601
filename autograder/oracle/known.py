"""What the right function and its wrong twins answer; visible cases are asked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from autograder.exercises.exercise import Exercise, Misconception
from autograder.oracle.draw import DrawnCase, visible_cases
from course_utils.desk.calling import call
from course_utils.desk.diagnose import Answer


def answers_of_reference(
    exercise: Exercise, cases: Sequence[DrawnCase]
) -> list[Answer]:
    """Return the right answers; the reference runs here, on inputs of our own."""
    return _answers(exercise, exercise.reference, cases)


def answers_of_twin(
    exercise: Exercise, mistake: Misconception, cases: Sequence[DrawnCase]
) -> list[Answer]:
    """Return the answers of somebody who has this one wrong idea."""
    return _answers(exercise, _twin(exercise, mistake), cases)


@cache
def _twin(exercise: Exercise, mistake: Misconception) -> Callable[..., Any]:
    return exercise.twin(mistake)


def _answers(
    exercise: Exercise, function: Callable[..., Any], cases: Sequence[DrawnCase]
) -> list[Answer]:
    visible = _visible_answers(exercise, function)
    return [
        visible[case.name] if case.visible else call(function, case.arguments).answer
        for case in cases
    ]


@cache
def _visible_answers(
    exercise: Exercise, function: Callable[..., Any]
) -> dict[str, Answer]:
    cases = visible_cases(exercise)
    return {c.name: call(function, c.arguments).answer for c in cases}
