"""One class of honest students, graded once by the engine as it is."""

from __future__ import annotations

import copy
import json
import warnings

import pytest

from autograder.commands import demo
from autograder.course import Course
from autograder.samples import solutions
from tests.fair.corpus import ENTRIES
from tests.fair.desk import WEEK, Desk


@pytest.fixture(scope="session")
def course(tmp_path_factory, repository):
    """A course of its own with the week released."""
    from autograder.authoring.release import release_week

    made = demo.fresh_course(Course(repository), tmp_path_factory.mktemp("fair"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        release_week(WEEK, made)
    return made


@pytest.fixture(scope="session")
def desk_of(course):
    """Return the desk that an entry leaves behind."""
    released = json.loads(course.release_notebook(WEEK).read_text("utf-8"))
    source = json.loads(course.source_notebook(WEEK).read_text("utf-8"))
    answers = solutions(source)

    def make(entry):
        desk = Desk(copy.deepcopy(released), answers)
        if entry.answered is not None:
            desk.only(*entry.answered)
        entry.make(desk)
        return desk

    return make


@pytest.fixture(scope="session")
def rows(course, desk_of):
    """What became of every entry, by its id."""
    from autograder.grading.engine import grade_week

    for entry in ENTRIES:
        desk = desk_of(entry)
        folder = course.submitted / entry.id / WEEK
        for name, data in desk.handed_in().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (folder / "timestamp.txt").write_text(desk.timestamp)
    return {row.student: row for row in grade_week(WEEK, course)}


@pytest.fixture(scope="session")
def book(course, rows):
    """The gradebook after the run."""
    from autograder.grading.book.gradebook import Gradebook

    with Gradebook(course, WEEK) as opened:
        yield opened
