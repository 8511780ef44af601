"""Find what students handed in, without following a single link out of the folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.course import Course
from autograder.grading.rawnotebook import MAX_BYTES, IntakeError, refuse_large

STUDENT_ID = re.compile(r"[A-Za-z0-9_.@-]{1,100}")
MAX_TIMESTAMP = 100


@dataclass(frozen=True)
class Received:
    """What one student handed in, read once; or the problem with it."""

    student: str
    data: bytes = b""
    timestamp: str | None = None
    notes: tuple[str, ...] = ()
    problem: str | None = None


class _ProblemError(Exception):
    pass


def is_student_id(name: str) -> bool:
    """Tell whether `name` may be a student's id, and so a folder's name."""
    return bool(STUDENT_ID.fullmatch(name)) and name not in (".", "..")


def receive_all(
    week: str, course: Course, *, only: str | None = None
) -> Iterator[Received]:
    """Yield every submission of the week, sorted by student; it never raises.

    A file beside the students' folders is none of ours. A folder without this week
    is a student who has not handed in yet.
    """
    try:
        names = sorted(os.listdir(course.submitted))
    except OSError:
        return
    for name in names:
        if (only is None or name == only) and not name.startswith(".git"):
            received = receive(name, week, course)
            if received:
                yield received


def receive(student: str, week: str, course: Course) -> Received | None:
    """Return what the student handed in for the week, or None if there is nothing."""
    if not is_student_id(student):
        reason = (
            "The folder's name is no student id: only A-Z a-z 0-9 _ . @ - may occur."
        )
        return Received(student, problem=reason)
    try:
        with _folder(os.fspath(course.submitted)) as submitted:
            return _receive(student, week, submitted)
    except (_ProblemError, IntakeError) as problem:
        return Received(student, problem=str(problem))
    except OSError as error:
        reason = f"The submission cannot be read: {error.strerror or error}."
        return Received(student, problem=reason)


def _receive(student: str, week: str, submitted: int) -> Received | None:
    mode = os.lstat(student, dir_fd=submitted).st_mode
    if not (stat.S_ISDIR(mode) or stat.S_ISLNK(mode)):
        return None
    _refuse_link(mode, "The student's folder")
    with _folder(student, submitted) as own:
        if week not in os.listdir(own):
            return None
        mode = os.lstat(week, dir_fd=own).st_mode
        _refuse_link(mode, "The submission's folder")
        if not stat.S_ISDIR(mode):
            raise _ProblemError(f"{week} is not a folder.")
        with _folder(week, own) as folder:
            name, notes = _notebook_name(week, sorted(os.listdir(folder)))
            data = _read(name, folder)
            return Received(student, data, _timestamp(folder), notes)


def _notebook_name(week: str, names: list[str]) -> tuple[str, tuple[str, ...]]:
    expected = f"{week}.ipynb"
    if expected in names:
        return expected, ()
    notebooks = [name for name in names if name.endswith(".ipynb")]
    if len(notebooks) == 1:
        note = f"The notebook was not named {expected}; the only one there was taken."
        return notebooks[0], (note,)
    found = f"{len(notebooks)} other notebooks" if notebooks else "no notebook"
    raise _ProblemError(f"There is no {expected} in the folder, but {found}.")


def _timestamp(folder: int) -> str | None:
    try:
        text = _read("timestamp.txt", folder, most=MAX_TIMESTAMP).decode("ascii")
    except (OSError, IntakeError, _ProblemError, UnicodeDecodeError):
        return None
    return text.strip() or None


def _read(name: str, folder: int, *, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file, read once, never through a link."""
    mode = os.lstat(name, dir_fd=folder).st_mode
    _refuse_link(mode, "The notebook")
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    file = os.open(name, flags, dir_fd=folder)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise _ProblemError("The notebook is not a regular file.")
        refuse_large(status.st_size)
        return _read_at_most(file, most)
    finally:
        os.close(file)


def _read_at_most(file: int, most: int) -> bytes:
    pieces: list[bytes] = []
    left = most
    while left > 0 and (piece := os.read(file, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _refuse_link(mode: int, what: str) -> None:
    if stat.S_ISLNK(mode):
        raise _ProblemError(f"{what} is a symbolic link; links are not followed.")


@contextmanager
def _folder(name: str, parent: int | None = None) -> Iterator[int]:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    if parent is not None:
        flags |= os.O_NOFOLLOW
    folder = os.open(name, flags, dir_fd=parent)
    try:
        yield folder
    finally:
        os.close(folder)
