"""Strings of strangers, made safe to store and to show."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

# C0 and C1 controls but tab and newline, and what turns the direction of writing.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def plain(text: str, *, most: int | None = None) -> str:
    """Return text without control characters, cut to `most` characters."""
    text = _CONTROL.sub("", _COLOUR.sub("", text))
    return text if most is None or len(text) <= most else text[: most - 1] + "…"


def line(text: str, *, most: int = 200) -> str:
    """Return text as one line without control characters."""
    return plain(" ".join(text.split()), most=most)


def points(value: float) -> str:
    """Return points as people write them: 5, 2.5."""
    return f"{round(value, 2):g}"


def write_atomically(path: Path, text: str) -> None:
    """Write the whole file or nothing; a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    own = f".{os.getpid()}-"
    file, name = tempfile.mkstemp(dir=path.parent, prefix=own, suffix=".tmp")
    try:
        with os.fdopen(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed in the midst of writing has left."""
    for left in folder.glob(".*-*.tmp"):
        pid = left.name[1:].partition("-")[0]
        if pid.isdecimal() and not Path("/proc", pid).exists():
            left.unlink(missing_ok=True)
