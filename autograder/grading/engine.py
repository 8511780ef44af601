"""Grade a week: every submission ends in a row, and none can stop the next one."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from autograder.course import Course
from autograder.grading import intake, notebooks, skeleton
from autograder.grading.gradebook import Gradebook, GradebookError
from autograder.grading.intake import IntakeError, Submission
from autograder.grading.pages import page_of
from autograder.grading.secret import course_secret
from autograder.grading.submissions import Received, is_student_id, receive_all
from autograder.grading.summary import summary
from autograder.grading.text import line, points
from autograder.oracle.verdict import Verdict
from autograder.reports import feedback
from autograder.sandbox import SandboxUnavailable

log = logging.getLogger(__name__)

Judge = Callable[[Submission, str], Verdict]


@dataclass(frozen=True)
class Row:
    """What became of one submission.

    `status` is "graded", "unreadable" (the submission's fault) or "not graded" (the
    grader's). `penalty`, for handing in late, is taken off `points` already.
    `notebook` and `feedback` are the files that were written, if any.
    """

    student: str
    status: str
    points: float | None = None
    max_points: float | None = None
    waiting: float = 0.0
    reason: str = ""
    sandbox: str = ""
    penalty: float = 0.0
    notebook: Path | None = None
    feedback: Path | None = None


@dataclass(frozen=True)
class _Judged:
    received: Received
    submission: Submission
    verdict: Verdict


@dataclass(frozen=True)
class _Refused:
    received: Received
    status: str
    reason: str


def grade_week(
    week: str,
    course: Course,
    *,
    only: str | None = None,
    trust: bool = False,
    on_row: Callable[[Row], object] | None = None,
    judge: Judge | None = None,
    executor: Executor | None = None,
) -> list[Row]:
    """Grade every submission of the week and return a row for each.

    Args:
        week: the assignment.
        course: where the submissions, the gradebook and the results are.
        only: the one student to grade.
        trust: run the code without a sandbox; every result is marked.
        on_row: called with each row as it is done.
        judge: what gives the verdicts; the oracle, unless something else is given.
        executor: where the judging runs, in order of submission; here, if None. The
            gradebook has one writer, this process.

    Raises:
        GradebookError: the week was never released; the message says what to do.
        IntakeError: the week has no notebook or no exercises to grade against.
        SandboxUnavailable: no sandbox can start and `trust` is not set.
    """
    skeleton.load(week, course)
    assess = partial(_assess, week, course, judge or _oracle(week, course, trust=trust))
    rows = []
    with Gradebook(course, week) as book:
        received = receive_all(week, course, only=only)
        for assessed in (executor.map if executor else map)(assess, received):
            row = _file_safely(assessed, book, course)
            rows.append(row)
            if on_row:
                on_row(row)
    return rows


def _oracle(week: str, course: Course, *, trust: bool) -> Judge:
    from autograder.exercises import weeks
    from autograder.grading.worker import Task, judge_cells
    from autograder.oracle import draw

    if week not in weeks():
        raise IntakeError(f"{week} has no exercises: autograder/exercises lacks it.")
    secret = course_secret(course)

    def judge(submission: Submission, student: str) -> Verdict:
        key = draw.submission_key(secret, week, student)
        return judge_cells(Task(week, submission.cells, key, trust=trust))

    return judge


def _assess(
    week: str, course: Course, judge: Judge, received: Received
) -> _Judged | _Refused:
    """Return the verdict on what was received; whatever goes wrong is a reason."""
    if received.problem:
        return _Refused(received, "unreadable", received.problem)
    try:
        submission = intake.read(received.data, week, course)
        verdict = judge(submission, received.student)
    except IntakeError as problem:
        return _Refused(received, "unreadable", str(problem))
    except SandboxUnavailable:
        raise
    except Exception as error:
        return _Refused(received, "not graded", _blame(error))
    if verdict.problem:
        return _Refused(received, "not graded", verdict.problem)
    notes = dict.fromkeys((*received.notes, *submission.notes, *verdict.notes))
    return _Judged(received, submission, replace(verdict, notes=tuple(notes)))


def _file_safely(assessed: _Judged | _Refused, book: Gradebook, course: Course) -> Row:
    student = line(assessed.received.student)
    try:
        if isinstance(assessed, _Judged):
            return _file(assessed, book, course)
        return _file_problem(assessed, book, course)
    except GradebookError as problem:
        return Row(student, "not graded", reason=str(problem))
    except Exception as error:
        return Row(student, "not graded", reason=_blame(error))


def _file(judged: _Judged, book: Gradebook, course: Course) -> Row:
    """Write the result: first the gradebook, then what people read."""
    received, submission, verdict = judged.received, judged.submission, judged.verdict
    student, timestamp = received.student, received.timestamp
    book.record(
        student, submission, verdict, sha256=_sha256(received), timestamp=timestamp
    )
    row = _graded_row(student, verdict, book)
    try:
        notebook = notebooks.write(
            student, submission, verdict, course, timestamp=timestamp
        )
        row = replace(row, notebook=notebook)
        page = page_of(student, verdict, book, course)
        return replace(row, feedback=feedback.write(page, course, timestamp=timestamp))
    except Exception as error:
        # The points are safe in the gradebook; only the reading matter is missing.
        return replace(row, reason=f"Graded, but a file is missing: {_blame(error)}")


def _graded_row(student: str, verdict: Verdict, book: Gradebook) -> Row:
    marks = book.marks(student).values()
    lateness = book.lateness(student)
    earned = sum(mark.points or 0.0 for mark in marks)
    words = (lateness.words(earned), summary(verdict), *verdict.notes)
    return Row(
        student,
        "graded",
        points=earned - lateness.penalty,
        max_points=sum(mark.max_points for mark in marks),
        waiting=sum(mark.max_points for mark in marks if mark.waits),
        reason=" ".join(filter(None, words)),
        sandbox=verdict.sandbox,
        penalty=lateness.penalty,
    )


def _file_problem(refused: _Refused, book: Gradebook, course: Course) -> Row:
    """Write that there is no result, and leave an earlier one as it is."""
    student = refused.received.student
    row = Row(line(student), refused.status, reason=line(refused.reason, most=400))
    if not is_student_id(student):
        return row
    sha256 = _sha256(refused.received)
    book.record_problem(
        student, sha256=sha256, status=refused.status, reason=refused.reason
    )
    marks = book.marks(student).values()
    if marks:
        earned = sum(mark.points or 0.0 for mark in marks)
        most = sum(mark.max_points for mark in marks)
        stays = f"The earlier result stays: {points(earned)} of {points(most)}."
        return replace(row, reason=f"{row.reason} {stays}")
    verdict = Verdict(book.week, (), "", problem=refused.reason)
    title = skeleton.load(book.week, course).title
    page = feedback.Page(student, title, verdict, answers={}, marks={})
    return replace(row, feedback=feedback.write(page, course))


def _sha256(received: Received) -> str:
    return hashlib.sha256(received.data).hexdigest()


def _blame(error: Exception) -> str:
    """Log a mistake of ours, and return a sentence that owns up to it."""
    log.error("while grading", exc_info=error)
    return (
        f"The grader itself failed ({type(error).__name__}); "
        "the details are in build/workbook.log."
    )
