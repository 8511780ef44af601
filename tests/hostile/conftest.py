from __future__ import annotations

import pytest

from autograder.course import Course
from tests.hostile import classroom


@pytest.fixture(scope="session")
def released(tmp_path_factory, repository):
    """A course with the week released, to be copied."""
    root = tmp_path_factory.mktemp("released") / "course"
    return classroom.prepare(Course(repository), root)


@pytest.fixture(scope="session")
def runs(released, tmp_path_factory, monkeypatch_session):
    """Every kind of attack, graded as a class of its own, two classes at a time."""
    monkeypatch_session.setenv("LMS_TOKEN", "canary-of-the-grader")
    return classroom.run_all(released, tmp_path_factory.mktemp("classes"))


@pytest.fixture(scope="session")
def monkeypatch_session():
    """What changes the environment until the last test is done."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def results(runs):
    """What became of every attack."""
    return {name: one for run in runs.values() for name, one in run.attacks.items()}
