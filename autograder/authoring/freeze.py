"""Freeze the visible checks: what a notebook may know of the right answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.exercises import exercises
from autograder.exercises.exercise import Exercise, Misconception
from autograder.oracle.draw import DrawnCase, visible_cases, visible_sized
from course_utils.desk import frozen
from course_utils.desk.calling import call
from course_utils.desk.diagnose import Answer

DIGITS = 9
"""Frozen numbers keep nine digits: machines differ in the last few of seventeen."""


def write(week: str, folder: Path) -> Path:
    """Write the visible checks of a week into `folder` and return the file."""
    path = folder / frozen.FILE_NAME
    frozen_exercises = [freeze(exercise) for exercise in exercises(week).values()]
    path.write_text(frozen.dumps(week, frozen_exercises), encoding="utf-8")
    return path


def freeze(exercise: Exercise) -> frozen.FrozenExercise:
    """Return the visible side of an exercise."""
    cases = visible_cases(exercise)
    return frozen.FrozenExercise(
        id=exercise.id,
        rules=exercise.rules,
        cases=[_case(exercise, case) for case in cases],
        twins=[_twin(exercise, m, cases) for m in exercise.misconceptions],
        sized=visible_sized(exercise),
        pure=exercise.criterion("pure") is not None,
        depends_on=exercise.depends_on,
    )


def _case(exercise: Exercise, case: DrawnCase) -> frozen.Case:
    right = _answer(exercise.reference, case.arguments)
    return frozen.Case(case.name, case.criterion, case.arguments, right)


def _twin(
    exercise: Exercise, misconception: Misconception, cases: list[DrawnCase]
) -> frozen.Twin:
    m, answers = misconception, []
    if m.criterion in ("correct", "stable"):
        twin = exercise.twin(m)
        answers = [_answer(twin, case.arguments) for case in cases]
    return frozen.Twin(m.id, m.criterion, m.hint, answers)


def _answer(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Answer:
    answer = call(function, arguments).answer
    return Answer(_rounded(answer.value), answer.raised)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_rounded(item) for item in value)
    if isinstance(value, np.ndarray | np.floating) and value.dtype.kind == "f":
        flat = [float(f"{number:.{DIGITS}g}") for number in np.ravel(value)]
        return np.reshape(np.array(flat), np.shape(value))[()]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    return value
