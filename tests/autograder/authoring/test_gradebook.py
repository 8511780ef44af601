from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from autograder.authoring import gradebook
from autograder.course import Course
from autograder.database import Database

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


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


@pytest.fixture(params=KINDS)
def fresh(request, tmp_path):
    """A course without a gradebook, on either kind of database."""
    if request.param == "sqlite":
        return Course(tmp_path)
    return Course(tmp_path, request.getfixturevalue("postgres").new_database())


@pytest.mark.slow
def test_nbgrader_opens_the_new_gradebook_and_finds_nothing_to_do(fresh, monkeypatch):
    from nbgrader import api

    gradebook.prepare(fresh)
    before = tables(fresh)
    # nbgrader asks alembic when it takes a gradebook for new.
    monkeypatch.setattr(api, "get_alembic_version", None)
    with api.Gradebook(fresh.gradebook_url, "a_course") as book:
        assert book.assignments == []
    assert tables(fresh) == before


@pytest.mark.slow
def test_new_gradebook_has_the_version_that_alembic_would_give_it(fresh):
    import nbgrader
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    scripts = Config()
    scripts.set_main_option(
        "script_location", str(Path(nbgrader.__file__).parent / "alembic")
    )
    newest = ScriptDirectory.from_config(scripts).get_current_head()
    gradebook.prepare(fresh)
    book = Database(fresh)
    assert (
        book.read(lambda s: s.scalar(text("SELECT * FROM alembic_version"))) == newest
    )
    book.close()


@pytest.mark.slow
def test_two_who_prepare_at_once_make_one_gradebook(fresh):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(gradebook.prepare, [fresh] * 4))
    book = Database(fresh)
    count = text("SELECT count(*) FROM alembic_version")
    assert book.read(lambda s: s.scalar(count)) == 1
    book.close()


def tables(course):
    """Return the columns of every table."""
    engine = create_engine(course.gradebook_url)
    columns = {
        name: sorted(column["name"] for column in inspect(engine).get_columns(name))
        for name in inspect(engine).get_table_names()
    }
    engine.dispose()
    return columns


@pytest.mark.slow
def test_a_week_the_gradebook_does_not_know_is_left_alone(tmp_path):
    course = Course(tmp_path)
    gradebook.prepare(course)
    before = (tmp_path / "gradebook.db").read_bytes()
    gradebook.follow_prose("c9w9", course, [])
    assert (tmp_path / "gradebook.db").read_bytes() == before
