"""Write what was found: first the gradebook, then what people read.

An attempt is marked as filed once its notebook and page are there, so a grader that was
killed in between is made good by the next one, without running anything again.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Protocol

from autograder.course import Course
from autograder.grading.book.attempts import Attempt
from autograder.grading.book.gradebook import Gradebook, GradebookError
from autograder.grading.handed_in import intake, skeleton
from autograder.grading.handed_in.intake import Submission
from autograder.grading.handed_in.submissions import Received, is_student_id, receive
from autograder.grading.planning import Refused, Settled, Work, blame, failure
from autograder.grading.results import Row, losses
from autograder.grading.text import line, points
from autograder.grading.worker import Answer
from autograder.grading.written import notebooks
from autograder.grading.written.pages import page_of
from autograder.grading.written.summary import summary
from autograder.oracle.verdict import Verdict
from autograder.reports import feedback

log = logging.getLogger(__name__)

# Marks are written many at a time: a transaction costs as much as a page.
MOST_UNMARKED = 20


class Files(Protocol):
    """What turns plans and answers into rows; none of it raises."""

    def answered(self, work: Work, answer: Answer) -> Row:
        """Return the row of what was judged."""

    def refused(self, refused: Refused) -> Row:
        """Return the row of what cannot be graded."""

    def settled(self, settled: Settled) -> Row:
        """Return the row of an earlier result."""


class Filer:
    """Writes into the gradebook and the folders that people read."""

    def __init__(self, book: Gradebook, course: Course) -> None:
        self._book = book
        self._course = course
        self._written: list[int] = []

    def answered(self, work: Work, answer: Answer) -> Row:
        """File the answer to a piece of work."""
        if answer.verdict is None:
            log.error("no verdict: %s%s", answer.refused, answer.details)
            reason = answer.refused or failure(answer.failed)
            return self.refused(_refused(work, reason))
        verdict = Verdict.from_dict(json.loads(answer.verdict))
        if verdict.problem:
            return self.refused(_refused(work, verdict.problem))
        notes = (*work.received.notes, *work.submission.notes, *verdict.notes)
        verdict = replace(verdict, notes=tuple(dict.fromkeys(notes)))
        try:
            return self._judged(work, verdict, answer.seconds)
        except Exception as error:
            return _unfiled(work.received.student, error)

    def refused(self, refused: Refused) -> Row:
        """File that there is no result; an earlier one stays."""
        student = refused.received.student
        if not is_student_id(student):
            return _problem_row(student, refused.status, refused.reason)
        try:
            number = self._book.record_problem(
                student,
                sha256=refused.basis.sha256,
                status=refused.status,
                reason=refused.reason,
                parts=refused.basis.parts,
            )
            return self._tell(student, refused.status, refused.reason, number)
        except Exception as error:
            return _unfiled(student, error)

    def settled(self, settled: Settled) -> Row:
        """Return the row of an earlier result, and write what is missing of it."""
        student = settled.student
        try:
            last = self._book.latest(student)
            if last is None:
                raise GradebookError("The result has gone from the gradebook.")
            if last.status == "graded":
                if self._book.time_again(student, settled.timestamp):
                    last = replace(last, filed=False)  # its page tells the penalty
                return replace(self._again(last), unchanged=True)
            number = None if last.filed else last.id
            row = self._tell(student, last.status, last.reason, number)
            return replace(row, unchanged=True)
        except Exception as error:
            return _unfiled(student, error)

    def close(self) -> None:
        """Mark what is written as filed."""
        written, self._written = self._written, []
        try:
            if written:
                self._book.mark_filed(written)
        except GradebookError as error:
            # Only a note is lost: the next run writes these pages once more.
            log.warning("while marking what is filed: %s", error)

    def _judged(self, work: Work, verdict: Verdict, seconds: float) -> Row:
        received = work.received
        number = self._book.record(
            received.student,
            work.submission,
            verdict,
            sha256=work.basis.sha256,
            timestamp=received.timestamp,
            parts=work.basis.parts,
            seconds=seconds,
        )
        row = replace(self._row(received.student, verdict), seconds=seconds)
        return self._write(row, received, work.submission, verdict, number)

    def _again(self, last: Attempt) -> Row:
        """Return the row of an attempt, its files written if they are not there."""
        verdict = Verdict.from_dict(json.loads(last.verdict or ""))
        row = replace(self._row(last.student, verdict), seconds=last.seconds)
        inside = (last.student, last.week)
        notebook = self._course.autograded.joinpath(*inside, f"{last.week}.ipynb")
        page = self._course.feedback.joinpath(*inside, f"{last.week}.html")
        if last.filed and notebook.is_file() and page.is_file():
            return replace(row, notebook=notebook, feedback=page)
        received = receive(last.student, last.week, self._course)
        if received is None or received.problem:
            return row  # gone since the plan was made
        submission = intake.read(received.data, last.week, self._course)
        return self._write(row, received, submission, verdict, last.id)

    def _row(self, student: str, verdict: Verdict) -> Row:
        marks = self._book.marks(student).values()
        lateness = self._book.lateness(student)
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
            lost=losses(verdict),
        )

    def _write(
        self,
        row: Row,
        received: Received,
        submission: Submission,
        verdict: Verdict,
        number: int | None,
    ) -> Row:
        """Write the graded notebook and the feedback page."""
        student, timestamp = received.student, received.timestamp
        try:
            notebook = notebooks.write(
                student, submission, verdict, self._course, timestamp=timestamp
            )
            row = replace(row, notebook=notebook)
            page = page_of(student, verdict, self._book, self._course)
            path = feedback.write(page, self._course, timestamp=timestamp)
        except Exception as error:
            # The points are safe in the gradebook; only the reading matter is missing.
            reason = f"Graded, but a file is missing: {blame(error)}"
            return replace(row, reason=reason)
        self._mark(number)
        return replace(row, feedback=path)

    def _tell(self, student: str, status: str, reason: str, number: int | None) -> Row:
        """Return the row of a problem; tell the student too, who has no result yet."""
        row = _problem_row(student, status, reason)
        marks = self._book.marks(student).values()
        if marks:
            earned = sum(mark.points or 0.0 for mark in marks)
            most = sum(mark.max_points for mark in marks)
            stays = f"The earlier result stays: {points(earned)} of {points(most)}."
            row = replace(row, reason=f"{row.reason} {stays}")
        elif number is not None:
            verdict = Verdict(self._book.week, (), "", problem=reason)
            title = skeleton.load(self._book.week, self._course).title
            page = feedback.Page(student, title, verdict, answers={}, marks={})
            row = replace(row, feedback=feedback.write(page, self._course))
        self._mark(number)
        return row

    def _mark(self, number: int | None) -> None:
        if number is not None:
            self._written.append(number)
        if len(self._written) >= MOST_UNMARKED:
            self.close()


def _refused(work: Work, reason: str) -> Refused:
    return Refused(work.received, work.basis, "not graded", reason)


def _problem_row(student: str, status: str, reason: str) -> Row:
    return Row(line(student), status, reason=line(reason, most=400))


def _unfiled(student: str, error: Exception) -> Row:
    known = isinstance(error, GradebookError)
    return Row(
        line(student), "not graded", reason=str(error) if known else blame(error)
    )
