import pytest

from autograder.authoring import gradebook
from autograder.course import Course


@pytest.mark.slow
def test_a_new_gradebook_needs_no_program_on_the_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    gradebook.prepare(Course(tmp_path))
    assert (tmp_path / "gradebook.db").is_file()


def test_an_old_gradebook_is_left_alone(released):
    path = released.root / "gradebook.db"
    before = path.read_bytes()
    gradebook.prepare(released)
    assert path.read_bytes() == before


@pytest.mark.slow
def test_nbgrader_opens_the_new_gradebook(tmp_path):
    from nbgrader.api import Gradebook

    course = Course(tmp_path)
    gradebook.prepare(course)
    with Gradebook(course.gradebook_url) as book:
        assert book.assignments == []


@pytest.mark.slow
def test_a_week_the_gradebook_does_not_know_is_left_alone(tmp_path):
    course = Course(tmp_path)
    gradebook.prepare(course)
    before = (tmp_path / "gradebook.db").read_bytes()
    gradebook.follow_prose("c9w9", course, [])
    assert (tmp_path / "gradebook.db").read_bytes() == before
