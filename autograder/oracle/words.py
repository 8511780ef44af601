"""The sentences of a verdict: what went wrong, in words a learner can use.

Numbers and error texts are shown only of visible cases. A hidden case is described
without them, so that feedback cannot be used to learn, or to carry out, its inputs.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

from autograder.exercises.exercise import Exercise
from autograder.oracle.asking import Asked
from autograder.sandbox import Outcome, StudentError
from course_utils.desk.compare import Difference, remarks
from course_utils.desk.report import brief

HIDDEN = "The visible cases are right, but other inputs of the same kind are not: "
VEILED = {
    "type": "is of another type than asked",
    "keys": "lacks a key",
    "length": "has another length than asked",
    "shape": "has another shape than asked",
    "kind": "holds another kind of numbers than asked",
    "finite": "is not finite everywhere",
    "value": "has wrong values",
}
ENDINGS = {
    "timeout": "took too long and was stopped",
    "memory": "used more memory than it may",
    "died": "ended the process it ran in",
}


def failure(exercise: Exercise, asked: Sequence[Asked], part: str | None = None) -> str:
    """Return one or two sentences on the first case that is not right.

    With `part`, they speak of that part of the result alone.
    """
    wrong = [a for a in asked if not a.passed]
    first = next((a for a in wrong if _of(part, a.wrong)), wrong[0])
    said = _what_happened(exercise, first, part)
    if first.case.visible:
        return said
    seen = any(
        a.case.visible and a.case.criterion == first.case.criterion for a in asked
    )
    return HIDDEN + said if seen else said


def _of(part: str | None, differences: list[Difference]) -> list[Difference]:
    return differences if part is None else [d for d in differences if d.part == part]


def _what_happened(exercise: Exercise, asked: Asked, part: str | None = None) -> str:
    outcome, visible = asked.outcome, asked.case.visible
    if outcome.kind == "raised" and outcome.error:
        return f"{exercise.id} stops with {error(outcome.error, message=visible)}."
    if outcome.kind in ENDINGS:
        reason = f" ({outcome.reason})" if outcome.reason else ""
        return f"{exercise.id} {ENDINGS[outcome.kind]}{reason}."
    said = [d.full if visible else _veiled(d) for d in _of(part, asked.wrong)[:2]]
    return f"{exercise.id}: {' '.join(said)}"


def _veiled(difference: Difference) -> str:
    """Return what is off without a word that the student's code chose."""
    if difference.rung == "relation":  # the sentence is the exercise's own
        return difference.sentence
    return f"{difference.part or 'the result'} {VEILED[difference.rung]}."


def error(raised: StudentError, *, message: bool) -> str:
    """Return an exception of the student's code, with its text only if it may show."""
    if message:
        return str(raised)
    known = isinstance(getattr(builtins, raised.type, None), type)
    return raised.type if known else "an exception"


def hints(exercise: Exercise, mistakes: Sequence[Sequence[str]]) -> str:
    """Return the hints of the mistakes, alternatives marked as such."""
    return " ".join(_hint(exercise, alike) for alike in mistakes)


def _hint(exercise: Exercise, alike: Sequence[str]) -> str:
    texts = [exercise.misconception(mistake).hint for mistake in alike]
    if len(texts) == 1:
        return texts[0]
    return "One of these: " + " Or: ".join(texts)


def not_reached(exercise: Exercise) -> str:
    """Return that the time was over before anybody asked."""
    return (
        f"{exercise.id} was not reached: what came before it had used up the time of "
        "the whole submission."
    )


def not_written(exercise: Exercise, cell: Outcome | None) -> str:
    """Return why there is no function to ask."""
    if cell is not None and cell.error is not None:
        return (
            f"The cell of {exercise.id} stops with {error(cell.error, message=True)}."
        )
    if cell is not None and cell.kind in ENDINGS:
        return f"The cell of {exercise.id} {ENDINGS[cell.kind]}."
    return f"{exercise.id} is not written yet."


def notes(asked: Sequence[Asked], cell: Outcome | None) -> tuple[str, ...]:
    """Return what is worth a word: a line that stopped, warnings, odd shapes."""
    said = []
    if cell is not None and cell.error is not None:
        stopped = f"A line of the cell stops with {error(cell.error, message=True)}"
        said.append(f"{stopped}; the lines below it ran all the same.")
    said += [
        f"It warned: {w} (costs nothing)"
        for a in asked
        if a.case.visible
        for w in a.outcome.warnings
    ]
    for a in asked:
        if a.passed and a.case.visible:
            said += remarks(a.outcome.value, a.right.value, a.rules)
    return tuple(dict.fromkeys(said))


def evidence(
    asked: Sequence[Asked], mistakes: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """Return what the teacher may want to see of the first failure, numbers and all."""
    first = next(a for a in asked if not a.passed)
    found: dict[str, Any] = {
        "case": first.case.name,
        "arguments": {name: brief(v) for name, v in first.case.arguments.items()},
        "expected": brief(first.right.value),
        "outcome": first.outcome.kind,
    }
    if first.outcome.kind == "value":
        found["came"] = brief(first.outcome.value)
        found["differences"] = [difference.full for difference in first.wrong[:5]]
    if first.outcome.error:
        found["error"] = str(first.outcome.error)
    if mistakes:
        found["mistakes"] = [list(alike) for alike in mistakes]
    return found
