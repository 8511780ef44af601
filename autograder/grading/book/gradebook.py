"""nbgrader's gradebook, written as nbgrader would, one transaction a submission."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType
from typing import Any

from nbgrader import api
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from autograder.course import Course
from autograder.database import Database, GradebookError
from autograder.grading.book import attempts, late, rows
from autograder.grading.book.attempts import Attempt
from autograder.grading.book.late import Lateness
from autograder.grading.book.marks import CHECK, Mark
from autograder.grading.book.timestamps import Claim, claim
from autograder.grading.handed_in.intake import Submission
from autograder.oracle.verdict import Verdict

__all__ = ["Gradebook", "GradebookError"]


class Gradebook:
    """The gradebook of one course, open for one week.

    Use it as a context manager. Every method is a transaction of its own. `read_only`
    leaves our table as it is, even if it is of an earlier version or not there.
    """

    def __init__(self, course: Course, week: str, *, read_only: bool = False) -> None:
        self.week = week
        self.course = course
        self._read_only = read_only
        self._remarks: dict[str, tuple[str, ...]] = {}
        self._remedy = f"run `workbook release {week}` first."
        self._database = Database(course)
        if self._database.is_missing:
            raise GradebookError(f"There is no gradebook yet; {self._remedy}")

    def __enter__(self) -> Gradebook:
        """Check that the week was released, and make our table if it is not there."""
        try:
            ask = self._database.read if self._read_only else self._database.write
            ask(self._get_ready)
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
        self._database.close()

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
        """Write points, comments, late penalty and attempt of a graded submission.

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
        handed_in = claim(timestamp, self.course)
        attempt = attempts.of_verdict(
            student, sha256, verdict, parts=parts, seconds=seconds
        )

        def write(session: Session) -> tuple[int, str | None]:
            remark = self._write(session, student, submission, verdict, handed_in)
            return attempts.add(session.connection(), attempt), remark

        number, remark = self._database.write(write)
        self._remarks[student] = tuple(filter(None, (handed_in.problem, remark)))
        return number

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
        return self._database.write(
            lambda session: attempts.add(session.connection(), attempt)
        )

    def mark_filed(self, numbers: Collection[int]) -> None:
        """Note that the pages of these attempts are written, not only their points."""
        self._database.write(
            lambda session: attempts.mark_filed(session.connection(), numbers)
        )

    def latest(self, student: str) -> Attempt | None:
        """Return the student's last attempt at this week, if there is one."""
        return self._database.read(
            lambda session: attempts.latest(session.connection(), self.week, student)
        )

    def attempts(self, student: str) -> list[Attempt]:
        """Return the student's attempts at this week, the oldest first."""
        return self._database.read(
            lambda session: attempts.all_of(session.connection(), self.week, student)
        )

    def students(self) -> list[str]:
        """Return the students who have a result for this week."""
        query = (
            select(api.SubmittedAssignment.student_id)
            .join(api.Assignment)
            .where(api.Assignment.name == self.week)
            .order_by(api.SubmittedAssignment.student_id)
        )
        return self._database.read(lambda session: list(session.scalars(query)))

    def marks(self, student: str) -> dict[str, Mark]:
        """Return what is in the gradebook for the student, by the cell's grade_id."""

        def find(session: Session) -> dict[str, Mark]:
            submitted = rows.find_submitted(session, self.week, student)
            return rows.marks_of(session, submitted) if submitted else {}

        return self._database.read(find)

    def lateness(self, student: str) -> Lateness:
        """Return what handing in late costs, and what the teacher should know of it."""

        def find(session: Session) -> float:
            submitted = rows.find_submitted(session, self.week, student)
            return float(submitted.late_submission_penalty or 0.0) if submitted else 0.0

        return Lateness(self._database.read(find), self._remarks.get(student, ()))

    def time_again(self, student: str, timestamp: str | None) -> bool:
        """Correct when it was handed in, and the penalty, of an earlier result.

        A deadline, an extension or timestamp.txt may have changed since.

        Returns:
            whether the penalty is another one now.
        """
        handed_in = claim(timestamp, self.course)

        def write(session: Session) -> tuple[bool, str | None]:
            submitted = rows.find_submitted(session, self.week, student)
            if submitted is None:
                return False, None
            before = submitted.late_submission_penalty
            submitted.assignment.timestamp = handed_in.moment
            problem = late.penalise(session, submitted, self.course)
            return submitted.late_submission_penalty != before, problem

        changed, problem = self._database.write(write)
        self._remarks[student] = tuple(filter(None, (handed_in.problem, problem)))
        return changed

    def penalise(self, student: str) -> None:
        """Work out the late penalty anew, as after marking by hand."""

        def write(session: Session) -> None:
            submitted = rows.find_submitted(session, self.week, student)
            if submitted is not None:
                late.penalise(session, submitted, self.course)

        self._database.write(write)

    def reading(self) -> AbstractContextManager[Session]:
        """Open a transaction for the questions of reports; nothing is written."""
        return self._database.reading()

    def _get_ready(self, session: Session) -> None:
        if not inspect(session.connection()).has_table("assignment"):
            raise GradebookError(f"The gradebook is empty; {self._remedy}")
        self._notebook(session)
        if not self._read_only:
            attempts.prepare(session.connection())

    def _write(
        self,
        session: Session,
        student: str,
        submission: Submission,
        verdict: Verdict,
        handed_in: Claim,
    ) -> str | None:
        notebook = self._notebook(session)
        self._check_points(notebook, verdict)
        submitted = rows.make_submitted(session, notebook, student)
        submitted.assignment.timestamp = handed_in.moment
        answers = {answer.grade_id: answer for answer in submission.answers}
        rows.write_grades(session, submitted, verdict, answers)
        rows.write_comments(session, submitted, verdict, answers)
        return late.penalise(session, submitted, self.course)

    def _notebook(self, session: Session) -> Any:
        notebook = rows.find_notebook(session, self.week)
        if notebook is None:
            raise GradebookError(f"{self.week} is not in the gradebook; {self._remedy}")
        return notebook

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
