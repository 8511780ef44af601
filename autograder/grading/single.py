"""Grade one notebook by itself: no class, no gradebook, no files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.exercises import environment, exercises
from autograder.grading import showing
from autograder.grading.handed_in import intake
from autograder.grading.secret import course_secret
from autograder.grading.worker import Task, judge_cells
from autograder.oracle import draw
from autograder.oracle.verdict import Verdict


def grade_notebook(
    notebook: bytes | Path,
    week: str,
    *,
    student: str = "",
    course: Course | None = None,
    trust: bool = False,
) -> Verdict:
    """Return the verdict on one notebook; see `autograder.grade`."""
    exercises(week)  # an unknown week is the caller's mistake, not the notebook's
    course = course or Course.here()
    try:
        submission = intake.read(notebook, week, course)
    except intake.IntakeError as problem:
        return Verdict(week, (), sandbox="", problem=str(problem))
    key = draw.submission_key(course_secret(course), week, student)
    task = Task(
        week,
        submission.cells,
        key,
        environment=environment(week),
        trust=trust,
        document=showing.document(submission),
    )
    verdict = judge_cells(task)
    return replace(verdict, notes=(*submission.notes, *verdict.notes))
