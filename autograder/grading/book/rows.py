"""A student's rows in nbgrader's tables, found and written as nbgrader would.

Every function works in the transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader import api
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from autograder.grading.book.marks import CHECK, Mark, comment_on
from autograder.grading.handed_in.intake import Answer
from autograder.oracle.verdict import ExerciseVerdict, Verdict


def find_notebook(session: Session, week: str) -> Any:
    """Return the week's notebook as it was released, or None."""
    query = (
        select(api.Notebook)
        .join(api.Assignment)
        .where(api.Assignment.name == week, api.Notebook.name == week)
    )
    return session.scalars(query).one_or_none()


def find_submitted(session: Session, week: str, student: str) -> Any:
    """Return the student's notebook of the week, or None if there is no result."""
    query = (
        select(api.SubmittedNotebook)
        .join(api.SubmittedAssignment)
        .join(api.Notebook, api.SubmittedNotebook.notebook_id == api.Notebook.id)
        .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
        .where(
            api.Assignment.name == week,
            api.Notebook.name == week,
            api.SubmittedAssignment.student_id == student,
        )
    )
    return session.scalars(query).one_or_none()


def make_submitted(session: Session, notebook: Any, student: str) -> Any:
    """Return the student's notebook, made if it is not there, for us alone.

    Two who grade the same student take turns: SQLite has one writer anyway, and
    PostgreSQL locks the row until the transaction ends.
    """
    if session.get(api.Student, student) is None:
        session.add(api.Student(id=student))
        session.flush()
    own = {"assignment_id": notebook.assignment_id, "student_id": student}
    query = select(api.SubmittedAssignment).filter_by(**own).with_for_update()
    assignment = session.scalars(query).one_or_none()
    if assignment is None:
        assignment = api.SubmittedAssignment(**own)
        session.add(assignment)
        session.flush()
    same = {"notebook_id": notebook.id, "assignment_id": assignment.id}
    found = session.scalars(select(api.SubmittedNotebook).filter_by(**same))
    submitted = found.one_or_none()
    if submitted is None:
        submitted = api.SubmittedNotebook(**same)
        session.add(submitted)
        session.flush()
    return submitted


def write_grades(
    session: Session, submitted: Any, verdict: Verdict, answers: Mapping[str, Answer]
) -> None:
    """Write the points of every graded cell; a teacher's marks stay as they are."""
    notebook = submitted.notebook
    exercises = {CHECK + one.exercise: one for one in verdict.exercises}
    # A teacher may be marking this very cell: wait for them, then look.
    own = select(api.Grade).where(api.Grade.notebook_id == submitted.id)
    locked = session.scalars(own.with_for_update(of=api.Grade))
    grades = {grade.cell_id: grade for grade in locked}
    for cell in [*notebook.grade_cells, *notebook.task_cells]:
        grade = grades.get(cell.id)
        if grade is None:
            grade = api.Grade(cell_id=cell.id, notebook_id=submitted.id)
            session.add(grade)
        grade.auto_score = _auto_score(cell.name, exercises, answers)
        # nbgrader's rule: a teacher's own mark is looked at again.
        waits = grade.auto_score is None or grade.manual_score is not None
        grade.needs_manual_grade = waits


def write_comments(
    session: Session, submitted: Any, verdict: Verdict, answers: Mapping[str, Answer]
) -> None:
    """Write what the learner should read; a teacher's comments stay as they are."""
    notebook = submitted.notebook
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


def marks_of(session: Session, submitted: Any) -> dict[str, Mark]:
    """Return what the gradebook says of every graded cell, by its grade_id."""
    # Asked for at once: nbgrader's classes would look up each cell and each maximum.
    grades = (
        select(api.Grade)
        .where(api.Grade.notebook_id == submitted.id)
        .options(joinedload(api.Grade.cell), undefer(api.Grade.max_score))
    )
    said = (
        select(api.Comment)
        .where(api.Comment.notebook_id == submitted.id)
        .options(joinedload(api.Comment.cell))
    )
    comments = {comment.name: comment for comment in session.scalars(said)}
    marks = (_mark(grade, comments) for grade in session.scalars(grades))
    return {mark.grade_id: mark for mark in marks}


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


def _mark(grade: Any, comments: Mapping[str, Any]) -> Mark:
    waits = grade.auto_score is None and grade.manual_score is None
    name = grade.name
    comment = comments.get(name.removeprefix(CHECK))
    return Mark(
        grade_id=name,
        points=None if waits else float(grade.score),
        max_points=float(grade.max_score),
        waits=waits,
        comment=comment and comment.comment,
        by_hand=grade.manual_score is not None,
        remark=comment and comment.manual_comment,
    )
