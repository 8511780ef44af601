"""A course of one tiny week: two functions, one written answer, a fresh gradebook."""

from __future__ import annotations

import copy
import json

import pytest

from autograder.course import Course
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict

WEEK = "c9w9_tiny"
STUBS = {
    "double": "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    "halve": "def halve(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
}
ANSWERS = {
    "double": "def double(x):\n    return 2 * x",
    "halve": "def halve(x):\n    return x / 2",
    "why": "Because $2x$ grows.",
}


def cell(kind, source, grade_id=None, workbook=None, **flags):
    """A notebook cell with nbgrader's metadata."""
    metadata = {}
    if grade_id:
        metadata["nbgrader"] = {
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            "schema_version": 3,
            "grade_id": grade_id,
            **flags,
        }
    if workbook:
        metadata["workbook"] = {"role": workbook}
    made = {
        "id": grade_id or "x",
        "cell_type": kind,
        "metadata": metadata,
        "source": source,
    }
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def tiny_notebook():
    """The released notebook of the tiny week."""
    cells = [
        cell("markdown", "# Twice and half", "cell-00000001", locked=True),
        cell("code", "import math", "imports", "setup", locked=True),
    ]
    for name, points in (("double", 4), ("halve", 6)):
        cells += [
            cell("code", STUBS[name], name, solution=True),
            cell("code", f"check({name})", f"check-{name}", grade=True, points=points,
                 locked=True),
        ]  # fmt: skip
    cells.append(
        cell("markdown", "YOUR ANSWER HERE", "why", grade=True, solution=True, points=2)
    )
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


class TinyCourse(Course):
    """A course in a temporary folder, and ways to hand something in."""

    def released(self):
        """Return the released notebook as data to be changed."""
        return copy.deepcopy(tiny_notebook())

    def answered(self, **answers):
        """Return the released notebook with these answers in it."""
        notebook = self.released()
        for one in notebook["cells"]:
            name = one["metadata"].get("nbgrader", {}).get("grade_id")
            one["source"] = answers.get(name, one["source"])
        return notebook

    def hand_in(self, student, content, name=f"{WEEK}.ipynb", timestamp=None):
        """Write a submission and return its path."""
        folder = self.submitted / student / WEEK
        folder.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content).encode()
        (folder / name).write_bytes(content)
        if timestamp:
            (folder / "timestamp.txt").write_text(timestamp)
        return folder / name


@pytest.fixture
def week():
    return WEEK


@pytest.fixture
def answers():
    return dict(ANSWERS)


@pytest.fixture
def stubs():
    return dict(STUBS)


@pytest.fixture
def unreleased(tmp_path):
    """The tiny course, not yet in any gradebook."""
    course = TinyCourse(tmp_path / "course")
    path = course.release_notebook(WEEK)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(tiny_notebook()))
    return course


@pytest.fixture(scope="session")
def nbgrader_api():
    """nbgrader's models: importing them takes seconds, so it is done once."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader import api
    return api


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of the tests' own."""
    from tests.postgres import server

    with server() as started:
        yield started


@pytest.fixture
def database():
    """What the gradebook of `tiny` is kept in; test modules may say otherwise."""
    return "sqlite"


@pytest.fixture
def settle(unreleased):
    """Write the course's nbgrader_config.py."""

    def write(*lines):
        text = "\n".join(("c = get_config()", *lines))
        (unreleased.root / "nbgrader_config.py").write_text(text + "\n")

    return write


@pytest.fixture
def tiny(unreleased, nbgrader_api, database, settle, request):
    """The tiny course with its week in a gradebook of nbgrader's."""
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from autograder.authoring import gradebook

    if database == "postgres":
        url = request.getfixturevalue("postgres").new_database()
        settle(f"c.CourseDirectory.db_url = {url!r}")
    gradebook.prepare(unreleased)
    engine = create_engine(unreleased.gradebook_url)
    with Session(engine) as session:
        _fill(session, nbgrader_api)
        session.commit()
    engine.dispose()
    return unreleased


def _fill(session, api):
    assignment = api.Assignment(name=WEEK, course_id="default_course")
    session.add_all([api.Course(id="default_course"), assignment])
    session.flush()
    notebook = api.Notebook(name=WEEK, assignment_id=assignment.id)
    session.add(notebook)
    session.flush()
    for one in tiny_notebook()["cells"]:
        nbgrader = one["metadata"]["nbgrader"]
        name, kind = nbgrader["grade_id"], one["cell_type"]
        if nbgrader["grade"]:
            session.add(
                api.GradeCell(
                    name=name,
                    notebook_id=notebook.id,
                    max_score=nbgrader["points"],
                    cell_type=kind,
                )
            )
            # A written answer is in both tables, which share the name's key.
            session.flush()
        if nbgrader["solution"]:
            session.add(api.SolutionCell(name=name, notebook_id=notebook.id))


@pytest.fixture
def fake_judge():
    """A judge that believes what the sources look like; no code runs."""

    def judge(submission, student):
        sources = {one.grade_id: one for one in submission.answers}
        exercises = []
        for name, most in (("double", 4.0), ("halve", 6.0)):
            answer = sources[name]
            right = "return" in answer.source and "wrong" not in answer.source
            status = "passed" if right else "failed"
            status = "not attempted" if answer.unchanged else status
            message = "" if right else f"{name}: `x` is not what $2x$ gives."
            one = CriterionVerdict(
                "correct", status, most if right else 0.0, most, message,
                None, 3 if right else 0, 3, {"hidden": 31415},
            )  # fmt: skip
            exercises.append(ExerciseVerdict(name, (one,)))
        return Verdict(submission.week, tuple(exercises), sandbox="A")

    return judge
