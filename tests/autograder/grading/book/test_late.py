"""Penalties for handing in late, by nbgrader's own plugins and by a course's."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("nbgrader_api")

DUE = datetime(2026, 10, 1, 12)
IN_TIME, LATE = "2026-10-01 14:00:00 +0200", "2026-10-01 14:00:00 UTC"
PLUGIN = """
from nbgrader.plugins import BasePlugin

class Own(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        {}
"""


@pytest.fixture
def due(tiny, nbgrader_api):
    """Change the deadline; two hours more for those who have an extension."""

    def change(date=DUE, extended=()):
        engine = create_engine(tiny.gradebook_url)
        with Session(engine) as session:
            (assignment,) = session.query(nbgrader_api.Assignment)
            assignment.duedate = date
            for submission in assignment.submissions:
                if submission.student_id in extended:
                    submission.extension = DUE.replace(hour=14) - DUE
            session.commit()
        engine.dispose()

    change()
    return change


@pytest.fixture
def plugin(unreleased, settle):
    """Let the course have a penalty plugin, in a file beside the settings."""

    def install(body):
        name = f"rule_{abs(hash((body, unreleased.root)))}"
        (unreleased.root / f"{name}.py").write_text(PLUGIN.format(body))
        settle(f"c.AssignLatePenalties.plugin_class = '{name}.Own'")

    return install


@pytest.fixture
def book(tiny, week, due):
    from autograder.grading.book.gradebook import Gradebook

    with Gradebook(tiny, week) as opened:
        yield opened


@pytest.fixture
def file(book, judged, answers):
    """File a right submission, and return what being late costs."""

    def record(timestamp, student="ada"):
        book.record(student, *judged(**answers), sha256="0", timestamp=timestamp)
        return book.lateness(student)

    return record


def test_without_a_rule_late_costs_nothing(file):
    assert file(LATE).penalty == 0


@pytest.mark.parametrize("timestamp, penalty", [(IN_TIME, 0), (LATE, 10), (None, 0)])
def test_nbgraders_zero_takes_all_of_what_is_late(file, settle, timestamp, penalty):
    settle("c.LateSubmissionPlugin.penalty_method = 'zero'")
    assert file(timestamp).penalty == penalty


def test_step_that_is_switched_off_costs_nothing(file, settle):
    settle(
        "c.LateSubmissionPlugin.penalty_method = 'zero'",
        "c.AssignLatePenalties.enabled = False",
    )
    assert file(LATE).penalty == 0


def test_plugin_of_the_course_is_told_who_how_much_and_how_late(file, plugin):
    plugin(
        "assert (student_id, score, total_seconds_late) == ('ada', 10.0, 7200.0)\n"
        "        return 1.5"
    )
    lateness = file(LATE)
    assert lateness.penalty == 1.5
    assert lateness.words(10.0) == "Handed in late: −1.5 of 10 points."


@pytest.mark.parametrize("asked, penalty", [(-3, 0), (99, 10), ("float('inf')", 10)])
def test_penalty_is_between_nothing_and_all(file, plugin, asked, penalty):
    plugin(f"return {asked}")
    assert file(LATE).penalty == penalty


@pytest.mark.parametrize(
    "body, said",
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("return float('nan')", "nan is no number of points"),
        ("return '5'", "'5' is no number of points"),
        ("return [5]", "TypeError"),
    ],
)
def test_plugin_that_fails_is_a_sentence_and_the_points_stay(
    book, file, plugin, body, said
):
    plugin(body)
    lateness = file(LATE)
    assert lateness.penalty == 0
    assert said in lateness.words(10.0)
    assert book.marks("ada")["check-halve"].points == 6


def test_plugin_that_is_not_there_is_a_sentence(file, settle):
    settle("c.AssignLatePenalties.plugin_class = 'no_such_module.Own'")
    assert "the course's plugin failed" in file(LATE).words(10.0)


def test_penalty_is_taken_back_when_the_next_one_is_in_time(file, settle):
    settle("c.LateSubmissionPlugin.penalty_method = 'zero'")
    assert [file(LATE).penalty, file(IN_TIME).penalty] == [10, 0]


def test_extension_changes_the_penalty_of_unchanged_work(book, file, settle, due):
    settle("c.LateSubmissionPlugin.penalty_method = 'zero'")
    file(LATE)
    assert book.time_again("ada", LATE) is False
    due(extended=["ada"])
    assert book.time_again("ada", LATE) is True
    assert book.lateness("ada").penalty == 0


def test_time_that_cannot_be_read_is_told_to_the_teacher(file):
    assert "holds no time but 'at noon'" in file("at noon").words(10.0)


def test_row_and_page_tell_the_points_before_and_after(
    tiny, week, due, plugin, answers, fake_judge
):
    from autograder.grading.engine import grade_week

    plugin("return 2.5")
    tiny.hand_in("ada", tiny.answered(**answers), timestamp=LATE)
    (row,) = grade_week(week, tiny, judge=fake_judge)
    assert (row.points, row.penalty, row.max_points) == (7.5, 2.5, 12)
    assert "Handed in late: −2.5 of 10 points." in row.reason
    page = row.feedback.read_text()
    assert "<strong>7.5</strong> of 10 points so far" in page
    assert "Handed in late: −2.5 of the 10 points" in page
    due(extended=["ada"])
    (row,) = grade_week(week, tiny, judge=fake_judge)
    assert (row.points, row.unchanged) == (10, True)
    assert "Handed in late" not in row.feedback.read_text()
