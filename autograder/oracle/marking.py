"""The verdict on one exercise: correct first, and then what else is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.exercises.exercise import Exercise
from autograder.oracle import criteria, words
from autograder.oracle.asking import Asked
from autograder.oracle.examination import Examination
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Status
from autograder.sandbox import Outcome


def mark(exam: Examination, cell: Outcome | None) -> ExerciseVerdict:
    """Return the verdict on an exercise whose answer to *correct* is known.

    `cell` is what became of the answer cell when it ran.
    """
    exercise, asked = exam.exercise, exam.correct
    if exam.is_out_of_time:
        return _unjudged(exercise, "not run", words.not_reached(exercise))
    if status := unwritten(exam, cell):
        return _unjudged(exercise, status, words.not_written(exercise, cell))
    first, *others = exercise.criteria
    with exam.clock():
        correct = criteria.by_value(exam, first, asked)
        rest = [_mark_other(exam, c.name, correct, asked) for c in others]
    return ExerciseVerdict(
        exercise.id, (correct, *rest), notes=words.notes(asked, cell)
    )


def unwritten(exam: Examination, cell: Outcome | None) -> Status | None:
    """Return why there is nothing to judge, or None if there is something."""
    first = exam.correct[0]
    if first.outcome.kind == "missing":
        return "not run" if cell and cell.kind != "value" else "not attempted"
    error = first.outcome.error
    if first.is_stub and error and error.cell in (None, exam.exercise.id):
        return "not attempted"
    return None


def _unjudged(exercise: Exercise, status: Status, said: str) -> ExerciseVerdict:
    every = (criteria.waiting(c, status, said) for c in exercise.criteria)
    return ExerciseVerdict(exercise.id, tuple(every))


def _mark_other(
    exam: Examination, name: str, correct: CriterionVerdict, asked: Sequence[Asked]
) -> CriterionVerdict:
    criterion = next(c for c in exam.exercise.criteria if c.name == name)
    if correct.status != "passed":
        return criteria.waiting(criterion, "not judged", criteria.WAITING)
    if name == "stable":
        return criteria.by_value(exam, criterion, exam.ask(criterion))
    if name == "vectorised":
        return criteria.vectorised(exam, criterion)
    return criteria.pure(exam, criterion, asked)
