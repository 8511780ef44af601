from __future__ import annotations

import pytest

from autograder.course import Course
from autograder.sandbox import SandboxUnavailable

pytestmark = pytest.mark.usefixtures("nbgrader_api")


@pytest.fixture
def grade(tiny, week, fake_judge):
    """Grade the tiny week and return the rows by student."""
    from autograder.grading.engine import grade_week

    def run(judge=fake_judge, **options):
        rows = grade_week(week, tiny, judge=judge, **options)
        return {row.student: row for row in rows}

    return run


@pytest.fixture
def good(tiny, answers):
    return tiny.answered(**answers)


BAD = {
    "truncated": b'{"cells": [',
    "binary": b"\xff\xfe\x00",
    "empty": b"",
    "a list": b"[]",
    "no cells": b'{"cells": []}',
    "nested": b"[" * 200_000,
    "other week": b'{"cells": [{"cell_type": "code", "source": "x", "metadata": {}}]}',
    "50 MB": b" " * 50_000_000,
}


def test_grade_week_ends_a_good_submission_with_points_and_files(
    grade, tiny, good, week
):
    tiny.hand_in("ada", good, timestamp="2026-10-01 10:00:00 UTC")
    row = grade()["ada"]
    assert (row.status, row.points, row.max_points, row.waiting) == (
        "graded", 10.0, 12.0, 2.0,
    )  # fmt: skip
    assert row.notebook == tiny.autograded / "ada" / week / f"{week}.ipynb"
    assert row.feedback == tiny.feedback / "ada" / week / f"{week}.html"
    assert row.notebook.is_file() and row.feedback.is_file()


@pytest.mark.parametrize("case", BAD)
def test_grade_week_grades_on_after_a_bad_submission(grade, tiny, good, case):
    tiny.hand_in("a_bad", BAD[case])
    tiny.hand_in("b_good", good)
    rows = grade()
    assert rows["a_bad"].status == "unreadable"
    assert rows["a_bad"].points is None and rows["a_bad"].reason.endswith(".")
    assert (rows["b_good"].status, rows["b_good"].points) == ("graded", 10.0)


def test_grade_week_keeps_the_earlier_result(grade, tiny, good):
    tiny.hand_in("ada", good)
    page = grade()["ada"].feedback.read_text()
    tiny.hand_in("ada", b'{"cells"')
    row = grade()["ada"]
    assert row.status == "unreadable"
    assert "The earlier result stays: 10 of 12." in row.reason
    kept = tiny.feedback / "ada"
    assert next(kept.rglob("*.html")).read_text() == page


def test_grade_week_tells_the_student_why_nothing_was_graded(grade, tiny):
    tiny.hand_in("ada", b"")
    page = grade()["ada"].feedback.read_text()
    assert "could not be graded" in page and "The file is empty." in page


def test_grade_week_survives_a_mistake_of_ours(grade, tiny, good, fake_judge):
    def judge(submission, student):
        if student == "ada":
            raise ZeroDivisionError
        return fake_judge(submission, student)

    for student in ("ada", "bob"):
        tiny.hand_in(student, good)
    rows = grade(judge)
    assert rows["ada"].status == "not graded"
    assert "ZeroDivisionError" in rows["ada"].reason
    assert rows["bob"].points == 10.0


def test_grade_week_keeps_points_when_a_page_cannot_be_written(
    grade, tiny, good, monkeypatch
):
    from autograder.reports import feedback

    def explode(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr(feedback, "write", explode)
    tiny.hand_in("ada", good)
    row = grade()["ada"]
    assert (row.status, row.points) == ("graded", 10.0)
    assert "a file is missing" in row.reason


def test_grade_week_stops_where_no_sandbox_can_start(grade, tiny, good):
    from autograder.sandbox import SandboxUnavailable

    def judge(submission, student):
        raise SandboxUnavailable("no bubblewrap")

    tiny.hand_in("ada", good)
    with pytest.raises(SandboxUnavailable, match="no bubblewrap"):
        grade(judge)


def test_grade_week_shows_no_control_characters(grade, tiny):
    (tiny.submitted / "\x1b[31mevil\x07").mkdir(parents=True)
    (student,) = grade()
    assert student == "evil"


def test_grade_week_says_what_was_done_to_the_notebook(grade, tiny, good, week):
    tiny.hand_in("ada", good, name="copy.ipynb")
    row = grade()["ada"]
    assert f"not named {week}.ipynb" in row.reason
    assert f"not named {week}.ipynb" in row.feedback.read_text()


def test_grade_week_reports_each_row_as_it_is_done(grade, tiny, good):
    tiny.hand_in("ada", good)
    seen = []
    rows = grade(on_row=seen.append)
    assert seen == list(rows.values())


def test_grade_week_gives_the_same_rows_whatever_the_workers(grade, tiny, good):
    for student in ("ada", "bob"):
        tiny.hand_in(student, good)
    tiny.hand_in("cyd", b"")
    alone = grade(force=True)
    together = grade(force=True, workers=2)
    assert {who: (row.status, row.points) for who, row in together.items()} == {
        who: (row.status, row.points) for who, row in alone.items()
    }


def test_refresh_shows_the_marks_of_a_teacher(grade, tiny, good, week, nbgrader_api):
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from autograder.grading.written.pages import refresh

    tiny.hand_in("ada", good)
    page = grade()["ada"].feedback
    assert "2 more points wait for your teacher" in page.read_text()
    engine = create_engine(tiny.gradebook_url)
    with Session(engine) as session:
        for grade_row in session.query(nbgrader_api.Grade):
            if grade_row.name == "why":
                grade_row.manual_score = 1.5
        session.commit()
    engine.dispose()
    assert list(refresh(week, tiny)) == [page]
    assert "wait for your teacher" not in page.read_text()
    assert "11.5" in page.read_text()


def test_a_broken_promise_of_the_walls_stops_a_run_before_it_starts(monkeypatch):
    from autograder.grading import engine

    def refuse(cache):
        raise SandboxUnavailable(f"a wall fell, says {cache.name}")

    monkeypatch.setattr(engine.standing, "insist", refuse)
    run = engine.Run("c1w2_logistic_regression", Course(), engine.Manner())
    with pytest.raises(SandboxUnavailable, match=r"a wall fell, says walls\.json"):
        run._ask_whether_it_can(engine.Here())
