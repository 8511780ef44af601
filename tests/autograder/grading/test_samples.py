"""The real week, released once, and the samples of the demo graded for real."""

from __future__ import annotations

import warnings

import pytest

from autograder.commands import demo
from autograder.course import Course

WEEK = "c1w2_logistic_regression"
EXPECTED = {
    "ada": 95,
    "ben": 0,
    "cleo": 81,
    "dan": 41,
    "eve": 95,
    "finn": 95,
    "gus": 0,
    "mallory": 0,
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory, repository):
    """A course of its own with the real week released and every sample handed in."""
    made = demo.fresh_course(Course(repository), tmp_path_factory.mktemp("class"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        about = demo.prepare(made)
    assert about.keys() == {*EXPECTED, "nora"}
    return made


@pytest.fixture(scope="module")
def rows(course):
    from autograder.grading.engine import grade_week

    return {row.student: row for row in grade_week(WEEK, course)}


@pytest.fixture(scope="module")
def verdicts(course, rows):
    import json

    from autograder.grading.book.gradebook import Gradebook
    from autograder.oracle.verdict import Verdict

    with Gradebook(course, WEEK) as book:
        return {
            student: Verdict.from_dict(json.loads(book.attempts(student)[-1].verdict))
            for student in EXPECTED
        }


def test_every_sample_has_a_row(rows):
    assert rows.keys() == {*EXPECTED, "nora"}


@pytest.mark.parametrize("student, points", EXPECTED.items())
def test_sample_earns(rows, student, points):
    row = rows[student]
    assert (row.status, row.points, row.max_points) == ("graded", points, 100)
    assert row.sandbox in ("A", "A'")


def test_sample_that_was_cut_off_has_a_reason(rows):
    assert rows["nora"].status == "unreadable"
    assert "cut off" in rows["nora"].reason


@pytest.mark.parametrize(
    "student, waiting",
    [("ada", 5), ("ben", 0), ("dan", 0), ("gus", 0), ("mallory", 5)],
)
def test_a_written_answer_waits_and_a_blank_one_does_not(rows, student, waiting):
    assert rows[student].waiting == waiting


def test_misconception_is_named_and_costs_once(verdicts):
    verdict = verdicts["cleo"]
    assert verdict["propagate"].criteria[0].misconception == "dw-not-averaged"
    assert verdict["optimize"].points == verdict["optimize"].max_points
    assert verdict["optimize"].followed_through == ("propagate",)


def test_split_and_edited_notebooks_are_told_so(rows):
    assert "propagate was in 2 cells" in rows["finn"].reason
    assert "check-basic_sigmoid" in rows["gus"].reason


def test_hostile_tricks_earn_nothing(verdicts):
    earned = {one.exercise: one.points for one in verdicts["mallory"].exercises}
    assert set(earned.values()) == {0}


def test_hostile_tricks_reach_no_page(rows):
    page = rows["mallory"].feedback.read_text()
    assert "<script" not in page.lower() and "<img" not in page.lower()
    assert "\x1b" not in page


def test_pages_give_no_hidden_input_away(verdicts, rows):
    for student, verdict in verdicts.items():
        page = rows[student].feedback.read_text()
        for exercise in verdict.exercises:
            for criterion in exercise.criteria:
                for value in map(str, criterion.evidence.get("arguments", {}).values()):
                    assert len(value) < 12 or value not in page


def test_formgrader_lists_every_graded_sample(course, rows):
    from traitlets.config import Config

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.apps.api import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = Config()
        config.CourseDirectory.root = str(course.root)
        api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
        submissions = api.get_submissions(WEEK)
    scores = {one["student"]: one["score"] for one in submissions if one["autograded"]}
    assert scores == EXPECTED


def test_stock_feedback_can_be_made_of_what_was_written(course, rows, tmp_path):
    from traitlets.config import Config

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.converters import GenerateFeedback
        from nbgrader.coursedir import CourseDirectory

        config = Config()
        config.CourseDirectory.root = str(course.root)
        config.CourseDirectory.db_url = course.gradebook_url
        config.CourseDirectory.feedback_directory = str(tmp_path)
        config.CourseDirectory.assignment_id = WEEK
        config.CourseDirectory.student_id = "cleo"
        coursedir = CourseDirectory(config=config)
        GenerateFeedback(coursedir=coursedir, config=config).start()
    assert "81.0" in (tmp_path / "cleo" / WEEK / f"{WEEK}.html").read_text()
