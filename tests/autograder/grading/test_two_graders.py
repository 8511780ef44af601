"""Several writers on one gradebook: nobody's marks are lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from autograder.course import REPOSITORY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("nbgrader_api")]

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
ROUNDS = 6
STUDENTS = ["ada", "bob", "cyd", "dee"]
# A second grader, as another process: files every student again and again.
GRADER = """
import sys, warnings
warnings.simplefilter("ignore")
from dataclasses import replace
from pathlib import Path
from autograder.course import Course
from autograder.grading.handed_in import intake
from autograder.grading.book.gradebook import Gradebook
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict

root, week, name, rounds, *students = sys.argv[1:]
course = Course(Path(root))
submission = intake.read(course.release_notebook(week).read_bytes(), week, course)

def verdict(points):
    made = []
    for exercise, most in (("double", 4.0), ("halve", 6.0)):
        one = CriterionVerdict("correct", "failed", min(points, most), most, "",
                               None, 1, 3, {})
        made.append(ExerciseVerdict(exercise, (one,)))
    return Verdict(week, tuple(made), sandbox="A")

with Gradebook(course, week) as book:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(rounds)):
        for student in students:
            book.record(student, submission, verdict(number % 4),
                        sha256=f"{name}-{number}", parts={"round": f"{name}{number}"})
"""


@pytest.fixture(params=KINDS)
def database(request):
    return request.param


@pytest.fixture
def grader(tiny, week):
    """Start a grader of its own process; it waits for a line before it begins."""
    started = []

    def start(name, *students):
        process = subprocess.Popen(
            [sys.executable, "-c", GRADER, str(tiny.root), week, name, str(ROUNDS),
             *students],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def begin(*graders):
    for process in graders:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in graders:
        process.stdin.write("go\n")
        process.stdin.flush()


def finish(*graders):
    for process in graders:
        _, complaints = process.communicate(timeout=300)
        assert process.returncode == 0, complaints


def test_two_graders_of_the_same_students_write_one_result_each(
    tiny, week, grader, nbgrader_api
):
    from autograder.grading.book.gradebook import Gradebook

    graders = grader("one", *STUDENTS), grader("two", *reversed(STUDENTS))
    begin(*graders)
    finish(*graders)
    with Gradebook(tiny, week) as book:
        assert book.students() == STUDENTS
        for student in STUDENTS:
            hashes = [attempt.sha256 for attempt in book.attempts(student)]
            both = [f"{who}-{n}" for who in ("one", "two") for n in range(ROUNDS)]
            assert sorted(hashes) == both
            last = book.latest(student)
            earned = sum(mark.points or 0 for mark in book.marks(student).values())
            assert earned == last.points
    engine = create_engine(tiny.gradebook_url)
    with Session(engine) as session:
        assert session.query(nbgrader_api.SubmittedNotebook).count() == len(STUDENTS)
        assert session.query(nbgrader_api.Grade).count() == 3 * len(STUDENTS)
    engine.dispose()


def test_teacher_who_marks_meanwhile_loses_nothing(tiny, week, grader, nbgrader_api):
    """With nbgrader's own gradebook, as formgrader does."""
    first = grader("first", "ada")
    begin(first)
    finish(first)
    second = grader("second", *["ada"] * 10)
    begin(second)
    with nbgrader_api.Gradebook(tiny.gradebook_url) as book:
        for number in range(20):
            grade = book.find_grade("why", week, week, "ada")
            grade.manual_score = number / 10
            comment = book.find_comment("why", week, week, "ada")
            comment.manual_comment = f"word {number}"
            book.db.commit()
            time.sleep(0.01)
    finish(second)
    with nbgrader_api.Gradebook(tiny.gradebook_url) as book:
        grade = book.find_grade("why", week, week, "ada")
        comment = book.find_comment("why", week, week, "ada")
        assert (grade.manual_score, comment.manual_comment) == (1.9, "word 19")
