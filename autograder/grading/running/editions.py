"""The student edition that a worker mounts: its own, made from what is installed there.

A worker may be another process or another machine, so nothing is taken from the course
folder, and editions of different versions lie side by side, each under its hash.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from autograder.course import Course
from autograder.grading.running.sources import PACKAGES
from autograder.sandbox import SandboxUnavailable

INSTALLED = "course_utils/_data"
SOURCES = ("course_utils", "autograder/authoring", "autograder/exercises")

_lock = Lock()
_made: dict[tuple[str, bool], Path] = {}


def edition(week: str, *, with_data: bool = False) -> Path:
    """Return the folder with the `course_utils` of the week's students.

    The data of the course are in it only on request: judging has no use for them.
    """
    name = week, with_data
    with _lock:
        # Who tidies up a folder of temporary files may have been here.
        if name not in _made or not _made[name].is_dir():
            _made[name] = _make(week, _data() if with_data else {})
        return _made[name]


def _data() -> dict[str, bytes]:
    """Return the data sets, as the files that a wheel has them in."""
    return _files_in(PACKAGES / INSTALLED) or _files_in(PACKAGES / "data")


def _files_in(folder: Path) -> dict[str, bytes]:
    from autograder.authoring import student_edition

    files = student_edition.read_tree(folder)
    return {f"{INSTALLED}/{name}": content for name, content in files.items()}


def _make(week: str, more: Mapping[str, bytes] = MappingProxyType({})) -> Path:
    """Return a folder that holds an edition, made before or made now.

    Its name has the hash of what it was made from, and then of what is in it.
    """
    name = f"{week}-{_hash({**_sources(), **more})[:16]}"
    for place in cache_folder().glob(f"{name}-*"):
        if place.name == f"{name}-{_hash(_there(place))[:16]}":
            return place
    from autograder.authoring import student_edition

    files = {**student_edition.edition(week, Course(PACKAGES)), **more}
    place = cache_folder() / f"{name}-{_hash(files)[:16]}"
    _put(place, files)
    return place


def _sources() -> dict[str, bytes]:
    """Return all files that have a say in what an edition holds."""
    from autograder.authoring.student_edition import read_tree

    return {
        f"{folder}/{name}": content
        for folder in SOURCES
        for name, content in read_tree(PACKAGES / folder).items()
    }


def _there(place: Path) -> dict[str, bytes]:
    from autograder.authoring import student_edition

    return {**student_edition.read_tree(place), **_files_in(place / INSTALLED)}


def cache_folder() -> Path:
    """Return this user's folder of editions, which nobody else may write.

    It is not below the home: sandboxes of root run as a user who cannot look there.
    """
    folder = Path(tempfile.gettempdir()) / f"workbook-editions-{os.geteuid()}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)  # whatever the umask
    found = folder.lstat()
    if (
        not stat.S_ISDIR(found.st_mode)
        or found.st_uid != os.geteuid()
        or found.st_mode & 0o022
    ):
        raise SandboxUnavailable(
            f"{folder} belongs to somebody else or can be written by others: "
            "what students run would come from there. Remove it."
        )
    return folder


def _put(place: Path, files: Mapping[str, bytes]) -> None:
    """Put an edition in its place at once, for one that lacks something too.

    Another worker may do the same at the same time; its edition is as good.
    """
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-") as beside:
        fresh = Path(beside, "fresh")
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        with suppress(FileNotFoundError):
            os.rename(place, Path(beside, "old"))
        with suppress(OSError):
            os.rename(fresh, place)


def _hash(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()
