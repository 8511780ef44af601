"""Read a class from the gradebook: five questions, whatever its size."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader import api
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from autograder.course import Course
from autograder.grading.book.attempts import TABLE, Attempt
from autograder.grading.book.gradebook import Gradebook
from autograder.grading.handed_in import skeleton
from autograder.oracle.verdict import Verdict
from autograder.reports.classroom.records import Classroom, Hint, Pupil, Score


@dataclass(frozen=True)
class _Handed:
    """What the gradebook holds of one submission beside its marks."""

    late_penalty: float = 0.0
    moment: str = ""


@dataclass(frozen=True)
class _Book:
    """The answers to the five questions, each by student."""

    roster: Mapping[str, str]
    attempts: Mapping[str, Sequence[Attempt]] = field(default_factory=dict)
    scores: Mapping[str, Sequence[Score]] = field(default_factory=dict)
    handed: Mapping[str, _Handed] = field(default_factory=dict)
    elsewhere: Mapping[str, float] = field(default_factory=dict)


def read(week: str, course: Course) -> Classroom:
    """Return the class as the gradebook and the attempts have it.

    Raises:
        GradebookError: the week was never released; the message says what to do.
        IntakeError: the week has no notebook here.
    """
    with Gradebook(course, week) as gradebook, gradebook.reading() as session:
        book = _Book(
            roster=_roster(session),
            attempts=_attempts(session, week),
            scores=_scores(session, week),
            handed=_handed(session, week),
            elsewhere=_elsewhere(session, week),
        )
    known = {*book.roster, *book.attempts, *book.scores}
    pupils = tuple(_pupil(student, book) for student in sorted(known))
    title = skeleton.load(week, course).title
    return Classroom(week, title, pupils, hints_of(week))


def hints_of(week: str) -> dict[str, dict[str, Hint]]:
    """Return the week's misconceptions by exercise and id; none if it has no specs."""
    from autograder.exercises import exercises, weeks

    if week not in weeks():
        return {}
    return {
        name: {m.id: Hint(m.hint, m.criterion) for m in exercise.misconceptions}
        for name, exercise in exercises(week).items()
    }


def _pupil(student: str, book: _Book) -> Pupil:
    attempts = tuple(book.attempts.get(student, ()))
    verdict = _latest_verdict(attempts)
    handed = book.handed.get(student, _Handed())
    return Pupil(
        id=student,
        name=book.roster.get(student, ""),
        verdict=verdict,
        attempts=attempts,
        scores=_in_order(book.scores.get(student, ()), verdict),
        late_penalty=handed.late_penalty,
        handed_in=handed.moment,
        elsewhere=book.elsewhere.get(student),
    )


def _latest_verdict(attempts: Sequence[Attempt]) -> Verdict | None:
    for attempt in reversed(attempts):
        if attempt.status == "graded" and attempt.verdict:
            # What the cells showed can be large, and a report has no use for it.
            return Verdict.from_dict(json.loads(attempt.verdict) | {"outputs": {}})
    return None


def _in_order(scores: Iterable[Score], verdict: Verdict | None) -> tuple[Score, ...]:
    """Return the exercises as they are taught, then the written answers."""
    taught = [one.exercise for one in verdict.exercises] if verdict else []
    place = {name: number for number, name in enumerate(taught)}

    def position(score: Score) -> tuple[int, str]:
        last = len(place) + score.written
        return (last if score.written else place.get(score.name, last)), score.name

    return tuple(sorted(scores, key=position))


def _roster(session: Session) -> dict[str, str]:
    students = session.execute(
        select(api.Student.id, api.Student.first_name, api.Student.last_name)
    )
    return {
        student: " ".join(filter(None, (first, last)))
        for student, first, last in students
    }


def _attempts(session: Session, week: str) -> dict[str, list[Attempt]]:
    columns = [TABLE.c[name] for name in Attempt.__dataclass_fields__]
    query = select(*columns).where(TABLE.c.week == week).order_by(TABLE.c.id)
    found: defaultdict[str, list[Attempt]] = defaultdict(list)
    for row in session.execute(query):
        attempt = Attempt(**row._mapping)
        found[attempt.student].append(attempt)
    return found


def _scores(session: Session, week: str) -> dict[str, list[Score]]:
    query = _grades(
        api.SubmittedAssignment.student_id,
        api.BaseCell.name,
        api.Grade.max_score,
        api.Grade.auto_score,
        api.Grade.manual_score,
        func.coalesce(api.Grade.extra_credit, 0.0),
    ).where(api.Assignment.name == week)
    found: defaultdict[str, list[Score]] = defaultdict(list)
    for student, cell, most, auto, manual, extra in session.execute(query):
        found[student].append(Score(cell, float(most), auto, manual, float(extra)))
    return found


def _handed(session: Session, week: str) -> dict[str, _Handed]:
    late = func.sum(func.coalesce(api.SubmittedNotebook.late_submission_penalty, 0.0))
    one = api.SubmittedAssignment
    query = (
        select(one.student_id, one.timestamp, late)
        .join(api.Assignment, api.Assignment.id == one.assignment_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == one.id)
        .where(api.Assignment.name == week)
        .group_by(one.student_id, one.timestamp)
    )
    return {
        student: _Handed(float(penalty), moment.isoformat(" ", "minutes"))
        if moment
        else _Handed(float(penalty))
        for student, moment, penalty in session.execute(query)
    }


def _elsewhere(session: Session, week: str) -> dict[str, float]:
    """Return the share of the points of the other weeks, of what is marked there."""
    marked = api.Grade.auto_score.is_not(None) | api.Grade.manual_score.is_not(None)
    query = (
        _grades(
            api.SubmittedAssignment.student_id,
            func.sum(api.Grade.score),
            func.sum(api.Grade.max_score),
        )
        .where(api.Assignment.name != week, marked)
        .group_by(api.SubmittedAssignment.student_id)
    )
    return {
        student: points / most
        for student, points, most in session.execute(query)
        if most
    }


def _grades(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Return the question for columns of every grade, with what it belongs to."""
    return (
        select(*columns)
        .select_from(api.Grade)
        .join(api.BaseCell, api.BaseCell.id == api.Grade.cell_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.id == api.Grade.notebook_id)
        .join(
            api.SubmittedAssignment,
            api.SubmittedAssignment.id == api.SubmittedNotebook.assignment_id,
        )
        .join(
            api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id
        )
    )
