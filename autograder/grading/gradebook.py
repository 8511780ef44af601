"""nbgrader's gradebook, written as nbgrader would, one transaction a submission."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from nbgrader import api
from nbgrader.utils import parse_utc
from sqlalchemy import create_engine, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.course import Course
from autograder.grading import attempts
from autograder.grading.attempts import Attempt
from autograder.grading.intake import Answer, Submission
from autograder.grading.marks import CHECK, Mark, comment_on
from autograder.oracle.verdict import ExerciseVerdict, Verdict

SECONDS_TO_WAIT_FOR_A_LOCK = 30


class GradebookError(Exception):
    """The gradebook cannot be used; the message says why and what to do."""


class Gradebook:
    """The gradebook of one course, open for one week.

    Use it as a context manager. Every method is a transaction of its own. `read_only`
    leaves our table as it is, even if it is of an earlier version or not there.
    """

    def __init__(self, course: Course, week: str, *, read_only: bool = False) -> None:
        self.week = week
        self._read_only = read_only
        self._remedy = f"run `workbook release {week}` first."
        url = make_url(course.gradebook_url)
        if (
            url.get_backend_name() == "sqlite"
            and not Path(url.database or "").is_file()
        ):
            raise GradebookError(f"There is no gradebook yet; {self._remedy}")
        wait = {"timeout": SECONDS_TO_WAIT_FOR_A_LOCK}
        is_sqlite = url.get_backend_name() == "sqlite"
        self._engine = create_engine(url, connect_args=wait if is_sqlite else {})

    def __enter__(self) -> Gradebook:
        """Check that the week was released, and make our table if it is not there."""
        try:
            with self._session() as session:
                if not inspect(session.connection()).has_table("assignment"):
                    raise GradebookError(f"The gradebook is empty; {self._remedy}")
                self._notebook(session)
                if not self._read_only:
                    attempts.prepare(session.connection())
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every connection."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def record(
        self,
        student: str,
        submission: Submission,
        verdict: Verdict,
        *,
        sha256: str,
        timestamp: str | None = None,
        parts: Mapping[str, str] = MappingProxyType({}),
        seconds: float = 0.0,
    ) -> int:
        """Write points, comments and the attempt of a graded submission.

        Args:
            student: whose it is.
            submission: what was graded.
            verdict: the result.
            sha256: the hash of what was handed in.
            timestamp: when it was handed in, as claimed.
            parts: the hash of each thing that the result rests on.
            seconds: what the judging took.

        Returns:
            the number of the attempt, for `mark_filed`.

        Raises:
            GradebookError: nothing was written; the message says why.
        """
        with self._session() as session:
            notebook = self._notebook(session)
            self._check_points(notebook, verdict)
            submitted = self._submitted(session, notebook, student, timestamp)
            self._write_grades(session, notebook, submitted, submission, verdict)
            self._write_comments(session, notebook, submitted, submission, verdict)
            attempt = attempts.of_verdict(
                student, sha256, verdict, parts=parts, seconds=seconds
            )
            return attempts.add(session.connection(), attempt)

    def record_problem(
        self,
        student: str,
        *,
        sha256: str,
        status: str,
        reason: str,
        parts: Mapping[str, str] = MappingProxyType({}),
    ) -> int:
        """Write that an attempt could not be graded; an earlier result stays."""
        attempt = attempts.of_problem(
            student, self.week, sha256, status=status, reason=reason, parts=parts
        )
        with self._session() as session:
            return attempts.add(session.connection(), attempt)

    def mark_filed(self, numbers: Collection[int]) -> None:
        """Note that the pages of these attempts are written, not only their points."""
        with self._session() as session:
            attempts.mark_filed(session.connection(), numbers)

    def latest(self, student: str) -> Attempt | None:
        """Return the student's last attempt at this week, if there is one."""
        with self._session() as session:
            return attempts.latest(session.connection(), self.week, student)

    def attempts(self, student: str) -> list[Attempt]:
        """Return the student's attempts at this week, the oldest first."""
        with self._session() as session:
            return attempts.all_of(session.connection(), self.week, student)

    def students(self) -> list[str]:
        """Return the students who have a result for this week."""
        with self._session() as session:
            query = (
                select(api.SubmittedAssignment.student_id)
                .join(api.Assignment)
                .where(api.Assignment.name == self.week)
                .order_by(api.SubmittedAssignment.student_id)
            )
            return list(session.scalars(query))

    def marks(self, student: str) -> dict[str, Mark]:
        """Return what is in the gradebook for the student, by the cell's grade_id."""
        with self._session() as session:
            submitted = self._find_submitted(session, self._notebook(session), student)
            if submitted is None:
                return {}
            comments = {comment.name: comment.comment for comment in submitted.comments}
            marks = (_mark(grade, comments) for grade in submitted.grades)
            return {mark.grade_id: mark for mark in marks}

    def _check_points(self, notebook: Any, verdict: Verdict) -> None:
        cells = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        for exercise in verdict.exercises:
            known = cells.get(CHECK + exercise.exercise)
            if known is None or abs(known - exercise.max_points) > 1e-9:
                here = "is unknown" if known is None else f"has {known:g} points"
                raise GradebookError(
                    f"{exercise.exercise} {here} in the gradebook and "
                    f"{exercise.max_points:g} points in the exercises; {self._remedy}"
                )

    def _notebook(self, session: Session) -> Any:
        query = (
            select(api.Notebook)
            .join(api.Assignment)
            .where(api.Assignment.name == self.week, api.Notebook.name == self.week)
        )
        notebook = session.scalars(query).one_or_none()
        if notebook is None:
            raise GradebookError(f"{self.week} is not in the gradebook; {self._remedy}")
        return notebook

    def _find_submitted(self, session: Session, notebook: Any, student: str) -> Any:
        query = (
            select(api.SubmittedNotebook)
            .join(api.SubmittedAssignment)
            .where(
                api.SubmittedNotebook.notebook_id == notebook.id,
                api.SubmittedAssignment.student_id == student,
            )
        )
        return session.scalars(query).one_or_none()

    def _submitted(
        self, session: Session, notebook: Any, student: str, timestamp: str | None
    ) -> Any:
        """Return the student's row for this notebook, made if it is not there."""
        submitted = self._find_submitted(session, notebook, student)
        if submitted is None:
            if session.get(api.Student, student) is None:
                session.add(api.Student(id=student))
            assignment = api.SubmittedAssignment(
                assignment_id=notebook.assignment_id, student_id=student
            )
            session.add(assignment)
            session.flush()
            submitted = api.SubmittedNotebook(
                notebook_id=notebook.id, assignment_id=assignment.id
            )
            session.add(submitted)
            session.flush()
        submitted.assignment.timestamp = _time(timestamp)
        return submitted

    def _write_grades(
        self,
        session: Session,
        notebook: Any,
        submitted: Any,
        submission: Submission,
        verdict: Verdict,
    ) -> None:
        answers = {answer.grade_id: answer for answer in submission.answers}
        exercises = {CHECK + one.exercise: one for one in verdict.exercises}
        grades = {grade.cell_id: grade for grade in submitted.grades}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            grade = grades.get(cell.id)
            if grade is None:
                grade = api.Grade(cell_id=cell.id, notebook_id=submitted.id)
                session.add(grade)
            grade.auto_score = _auto_score(cell.name, exercises, answers)
            # nbgrader's rule: a teacher's own mark is looked at again.
            waits = grade.auto_score is None or grade.manual_score is not None
            grade.needs_manual_grade = waits

    def _write_comments(
        self,
        session: Session,
        notebook: Any,
        submitted: Any,
        submission: Submission,
        verdict: Verdict,
    ) -> None:
        answers = {answer.grade_id: answer for answer in submission.answers}
        exercises = {one.exercise: one for one in verdict.exercises}
        comments = {comment.cell_id: comment for comment in submitted.comments}
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            comment = comments.get(cell.id)
            if comment is None:
                comment = api.Comment(cell_id=cell.id, notebook_id=submitted.id)
                session.add(comment)
            answer = answers.get(cell.name)
            unchanged = answer is not None and answer.unchanged
            exercise = exercises.get(cell.name)
            words = comment_on(exercise) if exercise else None
            comment.auto_comment = "No response." if unchanged else words

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction for the questions of reports; nothing is written."""
        with self._session() as session:
            yield session
            session.rollback()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """Open a transaction; commit at its end, or leave no trace of it."""
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise GradebookError(f"The gradebook refused: {cause}.") from error


def _auto_score(
    name: str,
    exercises: Mapping[str, ExerciseVerdict],
    answers: Mapping[str, Answer],
) -> float | None:
    """Return the points that are certain, or None if a teacher has to look."""
    if name in exercises:
        exercise = exercises[name]
        return min(max(exercise.points, 0.0), exercise.max_points)
    if name.startswith(CHECK):
        return 0.0
    return 0.0 if name in answers and answers[name].unchanged else None


def _mark(grade: Any, comments: Mapping[str, str | None]) -> Mark:
    waits = grade.auto_score is None and grade.manual_score is None
    name = grade.name
    return Mark(
        grade_id=name,
        points=None if waits else float(grade.score),
        max_points=float(grade.max_score),
        waits=waits,
        comment=comments.get(name.removeprefix(CHECK)),
    )


def _time(timestamp: str | None) -> datetime | None:
    """Return the claimed time in UTC without a zone, as nbgrader stores it."""
    if timestamp is None:
        return None
    try:
        moment = parse_utc(timestamp)
    except (ValueError, OverflowError, TypeError):
        return None
    # A time in the future is no time of handing in.
    now = datetime.now(UTC).replace(tzinfo=None)
    return moment if moment and moment <= now else None
