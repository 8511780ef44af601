"""Find what students handed in, without following a single link out of the folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from autograder.course import Course
from autograder.grading.handed_in.choosing import choose
from autograder.grading.handed_in.rawnotebook import (
    MAX_BYTES,
    IntakeError,
    refuse_large,
)
from autograder.grading.text import line

STUDENT_ID = re.compile(r"[A-Za-z0-9_.@-]{1,100}")
# Not the hidden copies that macOS adds: ._lab.ipynb
NOTEBOOK = re.compile(r"([^/]+/)?[^./][^/]*\.ipynb", re.IGNORECASE | re.DOTALL)
MAX_TIMESTAMP = 100
MOST_NOTEBOOKS = 10
MOST_FOLDERS = 20
MAX_BESIDE = 1000


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
            return _receive(student, week, course, submitted)
    except (_ProblemError, IntakeError) as problem:
        return Received(student, problem=str(problem))
    except OSError as error:
        reason = f"The submission cannot be read: {error.strerror or error}."
        return Received(student, problem=reason)


def read_beside(name: str, student: str, week: str, course: Course) -> str | None:
    """Return a small text from beside the submitted notebook, or None."""
    try:
        with (
            _folder(os.fspath(course.submitted)) as submitted,
            _folder(student, submitted) as own,
            _folder(week, own) as folder,
        ):
            return _read(name, folder, most=MAX_BESIDE).decode("ascii") or None
    except (OSError, IntakeError, _ProblemError, UnicodeDecodeError):
        return None


def _receive(
    student: str, week: str, course: Course, submitted: int
) -> Received | None:
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
            data, notes = _notebook(week, course, folder)
            return Received(student, data, _timestamp(folder), notes)


def _notebook(week: str, course: Course, folder: int) -> tuple[bytes, tuple[str, ...]]:
    """Return the notebook to be graded, and what should be said of where it was."""
    expected = f"{week}.ipynb"
    paths = sorted(_notebooks(folder), key=lambda path: (path != expected, path))
    if len(paths) == 1:
        note = f"The notebook was not named {expected}; the only one there was taken."
        return _read(paths[0], folder), () if paths[0] == expected else (note,)
    data = dict(_readable(paths, folder))
    path = choose(data, week, course) or expected
    if path not in data:
        found = f"{len(paths)} other notebooks" if paths else "no notebook"
        raise _ProblemError(f"There is no {expected} in the folder, but {found}.")
    note = f"Of {len(paths)} notebooks in the folder, {line(path, most=80)} was taken."
    return data[path], (note,)


def _notebooks(folder: int) -> list[str]:
    """Return the notebooks of the folder; if it has none, those one folder below."""
    names = [name for name in os.listdir(folder) if not name.startswith((".", "__"))]
    found = [name for name in names if name.lower().endswith(".ipynb")]
    for below in [] if found else sorted(names)[:MOST_FOLDERS]:
        if stat.S_ISDIR(os.lstat(below, dir_fd=folder).st_mode):
            with _folder(below, folder) as inner:
                found += [f"{below}/{name}" for name in os.listdir(inner)]
    return [path for path in found if NOTEBOOK.fullmatch(path)]


def _readable(paths: Sequence[str], folder: int) -> Iterator[tuple[str, bytes]]:
    """Yield what can be read of the first few, as much as one notebook may have."""
    left = MAX_BYTES
    for path in paths[:MOST_NOTEBOOKS]:
        with suppress(OSError, IntakeError, _ProblemError):
            data = _read(path, folder)
            if len(data) <= left:
                left -= len(data)
                yield path, data


def _timestamp(folder: int) -> str | None:
    try:
        text = _read("timestamp.txt", folder, most=MAX_TIMESTAMP).decode("ascii")
    except (OSError, IntakeError, _ProblemError, UnicodeDecodeError):
        return None
    return line(text) or None


def _read(path: str, folder: int, *, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file, read once, never through a link."""
    below, _, name = path.rpartition("/")
    if below:
        with _folder(below, folder) as inner:
            return _read(name, inner, most=most)
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
