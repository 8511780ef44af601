"""Show where an answer goes wrong that is right on every visible case.

The hidden cases stay hidden. But more cases of the same kind can be drawn from a seed
that is nobody's secret: the smallest of them that fails is one the learner can retype.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.exercises.exercise import Criterion
from autograder.oracle import draw
from autograder.oracle.asking import Asked
from autograder.oracle.examination import Examination
from autograder.oracle.known import answers_of_reference
from course_utils.desk.report import brief

SECONDS = 3.0
MOST_ENTRIES = 24


def smallest(exam: Examination, criterion: Criterion) -> str:
    """Return a sentence with the smallest failing case, or nothing if none is found."""
    exam.session.restart()  # what it shows comes from a process told nothing hidden
    until = time.monotonic() + SECONDS
    for case in draw.spare_cases(exam.exercise, criterion):
        if time.monotonic() > until:
            break
        (right,) = answers_of_reference(exam.exercise, [case])
        asked = Asked(case, exam.asker(case), right, exam.exercise.rules)
        if asked.outcome.kind not in ("value", "raised"):
            break
        if not asked.passed:
            return _told(exam.exercise.id, asked)
    return ""


def _told(name: str, asked: Asked) -> str:
    inside = ", ".join(f"{n}={written(v)}" for n, v in asked.case.arguments.items())
    call = f"For example, {name}({inside})"
    if asked.case.instead:
        lent = " and ".join(f"{n} {s}" for n, s in asked.case.instead.items())
        call = f"{call}, with {lent} in place of yours,"
    if asked.outcome.error:
        return f"{call} stops with {asked.outcome.error}."
    if asked.case.then or asked.wrong[0].rung == "relation":
        return f"{call}: {asked.wrong[0].sentence}"
    right, came = brief(asked.right.value), brief(asked.outcome.value)
    if right == came:  # a long result that differs somewhere in the middle
        return f"{call}: {asked.wrong[0].full}"
    return f"{call} should give {right}; it gives {came}."


def written(value: Any) -> str:
    """Return a value as a learner would type it, where it is small enough for that."""
    if isinstance(value, np.ndarray):
        small = 0 < value.size <= MOST_ENTRIES
        return f"np.array({value.tolist()})" if small else brief(value)
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{k!r}: {written(v)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple):
        opening, closing = "[]" if isinstance(value, list) else "()"
        return opening + ", ".join(map(written, value)) + closing
    return repr(value) if isinstance(value, bool | int | float) else brief(value)
