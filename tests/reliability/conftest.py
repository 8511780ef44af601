"""Classes made of the samples: many students, a few kinds of work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from autograder import samples
from autograder.commands import demo
from autograder.course import Course

WEEK = demo.WEEK
# What a class hands in, again and again: right, half, split, and nothing at all. Most
# is quick to grade, so that a large class is about the grader and not about the work.
KINDS = ("ben", "gus", "nora", "ben", "gus", "dan", "ben", "gus", "ben", "gus") * 2
KINDS = (*KINDS[:-2], "finn", "cleo")


class Class:
    """A course with a class that has handed in."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def hand_in(self, count: int) -> None:
        """Let so many students hand in one of the samples each."""
        known = {s.student: s.notebook for s in samples.samples(WEEK, self.course)}
        for number in range(count):
            folder = self.course.submitted / f"student-{number:04}" / WEEK
            folder.mkdir(parents=True)
            notebook = known[KINDS[number % len(KINDS)]]
            (folder / f"{WEEK}.ipynb").write_bytes(notebook)
            (folder / "timestamp.txt").write_text("2026-09-14 16:30:00 UTC")

    def copy(self, root) -> Class:
        """Return the same class elsewhere, with the same secret and gradebook."""
        shutil.copytree(self.course.root, root)
        config = root / "nbgrader_config.py"
        old, new = str(self.course.root), str(root)
        config.write_text(config.read_text().replace(old, new))
        return Class(Course(root))

    def grader(self, *options: str) -> subprocess.Popen[bytes]:
        """Start `workbook grade` on the class."""
        command = [sys.executable, "-m", "autograder.cli", "grade", WEEK, *options]
        return subprocess.Popen(
            command,
            cwd=self.course.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self, grader: subprocess.Popen[bytes]) -> None:
        """Kill the grader as the kernel would; what it started is on its own."""
        os.kill(grader.pid, signal.SIGKILL)
        grader.communicate()


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """The week, released in a course of its own."""
    root = tmp_path_factory.mktemp("released") / "course"
    course = demo.fresh_course(Course(), root)
    demo.prepare(course)
    shutil.rmtree(course.submitted)
    return Class(course)


@pytest.fixture
def settled():
    """Wait until what was killed has left the machine, and say what has not."""

    def wait(marker: str, seconds: float = 20.0) -> list[str]:
        until = time.monotonic() + seconds
        while (left := _running(marker)) and time.monotonic() < until:
            time.sleep(0.2)
        return left

    return wait


def _running(marker: str) -> list[str]:
    shown = subprocess.run(["ps", "-eo", "args"], capture_output=True, check=True)
    return [line for line in shown.stdout.decode().splitlines() if marker in line]
