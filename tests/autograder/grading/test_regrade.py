"""Who moves when what judges has changed; a dry run leaves everything as it was."""

from __future__ import annotations

import pytest

from autograder.grading.book.gradebook import Gradebook
from autograder.grading.regrade import EARLIER, changed_parts, regrade_week
from autograder.grading.running import sources

pytestmark = [pytest.mark.usefixtures("nbgrader_api"), pytest.mark.slow]


@pytest.fixture
def generous(fake_judge):
    """A judge that takes every answer for right."""

    def judge(submission, student):
        from dataclasses import replace

        answers = [replace(a, source="return") for a in submission.answers]
        return fake_judge(replace(submission, answers=tuple(answers)), student)

    return judge


@pytest.fixture
def graded(tiny, week, fake_judge, answers):
    """The tiny course with two graded students, one of them half right."""
    from autograder.grading.engine import grade_week

    tiny.hand_in("ada", tiny.answered(**answers))
    tiny.hand_in("bob", tiny.answered(**answers | {"double": "def f(): return wrong"}))
    grade_week(week, tiny, judge=fake_judge)
    return tiny


@pytest.fixture
def new_oracle(graded, monkeypatch, week):
    """The oracle has changed since."""
    parts = {**sources.parts(week), "oracle": "changed"}
    monkeypatch.setattr(sources, "parts", lambda _: parts)


def snapshot(course):
    """Return every file and folder of a course with its bytes and its time."""
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(course.root.rglob("*"))
    }


def test_nothing_is_judged_where_nothing_has_changed(graded, week, fake_judge):
    found = regrade_week(week, graded, judge=fake_judge)
    assert (found.students, found.same) == ([], 2)


@pytest.mark.usefixtures("new_oracle")
def test_who_moves_is_shown_with_the_reason(graded, week, generous):
    ada, bob = regrade_week(week, graded, judge=generous).students
    assert (ada.points, ada.changes) == (0, ())
    assert (bob.before, bob.points, bob.parts) == (6, 4, ("oracle",))
    (change,) = bob.changes
    assert (change.status_before, change.status_after) == ("failed", "passed")
    assert "is not what" in change.message_before and change.message_after == ""
    with Gradebook(graded, week) as book:
        assert sum(mark.points or 0 for mark in book.marks("bob").values()) == 10


@pytest.mark.usefixtures("new_oracle")
def test_a_dry_run_says_the_same_and_writes_nothing(graded, week, generous):
    before = snapshot(graded)
    dry = regrade_week(week, graded, judge=generous, dry_run=True)
    assert snapshot(graded) == before
    assert dry.students == regrade_week(week, graded, judge=generous).students
    assert snapshot(graded) != before


@pytest.mark.usefixtures("new_oracle")
def test_a_mark_given_by_hand_stays(graded, week, generous, nbgrader_api):
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    engine = create_engine(graded.gradebook_url)
    with Session(engine) as session:
        for grade in session.query(nbgrader_api.Grade):
            if grade.name == "check-double":
                grade.manual_score = 1.0
        session.commit()
    engine.dispose()
    _, bob = regrade_week(week, graded, judge=generous).students
    assert bob.points == 0 and bob.changes[0].by_hand
    with Gradebook(graded, week) as book:
        assert book.marks("bob")["check-double"].points == 1.0


@pytest.mark.usefixtures("new_oracle")
def test_what_was_handed_in_since_is_left_to_grade(graded, week, generous):
    graded.hand_in("bob", graded.released())
    graded.hand_in("cyd", graded.released())
    found = regrade_week(week, graded, judge=generous)
    assert [one.student for one in found.students] == ["ada"]
    assert (found.again, found.new) == (["bob"], ["cyd"])


@pytest.mark.usefixtures("new_oracle")
def test_a_result_that_cannot_be_repeated_stays(graded, week):
    def broken(submission, student):
        raise ZeroDivisionError

    ada, _ = regrade_week(week, graded, judge=broken).students
    assert ada.problem and ada.points == 0
    with Gradebook(graded, week) as book:
        assert sum(mark.points or 0 for mark in book.marks("ada").values()) == 10


def test_a_result_without_parts_is_of_an_earlier_version():
    assert changed_parts({}, {"oracle": "1"}) == (EARLIER,)
    assert changed_parts({"oracle": "1", "a": "1"}, {"oracle": "2", "a": "1"}) == (
        "oracle",
    )


def test_a_cell_is_part_of_the_submission_and_no_clock_is(tiny, week, good_key):
    first, second = good_key("a"), good_key("a", timestamp="2026-10-01")
    assert first == second != good_key("b")


@pytest.fixture
def good_key(tiny, week):
    from autograder.grading import keys
    from autograder.grading.handed_in.submissions import Received

    grounds = keys.grounds(week, tiny, secret=b"s" * 32, trust=False)

    def of(content, **about):
        return grounds.basis(Received("ada", content.encode(), **about)).fingerprint

    return of
