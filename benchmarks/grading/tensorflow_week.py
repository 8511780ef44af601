"""A TensorFlow notebook, graded by stock nbgrader and by us."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from autograder import exercises, samples
from autograder.authoring.release import release_week
from autograder.course import REPOSITORY, Course
from autograder.grading.engine import grade_week

WEEK = "c9w1_tensorflow"
WEEKS = Path(__file__).parent / "weeks"
STOCK, OURS = 3, 12


def of_ours(course: Course) -> float:
    """Return the seconds for a submission, with one worker, all right answers."""
    hand_in(course, OURS)
    start = time.perf_counter()
    rows = grade_week(WEEK, course, workers=1)
    seconds = time.perf_counter() - start
    wrong = [row for row in rows if row.points != row.max_points]
    if wrong:
        raise SystemExit(f"the right answers did not earn their marks: {wrong[0]}")
    return seconds / OURS


def released(root: Path) -> Course:
    """Release the week, after the registry has been told of it."""
    exercises.__path__.append(str(WEEKS))
    exercises.weeks.cache_clear()
    (root / "source").mkdir(parents=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    shutil.copy(WEEKS / "source" / f"{WEEK}.py", root / "source")
    course = Course(root)
    release_week(WEEK, course)
    return course


def hand_in(course: Course, count: int) -> None:
    """Let so many students hand in the right answers."""
    released = samples._read(course.release_notebook(WEEK))
    answers = samples.solutions(samples._read(course.source_notebook(WEEK)))
    notebook = samples._bytes(samples.answered(released, answers))
    for number in range(count):
        place = course.submitted / f"student-{number:03}" / WEEK
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{WEEK}.ipynb").write_bytes(notebook)
