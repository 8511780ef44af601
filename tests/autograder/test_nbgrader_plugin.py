"""Stock nbgrader over the real week and over a teacher's own assignment."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import warnings
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from autograder import settings
from autograder.course import Course

WEEK = "c1w2_logistic_regression"
CLASS = {"ada": 95, "finn": 95, "cleo": 81}
POINTS = """
    SELECT sa.student_id, cell.name, grade.auto_score, grade.manual_score
    FROM grade JOIN base_cell cell ON cell.id = grade.cell_id
    JOIN submitted_notebook sn ON sn.id = grade.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id ORDER BY 1, 2
"""
WORDS = """
    SELECT sa.student_id, cell.name, comment.auto_comment, comment.manual_comment
    FROM comment JOIN base_cell cell ON cell.id = comment.cell_id
    JOIN submitted_notebook sn ON sn.id = comment.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id ORDER BY 1, 2
"""


@contextmanager
def in_quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory, repository, nbgrader_api):
    """The real week and a stock assignment, released; good and bad ones handed in."""
    from autograder import samples
    from autograder.authoring import gradebook
    from autograder.authoring.generate import generate
    from autograder.commands import demo

    made = demo.fresh_course(Course(repository), tmp_path_factory.mktemp("class"))
    write(made.source_notebook("ps1"), stock_notebook("### BEGIN SOLUTION\n1"))
    with in_quiet():
        gradebook.prepare(made)
        for one in (WEEK, "ps1"):
            generate(
                one,
                made,
                source=made.root / "source",
                release=made.root / "release",
                gradebook=True,
            )
    for sample in samples.samples(WEEK, made):
        if sample.student in (*CLASS, "nora"):
            hand_in(made, sample.student, WEEK, sample.notebook)
    return made


@pytest.fixture(scope="module")
def stock_run(course):
    """What `nbgrader autograde` says of the week, run as a program."""
    return nbgrader(course, "autograde", WEEK)


@pytest.fixture
def rows(course, stock_run):
    """Everything in nbgrader's tables that a student would call a result."""
    return lambda: [*query(course, POINTS), *query(course, WORDS)]


@pytest.fixture
def api(course):
    """What stands behind formgrader's buttons."""
    with in_quiet():
        from nbgrader.apps.api import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = settings.read(course.root)
        yield NbGraderAPI(CourseDirectory(config=config), config=config)


def nbgrader(course, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
    )


def query(course, sql):
    engine = create_engine(course.gradebook_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(sql))]
    engine.dispose()
    return found


def write(path, notebook):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook))


def hand_in(course, student, week, notebook, secret=None):
    folder = course.submitted / student / week
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{week}.ipynb").write_bytes(notebook)
    (folder / "timestamp.txt").write_text("2026-09-14 16:30:00.5 UTC")
    if secret:
        (folder / "submission_secret.txt").write_text(secret)


def stock_notebook(answer):
    def cell(name, source, **flags):
        nbgrader = {"schema_version": 3, "grade_id": name, "task": False, **flags}
        return {
            "id": name,
            "cell_type": "code",
            "metadata": {"nbgrader": nbgrader},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }

    solve = cell("x", f"x = {answer}\n### END SOLUTION" if "###" in answer else answer,
                 grade=False, solution=True, locked=False)  # fmt: skip
    test = cell("test-x", "assert x == 1",
                grade=True, solution=False, locked=True, points=3)  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [solve, test],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def test_autograde_grades_the_class_and_names_the_one_it_cannot(course, stock_run):
    said = stock_run.stderr
    assert "ada: 95 of 100 points" in said
    assert "nora: unreadable. The file is not valid JSON" in said
    assert "Traceback" not in said
    assert stock_run.returncode == 1


def test_autograde_writes_what_workbook_grade_writes(course, rows):
    from autograder.grading.engine import grade_week

    before, files = rows(), pages(course)
    assert {row[0] for row in before} == CLASS.keys()
    grade_week(WEEK, course)
    assert rows() == before
    assert pages(course) == files


def pages(course):
    """Return what lies in the results, but for the minute in which it was written."""
    found = [*course.autograded.rglob("*"), *course.feedback.rglob("*")]
    return {
        path: path.read_text().partition("</header>")[2] or path.read_text()
        for path in found
        if path.is_file()
    }


def test_autograde_of_one_student_leaves_the_others(course, rows, api):
    before = pages(course)
    shutil.rmtree(course.autograded / "ada")
    answer = api.autograde(WEEK, "ada")
    assert answer["success"], answer
    assert pages(course) == before


def test_button_says_why_there_is_no_result(rows, api):
    answer = api.autograde(WEEK, "nora")
    assert not answer["success"]
    assert "it may have been cut off" in answer["log"]


def test_unreadable_resubmission_leaves_the_earlier_result(course, rows, api):
    before, good = rows(), course.submitted / "finn" / WEEK / f"{WEEK}.ipynb"
    kept = good.read_bytes()
    good.write_bytes(b"{")
    try:
        assert "The earlier result stays: 95" in api.autograde(WEEK, "finn")["log"]
    finally:
        good.write_bytes(kept)
    assert rows() == before
    assert (course.autograded / "finn" / WEEK / f"{WEEK}.ipynb").is_file()


def test_formgrader_lists_our_points(rows, api):
    listed = {one["student"]: one for one in api.get_submissions(WEEK)}
    assert {name: listed[name]["score"] for name in CLASS} == CLASS
    assert all(listed[name]["autograded"] for name in CLASS)


@pytest.fixture
def marked(rows, api):
    """A mark and a comment that a teacher gave in formgrader."""
    with api.gradebook as book:
        grade = book.find_grade("check-sigmoid", WEEK, WEEK, "cleo")
        grade.manual_score = 2.5
        comment = book.find_comment("sigmoid", WEEK, WEEK, "cleo")
        comment.manual_comment = "half of it"
        book.db.commit()


def test_regrading_keeps_what_a_teacher_marked(rows, api, marked):
    assert api.autograde(WEEK, "cleo")["success"]
    assert ("cleo", "check-sigmoid", 6.0, 2.5) in rows()
    assert any(row[3] == "half of it" for row in rows())


def test_feedback_button_writes_our_page_with_the_teachers_comment(course, api, marked):
    assert api.generate_feedback(WEEK, "cleo")["success"]
    page = (course.feedback / "cleo" / WEEK / f"{WEEK}.html").read_text()
    assert "half of it" in page
    assert "Content-Security-Policy" in page


def test_assignment_of_the_teachers_own_is_graded_by_nbgrader(course, api):
    answer = json.dumps(stock_notebook("x = 1")).encode()
    hand_in(course, "ada", "ps1", answer)
    result = api.autograde("ps1", "ada")
    assert result["success"], result
    assert ("ada", "test-x", 3.0, None) in query(course, POINTS)
    assert api.generate_feedback("ps1", "ada")["success"]
    assert (course.feedback / "ada" / "ps1" / "ps1.html").is_file()


def test_export_writes_our_points(course, stock_run, tmp_path):
    done = nbgrader(course, "export", "--to", str(tmp_path / "grades.csv"))
    assert done.returncode == 0, done.stderr
    with (tmp_path / "grades.csv").open() as file:
        lines = [line for line in csv.DictReader(file) if line["assignment"] == WEEK]
    scores = {line["student_id"]: float(line["raw_score"]) for line in lines}
    assert scores.items() >= {"ada": 95.0, "finn": 95.0}.items()


def test_folders_of_other_names_are_refused_in_a_sentence(course, api):
    api.coursedir.autograded_directory = "marked"
    answer = api.autograde(WEEK, "ada")
    assert not answer["success"]
    assert "looks in" in answer["error"]
