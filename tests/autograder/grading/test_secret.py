from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.course import Course
from autograder.grading.secret import SECRET_FILE, course_secret, secret_or_none


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


def test_the_secret_is_made_once_and_for_the_owner_only(course):
    secret = course_secret(course)
    assert len(secret) == 32 and course_secret(course) == secret
    (file,) = course.root.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_graders_that_start_at_once_have_one_secret(course):
    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(lambda _: course_secret(course), range(64)))) == 1


def test_a_secret_that_others_may_read_is_closed_to_them(course):
    (course.root / SECRET_FILE).write_bytes(b"x" * 32)
    (course.root / SECRET_FILE).chmod(0o644)
    assert course_secret(course) == b"x" * 32
    assert (course.root / SECRET_FILE).stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_never_written_is_made_anew(course):
    (course.root / SECRET_FILE).touch()
    assert len(course_secret(course)) == 32


def test_looking_for_the_secret_writes_nothing(course):
    assert secret_or_none(course) is None
    assert list(course.root.iterdir()) == []
