"""The classes that are graded: copies of the samples, in courses of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder import samples
from autograder.commands import demo
from autograder.course import Course

WEEK = demo.WEEK
# Work as classes hand it in: mostly right or nearly so, some of it half done. A split
# cell is not among it: stock nbgrader would end the whole batch with an error.
KINDS = ("ada", "cleo", "dan", "eve", "cleo", "ada")


def released(root: Path) -> Course:
    """Return a course of its own with the week released and nothing handed in."""
    course = demo.fresh_course(Course(), root)
    demo.prepare(course)
    shutil.rmtree(course.submitted)
    return course


def hand_in(course: Course, count: int) -> None:
    """Let so many students hand in one of the samples each."""
    known = {one.student: one.notebook for one in samples.samples(WEEK, course)}
    for number in range(count):
        folder = course.submitted / f"student-{number:04}" / WEEK
        folder.mkdir(parents=True)
        (folder / f"{WEEK}.ipynb").write_bytes(known[KINDS[number % len(KINDS)]])


def clear(course: Course) -> None:
    """Take back all that was handed in and written, marks included."""
    for folder in (course.submitted, course.autograded, course.feedback):
        shutil.rmtree(folder, ignore_errors=True)
    (course.root / "gradebook.db").unlink(missing_ok=True)
    shutil.copy(course.root / "gradebook.released.db", course.root / "gradebook.db")
