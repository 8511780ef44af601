"""A class of attackers and honest neighbours, graded by the engine for real."""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import shutil
import socket
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from autograder import samples, sandbox
from autograder.commands import demo
from autograder.course import Course
from autograder.grading.text import line
from tests.hostile.attack import Attack, Desk
from tests.hostile.corpus import KINDS, NEIGHBOUR_AFTER_EACH

WEEK = "c1w2_logistic_regression"
FULL = 95.0
"""What a right notebook earns; five more points wait for the teacher."""
EVERY = 6
MARKER = "workbook-hostile"
"""Part of the name of every file and program that an attack leaves behind."""


@dataclass
class Result:
    """What became of one submission."""

    student: str
    status: str
    points: float | None
    reason: str
    seconds: float
    verdict: str = ""
    page: str = ""


@dataclass
class Run:
    """What became of a class, and of everything around it."""

    course: Course
    attacks: dict[str, Result] = field(default_factory=dict)
    neighbours: list[Result] = field(default_factory=list)
    alone: float = 0.0
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    left_running: list[str] = field(default_factory=list)
    left_lying: list[str] = field(default_factory=list)


def prepare(home: Course, root: Path) -> Course:
    """Return a course with the week released and nothing handed in."""
    made = demo.fresh_course(home, root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        demo.prepare(made)
    shutil.rmtree(made.submitted)
    return made


def run_all(released: Course, place: Path) -> dict[str, Run]:
    """Grade every kind of attack as a class of its own, two classes at a time."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, fresh) as two:
        one = partial(run_kind, released, place)
        return dict(zip(KINDS, two.map(one, KINDS), strict=True))


def run_kind(released: Course, place: Path, kind: str) -> Run:
    """Grade one kind of attack as a class."""
    every = 1 if kind in NEIGHBOUR_AFTER_EACH else EVERY
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as `workbook grade` does
        return run(released, place / kind.replace(" ", "-"), KINDS[kind], every)


def run(released: Course, root: Path, attacks: Sequence[Attack], every: int) -> Run:
    """Grade the attacks, with an honest neighbour first and after every few.

    Everything happens in a copy of the released course, in this process.
    """
    shutil.copytree(released.root, root)
    course = Course(root)
    found = Run(course)
    with ears(found) as facts:
        facts |= {"course": str(root), "grader": os.getpid(), "marker": MARKER}
        who = _hand_in_all(course, attacks, facts, every)
        found.alone = _time_alone(course, root.with_name(root.name + "-alone"))
        found.before = _state(root)
        rows = _grade(course)
        found.after = _state(root)
        sandbox.close_zygotes()
        found.left_running = left_running()
        found.left_lying = _left_lying()
    for student, (row, seconds) in rows.items():
        result = _result(course, row, seconds)
        attack = who.get(student)
        if attack:
            found.attacks[attack.id] = result
        else:
            found.neighbours.append(result)
    return found


def _hand_in_all(
    course: Course, attacks: Sequence[Attack], facts: dict[str, Any], every: int
) -> dict[str, Attack]:
    """Write every submission, and return the attacks by the student in their row."""
    blank = json.loads(course.release_notebook(WEEK).read_text("utf-8"))
    source = json.loads(course.source_notebook(WEEK).read_text("utf-8"))
    solved = samples.answered(json.loads(json.dumps(blank)), samples.solutions(source))
    who = {}

    def desk(student: str) -> Desk:
        folder = course.submitted / student / WEEK
        return Desk(WEEK, folder, blank, solved, {**facts, "own": str(folder)})

    desk("000-honest").hand_in(solved)
    for number, attack in enumerate(attacks, start=1):
        student = attack.student or f"{number:03d}-{attack.id}"
        attack.hand_in(desk(student))
        who[line(student)] = attack
        if number % every == 0:
            desk(f"{number:03d}-~honest".replace("~", "z")).hand_in(solved)
    desk("zzz-honest").hand_in(solved)
    return who


def _grade(course: Course) -> dict[str, tuple[Any, float]]:
    """Grade the class in this process; return each row and the time it took."""
    from autograder.grading.engine import grade_week

    rows, last = {}, time.monotonic()

    def tell(row: Any) -> None:
        nonlocal last
        rows[row.student] = row, time.monotonic() - last
        last = time.monotonic()

    grade_week(WEEK, course, on_row=tell)
    return rows


def _time_alone(course: Course, root: Path) -> float:
    """Return what one honest notebook costs in a course of its own, twice warmed."""
    alone = Course(root)
    away = shutil.ignore_patterns("submitted")
    shutil.copytree(course.root, root, ignore=away)
    for student in ("a", "b", "c"):
        shutil.copytree(course.submitted / "000-honest", alone.submitted / student)
    return min(seconds for _, seconds in _grade(alone).values())


def _result(course: Course, row: Any, seconds: float) -> Result:
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.submissions import is_student_id

    attempts = []
    if is_student_id(row.student):
        with Gradebook(course, WEEK) as book:
            attempts = book.attempts(row.student)
    return Result(
        row.student,
        row.status,
        row.points,
        row.reason,
        seconds,
        verdict=(attempts[-1].verdict or "") if attempts else "",
        page=row.feedback.read_text("utf-8") if row.feedback else "",
    )


def _state(root: Path) -> dict[str, str]:
    """Return what every file of the course is: its kind, and the hash of its bytes."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder, name)
            regular = path.is_file() and not path.is_symlink()
            held = path.read_bytes() if regular else b""
            mode = path.lstat().st_mode
            digest = hashlib.sha256(held).hexdigest()
            found[str(path.relative_to(root))] = f"{mode:o} {digest}"
    return found


@contextlib.contextmanager
def ears(found: Run) -> Iterator[dict[str, Any]]:
    """Listen on every kind of address, and note whatever arrives."""
    place = tempfile.mkdtemp(prefix="ears-")
    os.chmod(place, 0o777)
    path, name = f"{place}/socket", f"{MARKER}-{os.getpid()}-{threading.get_ident()}"
    kinds = {
        "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        "unix": (socket.AF_UNIX, socket.SOCK_DGRAM, path),
        "abstract": (socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{name}"),
    }
    ears: dict[str, socket.socket] = {}
    facts: dict[str, Any] = {"unix": path, "abstract": name}
    for kind, (family, type_, address) in kinds.items():
        ears[kind] = socket.socket(family, type_)
        ears[kind].bind(address)
        ears[kind].setblocking(False)
        if family == socket.AF_INET:
            facts[kind] = ears[kind].getsockname()[1]
    os.chmod(path, 0o777)
    ears["tcp"].listen()
    try:
        yield facts
        found.heard = [kind for kind, ear in ears.items() if _heard(ear)]
    finally:
        for ear in ears.values():
            ear.close()
        shutil.rmtree(place)


def _heard(ear: socket.socket) -> bool:
    try:
        if ear.type == socket.SOCK_STREAM:
            ear.accept()[0].close()
        else:
            ear.recv(100)
    except BlockingIOError:
        return False
    return True


def left_running() -> list[str]:
    """Return the command lines of what attacks have started and still runs."""
    until, found = time.monotonic() + 5, ["?"]
    while found and time.monotonic() < until:
        found = [text for text in map(_command, _pids()) if MARKER in text]
        time.sleep(0.02)
    return found


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _command(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        name = Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        return ""
    return "" if pid == os.getpid() else f"{words.decode(errors='replace')} {name}"


def _left_lying() -> list[str]:
    """Return the files of attacks in the places of the host that anybody may write."""
    places = ("/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), os.getcwd())
    return [
        f"{place}/{name}"
        for place in places
        if os.path.isdir(place)
        for name in os.listdir(place)
        if name.startswith(MARKER)
    ]
