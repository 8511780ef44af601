"""What a result rests on: while all of it stays, the work need not be done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course import Course
from autograder.grading.handed_in import skeleton
from autograder.grading.handed_in.submissions import Received
from autograder.grading.running import sources
from autograder.oracle import draw


@dataclass(frozen=True)
class Basis:
    """The hash of what was handed in, and of each thing its result rests on."""

    sha256: str
    parts: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """Return all parts in one hash."""
        return sources.combined(self.parts)


@dataclass(frozen=True)
class Grounds:
    """What all results of a run have in common."""

    week: str
    secret: bytes
    trust: bool
    parts: Mapping[str, str]

    def key(self, student: str) -> bytes:
        """Return the key that the student's hidden cases are drawn from."""
        return draw.submission_key(self.secret, self.week, student)

    def basis(self, received: Received) -> Basis:
        """Return what a result on `received` would rest on."""
        own = {
            "submission": _handed_in(received),
            "key": _hash(self.key(received.student)),
        }
        sha256 = hashlib.sha256(received.data).hexdigest()
        return Basis(sha256, {**self.parts, **own})


def grounds(week: str, course: Course, *, secret: bytes, trust: bool) -> Grounds:
    """Return the grounds of a run that starts now."""
    parts = {
        **sources.parts(week),
        "release": _released(week, course),
        "walls": "trusted" if trust else "sandboxed",
    }
    return Grounds(week, secret, trust, parts)


def _handed_in(received: Received) -> str:
    """Return the hash of the submission; when it came changes no verdict."""
    about = [*received.notes, received.problem]
    return _hash(received.data + b"\0" + json.dumps(about).encode())


def _released(week: str, course: Course) -> str:
    cells = skeleton.load(week, course).notebook["cells"]
    return _hash(json.dumps([_of_cell(cell) for cell in cells]).encode())


def _of_cell(cell: Mapping[str, Any]) -> list[Any]:
    metadata = cell["metadata"]
    ours = [metadata.get("nbgrader"), metadata.get("workbook")]
    return [cell["cell_type"], cell["source"], ours]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
