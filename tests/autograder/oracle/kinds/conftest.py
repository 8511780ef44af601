"""Tiny exercises, judged through a real sandbox and on the desk."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

import course_utils
from autograder.authoring.freeze import freeze
from autograder.oracle.judge import judge_exercise
from autograder.sandbox import Cell, open_session
from course_utils.desk import frozen
from course_utils.desk.check import examine

KEY = b"a key that no learner has"


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    """A student edition with a desk and nothing else."""
    folder = tmp_path_factory.mktemp("student") / "edition"
    desk = Path(course_utils.__path__[0]) / "desk"
    away = shutil.ignore_patterns("__pycache__")
    shutil.copytree(desk, folder / "course_utils" / "desk", ignore=away)
    (folder / "course_utils" / "__init__.py").touch()
    return folder


@pytest.fixture(scope="module")
def session(edition):
    with open_session(edition) as opened:
        yield opened


@pytest.fixture
def judged(session):
    """Return a function that judges source as an answer to an exercise."""

    def judge(exercise, source, **more):
        source = "import numpy as np\n" + dedent(source)
        (ran,) = session.run([Cell(exercise.id, source)])
        return judge_exercise(session, exercise, KEY, ran, **more)

    return judge


@pytest.fixture
def at_the_desk(tmp_path):
    """Return a function that checks source as the notebook does."""

    def check(exercise, source):
        names = {}
        exec("import numpy as np\n" + dedent(source), names)
        path = tmp_path / frozen.FILE_NAME
        path.write_text(frozen.dumps("c9w9_tiny", [freeze(exercise)]))
        return examine(names[exercise.id], frozen.load(path)[exercise.id])

    return check
