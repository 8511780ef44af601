"""From the cells of a submission to its verdict.

Every exercise is asked first with nothing but the student's own code. Those that fail
and lean on others that failed are asked again, with those others answered by the
reference: one early slip costs its own marks and no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from autograder.exercises import exercises
from autograder.exercises.exercise import Exercise
from autograder.oracle import shown
from autograder.oracle.asking import NOBODY, Proxies
from autograder.oracle.examination import Examination
from autograder.oracle.marking import mark, unwritten
from autograder.oracle.verdict import ExerciseVerdict, Verdict
from autograder.sandbox import Cell, Outcome, Session

Exams = Mapping[str, Examination]


def judge(session: Session, week: str, cells: Sequence[Cell], key: bytes) -> Verdict:
    """Return the verdict on `cells`, asked in `session` with cases drawn from `key`."""
    ran = session.run(cells)
    states = {cell.name: outcome for cell, outcome in zip(cells, ran, strict=True)}
    known = exercises(week)
    exams = {name: Examination(session, one, key) for name, one in known.items()}
    _look(session, exams.values())
    _begin(exams)
    again = _with_ours(exams, states)
    verdicts = {
        name: mark(exam, states.get(name))
        for name, exam in exams.items()
        if name not in again
    }
    if again:
        session.restart()  # nothing of the first round stays in the process
        _look(session, again.values())
        for exam in again.values():
            exam.begin()
    for name, exam in again.items():
        verdicts[name] = _followed_through(exams[name], exam, states.get(name))
    return Verdict(
        week,
        tuple(verdicts[name] for name in known),
        sandbox=session.tier,
        notes=_time_notes(session, exams),
        outputs=shown.collect(cells, ran, known),
    )


def judge_exercise(
    session: Session,
    exercise: Exercise,
    key: bytes,
    cell: Outcome | None = None,
    proxies: Proxies = NOBODY,
) -> ExerciseVerdict:
    """Return the verdict on one exercise, asked in a process that was told nothing.

    Args:
        session: where the student's code runs.
        exercise: what to ask.
        key: what the hidden cases are drawn from.
        cell: what became of the answer cell when it ran.
        proxies: functions of the student that ours answer for.
    """
    exam = Examination(session, exercise, key, proxies)
    _look(session, [exam])
    exam.begin()
    return mark(exam, cell)


def _look(session: Session, exams: Collection[Examination]) -> None:
    """Ask the visible cases of all, before the first hidden one of any.

    Half of the time is for the hidden ones, so that an answer that waits for the end of
    time takes nothing from those that come before it.
    """
    with session.half_of_the_time():
        for exam in exams:
            exam.look()


def _begin(exams: Exams) -> None:
    """Ask the hidden cases of all but those that will be asked again with ours."""
    doubtful = {name for name, exam in exams.items() if not exam.looks_right}
    for name, exam in exams.items():
        again = name in doubtful and not doubtful.isdisjoint(_needs(exams, name))
        exam.begin(hidden=not again)


def _time_notes(session: Session, exams: Exams) -> tuple[str, ...]:
    """Return which exercises nobody asked about because the time was over."""
    late = [name for name, exam in exams.items() if exam.is_out_of_time]
    if not late:
        return ()
    whole = f"the {session.limits.total_seconds:g} seconds of a submission"
    return (f"Used up {whole}. Not reached: {', '.join(late)}.",)


def _with_ours(exams: Exams, states: Mapping[str, Outcome]) -> dict[str, Examination]:
    """Return what failed for want of something else, to be asked with that from us."""
    failed = {name for name, exam in exams.items() if not exam.is_right}
    again = {}
    for name, exam in exams.items():
        broken = [other for other in _needs(exams, name) if other in failed]
        blank = unwritten(exam, states.get(name)) == "not attempted"
        if name in failed and broken and not blank:
            ours = {other: exams[other].exercise.reference for other in broken}
            again[name] = replace(exam, proxies=ours)
    return again


def _followed_through(
    first: Examination, again: Examination, cell: Outcome | None
) -> ExerciseVerdict:
    """Return the verdict with ours in place; what is wrong of its own shows there."""
    if again.is_out_of_time:
        return mark(first, cell)
    verdict, broken = mark(again, cell), tuple(again.proxies)
    if again.is_right:
        return replace(verdict, followed_through=broken)
    said = f"Looked at with our {' and '.join(broken)} in place of yours."
    return replace(verdict, notes=(*verdict.notes, said))


def _needs(exams: Exams, name: str) -> list[str]:
    """Return all that an exercise may call, directly or through others, in order."""
    direct = exams[name].exercise.depends_on
    needed = {*direct, *(n for d in direct for n in _needs(exams, d))}
    return [other for other in exams if other in needed]
