"""The penalty for handing in late, by the plugin that the course's settings name.

nbgrader's own settings count: `c.AssignLatePenalties.plugin_class` (a class of the
course's own, too) and `c.LateSubmissionPlugin.penalty_method`.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from autograder import settings
from autograder.course import Course
from autograder.grading.text import line, points

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lateness:
    """The points that handing in late costs, and what the teacher should know of it."""

    penalty: float = 0.0
    remarks: tuple[str, ...] = ()

    def words(self, before: float) -> str:
        """Return all of it in words, or "" if there is nothing to say."""
        cost = f"Handed in late: −{points(self.penalty)} of {points(before)} points."
        return " ".join([cost] * bool(self.penalty) + list(self.remarks))


def penalise(session: Session, submitted: Any, course: Course) -> str | None:
    """Set the penalty of a submitted notebook, or take back an earlier one.

    The deadline, or the student's extension of it, is the gradebook's.

    Returns:
        What the teacher should know, if the penalty could not be worked out.
    """
    seconds = submitted.assignment.total_seconds_late
    penalty, problem = None, None
    if seconds > 0:
        # The score is summed up by the database, from what is written by now.
        session.flush()
        session.refresh(submitted, ["score"])
        student, score = submitted.assignment.student_id, float(submitted.score)
        try:
            penalty = _capped(_ask(course, student, score, seconds), score)
        except (Exception, SystemExit) as error:
            log.error("while working out a late penalty", exc_info=error)
            why = line(f"{type(error).__name__}: {error}", most=120)
            problem = f"No late penalty: the course's plugin failed ({why})."
    submitted.late_submission_penalty = penalty
    return problem


def _ask(course: Course, student: str, score: float, seconds: float) -> object:
    """Return what the course's plugin answers, whatever it is."""
    from nbgrader.preprocessors import AssignLatePenalties

    with settings.importable(course.root):
        config = settings.read(course.root)
        step = AssignLatePenalties(config=config, log=log)
        if not step.enabled:
            return None
        step.init_plugin()
        return step.plugin_inst.late_submission_penalty(student, score, seconds)


def _capped(asked: Any, score: float) -> float | None:
    """Return a penalty between nothing and all there is.

    Raises:
        ValueError: it is no number.
    """
    if asked is None:
        return None
    if isinstance(asked, bool | str) or math.isnan(penalty := float(asked)):
        raise ValueError(f"{asked!r} is no number of points")
    return min(max(penalty, 0.0), score)
