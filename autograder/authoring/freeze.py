"""Freeze the visible checks: what a notebook may know of the right answers."""

from __future__ import annotations

from pathlib import Path

from autograder.authoring.cells import AuthoringError
from autograder.exercises import environment, exercises
from autograder.exercises.exercise import Exercise, Misconception
from autograder.oracle import models
from autograder.oracle.draw import DrawnCase, visible_cases, visible_sized
from autograder.oracle.known import (
    answers_of_reference,
    answers_of_twin,
    structure,
)
from autograder.oracle.rounding import to_digits
from autograder.sandbox.walls.environment import lacking
from course_utils.desk import frozen
from course_utils.desk.diagnose import Answer


def write(week: str, folder: Path) -> Path:
    """Write the visible checks of a week into `folder` and return the file.

    Raises:
        AuthoringError: a package that the references need is not installed.
    """
    if reason := lacking(environment(week)):
        raise AuthoringError(f"{week}: {reason}")
    path = folder / frozen.FILE_NAME
    frozen_exercises = [freeze(exercise) for exercise in exercises(week).values()]
    path.write_text(frozen.dumps(week, frozen_exercises), encoding="utf-8")
    return path


def freeze(exercise: Exercise) -> frozen.FrozenExercise:
    """Return the visible side of an exercise."""
    cases = visible_cases(exercise)
    right = _right(exercise, cases)
    return frozen.FrozenExercise(
        id=exercise.id,
        rules=exercise.rules,
        cases=[
            _case(exercise, case, answer)
            for case, answer in zip(cases, right, strict=True)
        ],
        twins=[_twin(exercise, m, cases) for m in exercise.misconceptions],
        sized=visible_sized(exercise),
        pure=exercise.criterion("pure") is not None,
        depends_on=exercise.depends_on,
        relations=exercise.relations,
        looks=models.looks(exercise.model) if exercise.model else None,
    )


def _right(exercise: Exercise, cases: list[DrawnCase]) -> list[Answer]:
    """Return the right answers; of a random one, the structure alone, if it counts."""
    if exercise.relations and not exercise.relations.structure:
        return [Answer()] * len(cases)
    if exercise.relations:
        return [Answer(structure(exercise, case)) for case in cases]
    return answers_of_reference(exercise, cases)


def _case(exercise: Exercise, case: DrawnCase, right: Answer) -> frozen.Case:
    then = case.then
    if exercise.model:  # what a model is asked stands where a function's inputs would
        then = (models.question(exercise.model, case),)
    return frozen.Case(
        case.name,
        case.criterion,
        case.arguments,
        _tidy(right, exercise.decimals),
        then,
        case.withheld,
        case.instead,
    )


def _twin(
    exercise: Exercise, mistake: Misconception, cases: list[DrawnCase]
) -> frozen.Twin:
    answers = []
    if mistake.criterion in ("correct", "stable"):
        answers = [
            _tidy(answer, exercise.decimals)
            for answer in answers_of_twin(exercise, mistake, cases)
        ]
    return frozen.Twin(mistake.id, mistake.criterion, mistake.hint, answers)


def _tidy(answer: Answer, decimals: int | None) -> Answer:
    return Answer(to_digits(answer.value, decimals=decimals), answer.raised)
