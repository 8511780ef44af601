"""The staff's side: exercises, sandbox, oracle, gradebook. Learners never import it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.oracle.verdict import Verdict


def grade(
    notebook: bytes | Path,
    week: str,
    *,
    student: str = "",
    course: Course | None = None,
    trust: bool = False,
) -> Verdict:
    """Judge one notebook and return the verdict; nothing is written anywhere.

    Args:
        notebook: the notebook's bytes, or the path of its file.
        week: the assignment, such as "c1w2_logistic_regression".
        student: whose it is; hidden cases are drawn for this name.
        course: the course it belongs to; the one around the working directory if None.
        trust: run the student's code without a sandbox. Every result is marked.

    Returns:
        a verdict, per exercise and criterion: points, message, misconception, evidence.
        A notebook that cannot be read gives a verdict whose `problem` says why.

    Raises:
        SandboxUnavailable: no sandbox can start here; the message says what to do.
        KeyError: there is no such week.
    """
    from autograder.grading.single import grade_notebook

    return grade_notebook(notebook, week, student=student, course=course, trust=trust)
