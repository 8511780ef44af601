"""From the cells of a submission to its verdict.

Every exercise is judged first with nothing but the student's own code. Those that fail
and lean on others that failed are asked again, with those others answered by the
reference: one early slip costs its own marks and no more.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from autograder.exercises import exercises
from autograder.exercises.exercise import Exercise
from autograder.oracle import criteria, draw, shown, words
from autograder.oracle.asking import Asked, Proxies
from autograder.oracle.examination import Examination, Told
from autograder.oracle.known import answers_of_reference
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Status, Verdict
from autograder.sandbox import SPENT, Cell, Outcome, Session


def judge(session: Session, week: str, cells: Sequence[Cell], key: bytes) -> Verdict:
    """Return the verdict on `cells`, asked in `session` with cases drawn from `key`."""
    ran = session.run(cells)
    states = {cell.name: outcome for cell, outcome in zip(cells, ran, strict=True)}
    known = exercises(week)
    told = Told()
    first = {
        name: judge_exercise(session, exercise, key, states.get(name), told=told)
        for name, exercise in known.items()
    }
    final = _follow_through(session, known, first, key, states)
    outputs = shown.collect(cells, ran, known)
    return Verdict(
        week,
        tuple(final.values()),
        sandbox=session.tier,
        notes=_time_notes(session, known, first),
        outputs=outputs,
    )


def _time_notes(
    session: Session,
    known: Mapping[str, Exercise],
    first: Mapping[str, ExerciseVerdict],
) -> tuple[str, ...]:
    """Return which exercises nobody asked about because the time was over."""
    late = [n for n in first if _says(first[n], words.not_reached(known[n]))]
    if not late:
        return ()
    whole = f"the {session.limits.total_seconds:g} seconds of a submission"
    return (f"Used up {whole}. Not reached: {', '.join(late)}.",)


def _says(verdict: ExerciseVerdict, message: str) -> bool:
    return verdict.criteria[0].message == message


def judge_exercise(
    session: Session,
    exercise: Exercise,
    key: bytes,
    cell: Outcome | None = None,
    proxies: Proxies = MappingProxyType({}),
    told: Told | None = None,
) -> ExerciseVerdict:
    """Return the verdict on one exercise.

    Args:
        session: where the student's code runs.
        exercise: what to ask.
        key: what the hidden cases are drawn from.
        cell: what became of the answer cell when it ran.
        proxies: functions of the student that ours answer for.
        told: whether the process has seen hidden cases; if not given, it has not.
    """
    # Our own time is not the learner's: the first reference may import TensorFlow.
    answers_of_reference(exercise, draw.visible_cases(exercise))
    deadline = time.monotonic() + exercise.seconds
    exam = Examination(session, exercise, key, proxies, deadline, told or Told())
    first, *others = exercise.criteria
    asked = exam.ask(first)
    if asked[0].outcome.reason == SPENT:
        return _unjudged(exercise, "not run", words.not_reached(exercise))
    status = _unwritten(exercise, asked, cell)
    if status:
        return _unjudged(exercise, status, words.not_written(exercise, cell))
    correct = criteria.by_value(exam, first, asked)
    rest = [_judge_other(exam, c.name, correct, asked) for c in others]
    return ExerciseVerdict(
        exercise.id, (correct, *rest), notes=words.notes(asked, cell)
    )


def _unjudged(exercise: Exercise, status: Status, said: str) -> ExerciseVerdict:
    every = (criteria.waiting(c, status, said) for c in exercise.criteria)
    return ExerciseVerdict(exercise.id, tuple(every))


def _unwritten(
    exercise: Exercise, asked: Sequence[Asked], cell: Outcome | None
) -> Status | None:
    """Return why there is nothing to judge, or None if there is something."""
    outcome = asked[0].outcome
    if outcome.kind == "missing":
        return "not run" if cell and cell.kind != "value" else "not attempted"
    error = outcome.error
    if asked[0].is_stub and error and error.cell in (None, exercise.id):
        return "not attempted"
    return None


def _judge_other(
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


def _follow_through(
    session: Session,
    known: Mapping[str, Exercise],
    first: Mapping[str, ExerciseVerdict],
    key: bytes,
    states: Mapping[str, Outcome],
) -> dict[str, ExerciseVerdict]:
    """Ask again what failed for want of something else, with that answered by us."""
    failed = {name for name, verdict in first.items() if not _is_correct(verdict)}
    final = dict(first)
    for name in first:
        broken = [d for d in _needs(known, name) if d in failed]
        if name not in failed or not broken or _is_blank(first[name]):
            continue
        session.restart()  # nothing of the first round stays in the process
        proxies = {d: known[d].reference for d in broken}
        again = judge_exercise(session, known[name], key, states.get(name), proxies)
        if _is_correct(again):
            final[name] = replace(again, followed_through=tuple(broken))
        elif not _says(again, words.not_reached(known[name])):
            # What is wrong of its own shows only now.
            said = f"Looked at with our {' and '.join(broken)} in place of yours."
            final[name] = replace(again, notes=(*again.notes, said))
    return final


def _needs(known: Mapping[str, Exercise], name: str) -> list[str]:
    """Return all that an exercise may call, directly or through others, in order."""
    direct = known[name].depends_on
    needed = {*direct, *(n for d in direct for n in _needs(known, d))}
    return [other for other in known if other in needed]


def _is_correct(verdict: ExerciseVerdict) -> bool:
    return verdict.criteria[0].status == "passed"


def _is_blank(verdict: ExerciseVerdict) -> bool:
    return verdict.criteria[0].status == "not attempted"
