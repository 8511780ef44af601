"""What is to be done with what was handed in: judge it, refuse it, or leave it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from autograder.course import Course
from autograder.grading import showing
from autograder.grading.handed_in import intake
from autograder.grading.handed_in.intake import IntakeError, Submission
from autograder.grading.handed_in.submissions import Received, is_student_id
from autograder.grading.keys import Basis, Grounds
from autograder.grading.worker import Task

if TYPE_CHECKING:
    from autograder.grading.book.gradebook import Gradebook

log = logging.getLogger(__name__)

TIERS = ("none", "B", "A'", "A")  # the weakest first
FINAL = ("graded", "unreadable")  # "not graded" was our fault: we try again


@dataclass(frozen=True)
class Work:
    """A submission to be judged, and the task that a worker gets."""

    received: Received
    basis: Basis
    submission: Submission
    task: str


@dataclass(frozen=True)
class Refused:
    """A submission of which nothing can be graded."""

    received: Received
    basis: Basis
    status: str
    reason: str


@dataclass(frozen=True)
class Settled:
    """A student whose last result still holds, whenever it was handed in."""

    student: str
    timestamp: str | None = None


Plan = Work | Refused | Settled


@dataclass(frozen=True)
class Planner:
    """Plans for one run of the grader.

    Attributes:
        grounds: what all results of the run rest on.
        course: where everything is.
        book: the gradebook, to be read.
        blank: a task that lacks only the submission.
        force: judge what has not changed, too.
    """

    grounds: Grounds
    course: Course
    book: Gradebook
    blank: Task
    force: bool = False

    def plan(self, received: Received) -> Plan:
        """Return what is to be done; whatever goes wrong is a reason."""
        basis = self.grounds.basis(received)
        if not self.force and self._is_settled(received.student, basis):
            return Settled(received.student, received.timestamp)
        # The bytes are read by now; a class of them would fill the memory.
        light = replace(received, data=b"")
        refused = partial(Refused, light, basis)
        if received.problem:
            return refused("unreadable", received.problem)
        try:
            submission = intake.read(received.data, self.grounds.week, self.course)
        except IntakeError as problem:
            return refused("unreadable", str(problem))
        except Exception as error:
            return refused("not graded", blame(error))
        return Work(light, basis, submission, self._task(submission, received.student))

    def _is_settled(self, student: str, basis: Basis) -> bool:
        if not is_student_id(student):
            return False
        last = self.book.latest(student)
        return (
            last is not None
            and last.fingerprint == basis.fingerprint
            and last.status in FINAL
            and (last.status != "graded" or will_do(last.tier, self.blank.require))
        )

    def _task(self, submission: Submission, student: str) -> str:
        return replace(
            self.blank,
            cells=submission.cells,
            key=self.grounds.key(student),
            document=showing.document(submission),
        ).to_json()


def will_do(tier: str, require: str | None) -> bool:
    """Tell whether a result of this tier is good enough."""
    if require is None or tier not in TIERS or require not in TIERS:
        return require is None
    return TIERS.index(tier) >= TIERS.index(require)


def blame(error: Exception) -> str:
    """Log a mistake of ours, and return a sentence that owns up to it."""
    log.error("while grading", exc_info=error)
    return failure(type(error).__name__)


def failure(name: str) -> str:
    """Return the sentence that owns up to a mistake of ours."""
    return f"The grader itself failed ({name}); the details are in build/workbook.log."
