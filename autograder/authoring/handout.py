"""The one file a teacher hands out: notebook, library, data, and how to start."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.authoring.student_edition import read_tree
from autograder.course import REPOSITORY, Course

# The programs and lists that make a data set are of no use without the originals.
MAKERS = {".py", ".toml"}
EPOCH = (1980, 1, 1, 0, 0, 0)

START = """\
How to start
============

1. Install Python 3.11 or newer (python.org) and open a terminal in this folder.

2. Once, make an environment and install what the notebook needs:

     python3 -m venv .venv
     . .venv/bin/activate            on Windows:  .venv\\Scripts\\activate
     python -m pip install -r requirements.txt

3. Every time, activate it (second line above) and open the notebook:

     jupyter lab {week}.ipynb

Write your answers where it says YOUR CODE HERE, run the cell below each to check it,
and save. Hand in {week}.ipynb alone, under the same name.

Leave course_utils, data and checks.json where they are: the checks need them.
"""


def write_handout(week: str, course: Course) -> Path:
    """Write `build/student/<week>.zip` from the release; return its path."""
    folder = course.student_edition(week)
    target = folder.with_name(f"{week}.zip")
    files = {
        **read_tree(course.release(week)),
        **read_tree(folder),
        **_data(course),
        "START.txt": START.format(week=week).encode(),
        "requirements.txt": _requirements(course),
    }
    _write_zip(target, {f"{week}/{name}": files[name] for name in sorted(files)})
    return target


def _data(course: Course) -> dict[str, bytes]:
    own = course.root / "data"
    files = read_tree(own if own.is_dir() else REPOSITORY / "data")
    return {
        f"data/{name}": content
        for name, content in files.items()
        if Path(name).suffix not in MAKERS and "/" in name
    }


def _requirements(course: Course) -> bytes:
    own = course.root / "requirements.txt"
    return (own if own.is_file() else REPOSITORY / "requirements.txt").read_bytes()


def _write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip whose bytes depend on the files alone, not on the clock."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".zip.new")
    with zipfile.ZipFile(fresh, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    fresh.replace(target)
