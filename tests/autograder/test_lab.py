"""The student's desk in JupyterLab."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder import lab
from autograder.authoring import student_edition
from autograder.course import Course

WEEK = "c1w2_logistic_regression"


@pytest.fixture
def course(tmp_path, monkeypatch):
    course = Course(tmp_path)
    course.release(WEEK).mkdir(parents=True)
    course.release_notebook(WEEK).write_text("{}")
    monkeypatch.setattr(student_edition, "make", lambda week, course: Path("edition"))
    return course


def test_the_desk_holds_the_released_week(course):
    desk = lab.prepare(WEEK, course)
    assert (desk.folder / desk.notebook).read_text() == "{}"


def test_work_on_the_desk_is_kept(course):
    desk = lab.prepare(WEEK, course)
    (desk.folder / desk.notebook).write_text("my answers")
    lab.prepare(WEEK, course)
    assert (desk.folder / desk.notebook).read_text() == "my answers"


def test_a_week_without_a_release_is_named(course):
    with pytest.raises(FileNotFoundError, match="c9w9_unknown has no release"):
        lab.prepare("c9w9_unknown", course)


def test_kernels_see_the_student_edition_and_the_profile(course):
    surroundings = lab.environment(lab.prepare(WEEK, course), {"PATH": "/bin"})
    assert surroundings["PATH"] == "/bin"
    assert surroundings["PYTHONPATH"] == "edition"
    assert (Path(surroundings["JUPYTER_CONFIG_PATH"]) / "labconfig").is_dir()


def test_options_of_jupyterlab_reach_it(course):
    line = lab.command(lab.prepare(WEEK, course), "--no-browser", "--port=8899")
    assert line[-2:] == ["--no-browser", "--port=8899"]
    assert f"--ServerApp.root_dir={course.root / 'build' / 'lab'}" in line
