"""Our own table: an earlier one is brought up to date, and nothing is in it twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from autograder.grading.book import attempts
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict

FIRST_VERSION = """
CREATE TABLE workbook_attempts (
    id INTEGER PRIMARY KEY, student VARCHAR(128) NOT NULL, week VARCHAR(128) NOT NULL,
    sha256 VARCHAR(64) NOT NULL, graded_at VARCHAR(32) NOT NULL,
    status VARCHAR(32) NOT NULL, points FLOAT, max_points FLOAT, verdict TEXT,
    walls VARCHAR(32) NOT NULL, reason TEXT NOT NULL)
"""
ROW = """
INSERT INTO workbook_attempts VALUES
    (7, 'ada', 'w', 'abc', '2026-10-01', 'graded', 4, 5, '{}', 'bubblewrap', '')
"""


@pytest.fixture
def connection(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'gradebook.db'}")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def verdict():
    criterion = CriterionVerdict("correct", "passed", 4.0, 5.0)
    return Verdict("w", (ExerciseVerdict("double", (criterion,)),), "A")


def attempt(verdict, **parts):
    return attempts.of_verdict("ada", "abc", verdict, parts=parts, seconds=1.2345)


def test_an_earlier_table_keeps_its_rows_and_takes_new_ones(connection, verdict):
    connection.execute(text(FIRST_VERSION))
    connection.execute(text(ROW))
    attempts.prepare(connection)
    attempts.prepare(connection)
    (old,) = attempts.all_of(connection, "w", "ada")
    assert (old.id, old.points, old.tier, old.fingerprint) == (7, 4, "bubblewrap", "")
    attempts.add(connection, attempt(verdict, oracle="1"))
    new = attempts.latest(connection, "w", "ada")
    assert (new.tier, new.seconds, new.filed) == ("A", 1.234, False)
    assert len(attempts.all_of(connection, "w", "ada")) == 2


def test_reading_leaves_an_earlier_table_as_it_is(connection):
    connection.execute(text(FIRST_VERSION))
    connection.execute(text(ROW))
    (old,) = attempts.all_of(connection, "w", "ada")
    assert (old.points, old.tier) == (4, "")
    assert attempts._there(connection) >= {"walls"}


def test_where_there_is_no_table_there_is_no_attempt(connection):
    assert attempts.latest(connection, "w", "ada") is None


def test_the_same_result_on_the_same_grounds_is_one_attempt(connection, verdict):
    attempts.prepare(connection)
    first = attempts.add(connection, attempt(verdict, oracle="1"))
    later = replace(verdict, outputs={})
    assert attempts.add(connection, attempt(later, oracle="1")) == first
    assert attempts.add(connection, attempt(verdict, oracle="2")) != first
    assert attempts.add(connection, attempt(verdict, oracle="1")) != first
    assert len(attempts.all_of(connection, "w", "ada")) == 3


def test_another_result_on_the_same_grounds_is_another_attempt(connection, verdict):
    attempts.prepare(connection)
    first = attempts.add(connection, attempt(verdict, oracle="1"))
    other = replace(verdict, exercises=())
    assert attempts.add(connection, attempt(other, oracle="1")) != first


def test_what_is_filed_is_marked(connection, verdict):
    attempts.prepare(connection)
    number = attempts.add(connection, attempt(verdict, oracle="1"))
    attempts.mark_filed(connection, [number])
    assert attempts.latest(connection, "w", "ada").filed is True
