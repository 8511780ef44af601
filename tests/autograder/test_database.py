"""Whole transactions, on SQLite and on PostgreSQL, with others in the way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from autograder import database as module
from autograder.course import Course
from autograder.database import Database, GradebookError, shown, url_of

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("COMMIT")
"""


@pytest.fixture(params=KINDS)
def course(request, tmp_path):
    """A course whose gradebook has one table of numbers."""
    if request.param == "sqlite":
        made = Course(tmp_path)
    else:
        url = request.getfixturevalue("postgres").new_database()
        made = Course(tmp_path, url)
    book = Database(made)
    book.write(lambda s: s.execute(text("CREATE TABLE tally (n INTEGER UNIQUE)")))
    book.close()
    return made


@pytest.fixture
def book(course):
    book = Database(course)
    yield book
    book.close()


def add(number):
    return lambda s: s.execute(text(f"INSERT INTO tally VALUES ({number})"))


def numbers(session):
    return sorted(session.scalars(text("SELECT n FROM tally")))


def test_write_is_all_or_nothing(book):
    def half(session):
        add(1)(session)
        raise KeyError

    with pytest.raises(KeyError):
        book.write(half)
    assert book.read(numbers) == []


def test_writers_who_read_before_they_write_lose_nothing(course):
    def next_number(session):
        add(len(numbers(session)))(session)

    def work():
        book = Database(course)
        for _ in range(10):
            book.write(next_number)
        book.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    book = Database(course)
    assert book.read(numbers) == list(range(30))
    book.close()


def test_collision_runs_the_whole_work_again(book):
    tries = []

    def collide_once(session):
        tries.append(1)
        add(7)(session)
        if len(tries) == 1:
            add(7)(session)

    book.write(collide_once)
    assert (len(tries), book.read(numbers)) == (2, [7])


def test_collision_that_comes_again_and_again_is_a_sentence(book):
    def collide(session):
        add(7)(session)
        add(7)(session)

    with pytest.raises(GradebookError, match="The gradebook refused") as caught:
        book.write(collide)
    assert isinstance(caught.value.__cause__, IntegrityError)
    assert book.read(numbers) == []


def test_writer_waits_for_a_program_that_holds_the_file(tmp_path):
    book = Database(Course(tmp_path))
    book.write(lambda s: s.execute(text("CREATE TABLE tally (n INTEGER)")))
    command = [sys.executable, "-c", HOLD, str(tmp_path / "gradebook.db"), "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        started = time.monotonic()
        book.write(add(1))
        waited = time.monotonic() - started
    assert book.read(numbers) == [1]
    assert waited > 3  # SQLite itself gave up after two seconds
    book.close()


def test_lock_that_never_ends_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_OF_PATIENCE", 0.5)
    monkeypatch.setattr(module, "SECONDS_TO_WAIT_IN_SQLITE", 0.1)
    book = Database(Course(tmp_path))
    book.write(lambda s: s.execute(text("CREATE TABLE tally (n INTEGER)")))
    other = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(GradebookError, match="locked by another program"):
        book.write(add(1))
    other.execute("COMMIT")
    other.close()
    book.close()


def test_damaged_file_is_a_sentence(tmp_path):
    book = Database(Course(tmp_path))
    book.write(lambda s: s.execute(text("CREATE TABLE tally (n INTEGER)")))
    book.close()
    file = tmp_path / "gradebook.db"
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 4000)
    with pytest.raises(GradebookError, match="is damaged"):
        book.read(numbers)
    book.close()


@pytest.mark.postgres
def test_server_that_drops_a_connection_is_asked_again(postgres, tmp_path):
    course = Course(tmp_path, postgres.new_database())
    book = Database(course)
    book.write(lambda s: s.execute(text("CREATE TABLE tally (n INTEGER)")))
    tries = []

    def dropped(session):
        tries.append(1)
        own = session.scalar(text("SELECT pg_backend_pid()"))
        if len(tries) == 1:
            with postgres.connect() as other:
                other.execute("SELECT pg_terminate_backend(%s)", [own])
        add(1)(session)

    book.write(dropped)
    assert (len(tries), book.read(numbers)) == (2, [1])
    book.close()


@pytest.mark.postgres
def test_plain_postgresql_url_will_do(postgres, tmp_path):
    url = postgres.new_database().replace("+psycopg", "")
    book = Database(Course(tmp_path, url))
    assert book.read(lambda s: s.scalar(text("SELECT 1"))) == 1
    book.close()


@pytest.mark.postgres
def test_wrong_password_is_a_sentence_without_it(postgres, tmp_path):
    url = postgres.url("postgres", password="wrong%2Fsesame")
    book = Database(Course(tmp_path, url))
    with pytest.raises(GradebookError, match="cannot be reached") as caught:
        book.read(numbers)
    assert "sesame" not in f"{caught.value} {caught.value.__cause__}"
    book.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:sesame@127.0.0.1:1/book",
        "postgresql://127.0.0.1:1/book?user=ada&password=sesame",
        "postgresql://ada:open@sesame/host:5/book@127.0.0.1/book",
        "postgresql://ada:sesame@host:sesame/book",
        "no url but sesame",
        "nosuch://ada:sesame@host/book",
    ],
)
def test_password_is_in_no_message(url, tmp_path):
    course = Course(tmp_path, url)
    with pytest.raises(GradebookError) as caught:
        Database(course).read(numbers)
    assert "sesame" not in f"{caught.value} {caught.value.__cause__} {course!r}"


def test_url_is_shown_without_its_secrets():
    url = "postgresql://ada:sesame@host/book?sslpassword=sesame"
    assert (
        shown(url_of(Course(database=url))) == "postgresql+psycopg://ada:***@host/book"
    )


def test_relative_file_lies_in_the_course_wherever_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    course = Course(tmp_path, "sqlite:///own.db")
    assert url_of(course).database == str(tmp_path / "own.db")
