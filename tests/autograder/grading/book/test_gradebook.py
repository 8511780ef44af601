from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("nbgrader_api")


KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def database(request):
    return request.param


@pytest.fixture
def open_book(tiny, week):
    from autograder.grading.book.gradebook import Gradebook

    return lambda: Gradebook(tiny, week)


@pytest.fixture
def rows(tiny, nbgrader_api):
    """Return the grades of a student as nbgrader's models have them."""

    def read(student="ada"):
        engine = create_engine(tiny.gradebook_url)
        with Session(engine) as session:
            grades = session.query(nbgrader_api.Grade).all()
            found = {
                grade.name: (
                    grade.auto_score,
                    grade.needs_manual_grade,
                    grade.notebook.assignment.timestamp,
                )
                for grade in grades
                if grade.student.id == student
            }
        engine.dispose()
        return found

    return read


def test_record_writes_points_and_what_waits(open_book, judged, answers, rows):
    with open_book() as book:
        book.record("ada", *judged(**answers), sha256="0", timestamp=None)
    assert rows() == {
        "check-double": (4.0, False, None),
        "check-halve": (6.0, False, None),
        "why": (None, True, None),
    }


def test_record_gives_no_points_for_what_was_not_answered(open_book, judged, rows):
    with open_book() as book:
        book.record("ada", *judged(), sha256="0")
        comments = {mark.comment for mark in book.marks("ada").values()}
    assert {row[:2] for row in rows().values()} == {(0.0, False)}
    assert comments == {"No response."}


def test_record_writes_what_the_learner_should_read(open_book, judged):
    with open_book() as book:
        book.record("ada", *judged(double="return wrong"), sha256="0")
        comment = book.marks("ada")["check-double"].comment
    assert comment == "correct: double: `x` is not what $2x$ gives."


@pytest.mark.parametrize(
    "claimed, stored",
    [
        ("2026-10-01T12:00:00.5+02:00", "2026-10-01 10:00:00.500000"),
        ("yesterday-ish", None),
        ("9999-01-01 00:00:00 UTC", None),
        ("", None),
    ],
)
def test_record_believes_only_a_possible_time(open_book, judged, rows, claimed, stored):
    with open_book() as book:
        book.record("ada", *judged(), sha256="0", timestamp=claimed)
    time = rows()["why"][2]
    assert (str(time) if time else None) == stored


def test_record_again_replaces_the_points_and_keeps_the_attempts(
    open_book, judged, answers, rows
):
    with open_book() as book:
        book.record("ada", *judged(), sha256="one")
        book.record("ada", *judged(**answers), sha256="two")
        attempts = book.attempts("ada")
    assert rows()["check-double"][0] == 4.0
    assert [(one.sha256, one.points) for one in attempts] == [("one", 0), ("two", 10)]
    assert json.loads(attempts[1].verdict)["points"] == 10


def test_record_marks_what_ran_without_a_sandbox(open_book, judged):
    submission, verdict = judged()
    with open_book() as book:
        book.record("ada", submission, replace(verdict, sandbox="none"), sha256="0")
        assert book.attempts("ada")[0].tier == "none"


def test_record_keeps_the_marks_of_a_teacher(
    tiny, open_book, judged, answers, nbgrader_api
):
    with open_book() as book:
        book.record("ada", *judged(**answers), sha256="0")
        engine = create_engine(tiny.gradebook_url)
        with Session(engine) as session:
            for grade in session.query(nbgrader_api.Grade):
                if grade.name == "why":
                    grade.manual_score, grade.needs_manual_grade = 1.5, False
            session.commit()
        engine.dispose()
        assert not book.marks("ada")["why"].waits
        book.record("ada", *judged(**answers), sha256="1")
        assert book.marks("ada")["why"].points == 1.5


def test_record_of_one_student_leaves_the_others(open_book, judged, answers, rows):
    with open_book() as book:
        book.record("ada", *judged(**answers), sha256="0")
        before = rows("ada")
        book.record("bob", *judged(), sha256="0")
        assert book.students() == ["ada", "bob"]
    assert rows("ada") == before


def test_record_refuses_points_that_the_gradebook_does_not_know(
    open_book, judged, answers, rows
):
    from autograder.grading.book.gradebook import GradebookError

    submission, verdict = judged(**answers)
    first, second = verdict.exercises
    (one,) = second.criteria
    more = replace(second, criteria=(replace(one, max_points=60.0),))
    verdict = replace(verdict, exercises=(first, more))
    with open_book() as book, pytest.raises(GradebookError, match="6 points in the gr"):
        book.record("ada", submission, verdict, sha256="0")
    assert rows() == {}


def test_record_writes_all_or_nothing(open_book, judged, answers, rows, monkeypatch):
    from autograder.grading.book import attempts

    def explode(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(attempts, "add", explode)
    with open_book() as book:
        with pytest.raises(ZeroDivisionError):
            book.record("ada", *judged(**answers), sha256="0")
        assert book.students() == []
    assert rows() == {}


def test_record_problem_leaves_the_earlier_result(open_book, judged, answers, rows):
    with open_book() as book:
        book.record("ada", *judged(**answers), sha256="good")
        before = rows()
        book.record_problem("ada", sha256="bad", status="unreadable", reason="cut off")
        statuses = [one.status for one in book.attempts("ada")]
    assert rows() == before
    assert statuses == ["graded", "unreadable"]


def test_gradebook_that_is_not_there_says_what_to_do(unreleased, week):
    from autograder.grading.book.gradebook import Gradebook, GradebookError

    with pytest.raises(GradebookError, match=f"workbook release {week}"):
        Gradebook(unreleased, week)
    assert not (unreleased.root / "gradebook.db").exists()


def test_gradebook_without_the_week_says_what_to_do(tiny):
    from autograder.grading.book.gradebook import Gradebook, GradebookError

    with (
        pytest.raises(GradebookError, match="c9w8_none is not in the gradebook"),
        Gradebook(tiny, "c9w8_none"),
    ):
        pass


def test_gradebook_that_is_no_database_is_a_sentence(unreleased, week):
    from autograder.grading.book.gradebook import Gradebook, GradebookError

    (unreleased.root / "gradebook.db").write_text("no database at all" * 100)
    with (
        pytest.raises(GradebookError, match="The gradebook"),
        Gradebook(unreleased, week),
    ):
        pass
