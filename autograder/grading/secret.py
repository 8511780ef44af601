"""The secret of a course: hidden cases are drawn from it, so no student may see it."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from autograder.course import Course

SECRET_FILE = ".course_secret"
BYTES = 32


def course_secret(course: Course) -> bytes:
    """Return the secret, made once in the life of a course.

    However many graders start at once, all of them return the same.
    """
    path = course.root / SECRET_FILE
    if not _is_whole(path):
        _make(path)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return path.read_bytes()


def secret_or_none(course: Course) -> bytes | None:
    """Return the secret if the course has one; nothing is written."""
    path = course.root / SECRET_FILE
    return path.read_bytes() if path.is_file() else None


def _is_whole(path: Path) -> bool:
    with suppress(FileNotFoundError):
        if path.stat().st_size:
            return True
        # Left empty by a grader that was stopped while making it: no case was drawn.
        path.unlink()
    return False


def _make(path: Path) -> None:
    """Write the secret beside its place and link it there: the first one stays."""
    file, name = tempfile.mkstemp(dir=path.parent, prefix=f"{SECRET_FILE}.")
    try:
        with os.fdopen(file, "wb") as out:
            out.write(secrets.token_bytes(BYTES))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
