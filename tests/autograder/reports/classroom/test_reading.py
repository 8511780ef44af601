from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from autograder.reports.classroom.reading import hints_of, read


@pytest.fixture
def by_id(graded, week):
    return {pupil.id: pupil for pupil in read(week, graded).pupils}


@pytest.fixture
def change(graded):
    """Change the gradebook as nbgrader's own tools would."""
    engine = create_engine(graded.gradebook_url)

    def make(changes):
        with Session(engine) as session:
            changes(session)
            session.commit()

    yield make
    engine.dispose()


def test_read_has_everybody(by_id, graded, week):
    assert sorted(by_id) == ["ada", "ben", "cleo", "dan"]
    classroom = read(week, graded)
    assert classroom.title == "Twice and half"
    assert [pupil.id for pupil in classroom.graded] == ["ada", "ben", "cleo"]


def test_read_has_the_marks_of_the_gradebook(by_id):
    assert [(s.name, s.points) for s in by_id["ben"].scores] == [
        ("double", 0.0),
        ("halve", 6.0),
        ("why", None),
    ]
    assert by_id["ada"].points == 10


def test_read_has_the_verdict_of_the_latest_graded_attempt(by_id):
    assert by_id["ada"].verdict["double"].points == 4
    assert by_id["cleo"].is_blank
    assert by_id["dan"].verdict is None
    assert by_id["dan"].attempts[-1].status == "unreadable"


def test_read_has_the_time_of_handing_in(by_id):
    assert by_id["ada"].handed_in == "2026-09-14 16:30"


def test_read_has_names_marks_and_penalties_of_teachers(
    graded, week, change, nbgrader_api
):
    api = nbgrader_api

    def teach(session):
        session.get(api.Student, "ada").first_name = "Ada"
        for one in session.scalars(select(api.SubmittedNotebook)):
            if one.student.id == "ada":
                one.late_submission_penalty = 1.5
                for grade in one.grades:
                    if grade.name == "why":
                        grade.manual_score, grade.extra_credit = 2.0, 0.5

    change(teach)
    ada = read(week, graded).pupils[0]
    assert (ada.name, ada.late_penalty, ada.points) == ("Ada", 1.5, 12.5)
    assert not ada.waiting


def test_read_lists_who_has_not_handed_in(graded, week, change, nbgrader_api):
    change(lambda session: session.add(nbgrader_api.Student(id="zoe")))
    zoe = read(week, graded).pupils[-1]
    assert zoe.id == "zoe" and not zoe.attempts and not zoe.scores


def test_read_knows_the_other_weeks(graded, week, change, nbgrader_api):
    api = nbgrader_api

    def another_week(session):
        assignment = api.Assignment(name="c9w8", course_id="default_course")
        session.add(assignment)
        session.flush()
        notebook = api.Notebook(name="c9w8", assignment_id=assignment.id)
        session.add(notebook)
        session.flush()
        cell = api.GradeCell(
            name="check-f", notebook_id=notebook.id, max_score=4, cell_type="code"
        )
        handed = api.SubmittedAssignment(assignment_id=assignment.id, student_id="ada")
        session.add_all([cell, handed])
        session.flush()
        own = api.SubmittedNotebook(notebook_id=notebook.id, assignment_id=handed.id)
        session.add(own)
        session.flush()
        session.add(api.Grade(cell_id=cell.id, notebook_id=own.id, auto_score=3))

    change(another_week)
    by_id = {pupil.id: pupil for pupil in read(week, graded).pupils}
    assert (by_id["ada"].elsewhere, by_id["ben"].elsewhere) == (0.75, None)
    assert by_id["ada"].points == 10


def test_read_writes_nothing(graded, week):
    database = graded.root / "gradebook.db"
    before = database.read_bytes()
    read(week, graded)
    assert database.read_bytes() == before


def test_hints_are_those_of_the_exercises(week):
    hints = hints_of("c1w2_logistic_regression")
    assert hints["propagate"]["dw-not-averaged"].criterion == "correct"
    assert hints_of(week) == {}
