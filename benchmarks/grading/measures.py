"""What is measured, each in turn on the same machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Course
from benchmarks.grading import classes, tensorflow_week
from benchmarks.grading.classes import WEEK

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
HandIn = Callable[[Course, int], None]

# Stock nbgrader: its own preprocessors, and no plugin of ours.
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "deep_learning_workbook"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = "sqlite:///" + {root!r} + "/gradebook.db"
c.ExecutePreprocessor.timeout = 300
"""


@dataclass
class Found:
    """Seconds for each submission, by what was measured."""

    load: float = 0.0
    stock: float = 0.0
    ours: dict[int, float] = field(default_factory=dict)  # by workers
    trusted: float = 0.0
    classes: dict[int, float] = field(default_factory=dict)  # by size
    tensorflow_stock: float = 0.0
    tensorflow_ours: float = 0.0


def everything(folder: Path, stock: int, ours: int, sizes: list[int]) -> Found:
    """Measure all there is, stock and ours in turn."""
    course = classes.released(folder / "ours")
    shutil.copy(course.root / "gradebook.db", course.root / "gradebook.released.db")
    found = Found(load=os.getloadavg()[0])
    found.stock = of_stock(course, folder / "stock", stock, WEEK, classes.hand_in)
    for workers in sorted({1, 2, os.cpu_count() or 1}):
        found.ours[workers] = of_ours(course, ours, "--workers", str(workers))
    found.trusted = of_ours(course, ours, "--workers", "1", "--trust-submissions")
    for size in sizes:
        found.classes[size] = of_ours(course, size)
    course = tensorflow_week.released(folder / "tensorflow")
    found.tensorflow_stock = of_stock(
        course,
        folder / "tensorflow-stock",
        tensorflow_week.STOCK,
        tensorflow_week.WEEK,
        tensorflow_week.hand_in,
    )
    found.tensorflow_ours = tensorflow_week.of_ours(course)
    return found


def of_stock(
    course: Course, root: Path, count: int, week: str, hand_in: HandIn
) -> float:
    """Return nbgrader's seconds for a submission: marks, gradebook and feedback."""
    shutil.copytree(course.root, root)
    (root / "nbgrader_config.py").write_text(STOCK_CONFIG.format(root=str(root)))
    hand_in(Course(root), count)
    start = time.perf_counter()
    for step in ("autograde", "generate_feedback"):
        _run(["nbgrader", step, week], root)
    return (time.perf_counter() - start) / count


def of_ours(course: Course, count: int, *options: str) -> float:
    """Return our seconds for a submission: marks, gradebook and feedback."""
    classes.clear(course)
    classes.hand_in(course, count)
    start = time.perf_counter()
    _run(["autograder.cli", "grade", WEEK, *options], course.root)
    return (time.perf_counter() - start) / count


def _run(words: list[str], where: Path) -> None:
    command = [sys.executable, "-m", *words]
    # Some build machines forbid Python to keep what it compiled; people's do not.
    shell = {name: v for name, v in os.environ.items() if name != UNCOMPILED}
    done = subprocess.run(
        command, cwd=where, env=shell, capture_output=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")
        raise SystemExit(f"{' '.join(words)} failed:\n{said[-3000:]}")
