"""`workbook demo`: a whole class in a minute, in a course folder of its own."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Annotated

import typer

from autograder.commands import console
from autograder.commands.console import out
from autograder.commands.grading import grade_with_progress, quiet
from autograder.commands.tables import table_of
from autograder.course import Course

WEEK = "c1w2_logistic_regression"
MARKER = ".workbook-demo"
DB_URL = "c.CourseDirectory.db_url"


def demo(
    folder: Annotated[
        Path | None, typer.Option(help="Where; demo/ in the course if not given.")
    ] = None,
) -> None:
    """Grade a class of samples and show the results.

    Builds and releases a week first, in a course folder of its own.
    """
    started = time.monotonic()
    course = fresh_course(console.here(), folder)
    console.log_to(course)
    with quiet(), console.sentences(), out().status("making the release ..."):
        about = prepare(course)
    out().print(f"✓ {WEEK} is built and released")
    out().print(f"✓ {len(about)} students hand in")
    rows = grade_with_progress(WEEK, course)
    out().print("✓ graded, each in a sandbox of its own\n")
    out().print(table_of(rows, about))
    with quiet(), console.sentences(), out().status("writing the class report ..."):
        report = _report(course)
    _tell_where(course, report, time.monotonic() - started)


def fresh_course(home: Course, folder: Path | None = None) -> Course:
    """Return an empty course with the texts of `home`, in place of an earlier demo."""
    root = (folder or home.root / "demo").resolve()
    if root.exists() and any(root.iterdir()) and not (root / MARKER).is_file():
        sentence = f"{root} is not empty and no earlier demo: it stays as it is."
        console.fail(sentence, console.USAGE)
    shutil.rmtree(root, ignore_errors=True)
    (root / "source").mkdir(parents=True)
    (root / MARKER).write_text("made by `workbook demo`, which replaces it\n")
    _copy_settings(home, root)
    shutil.copy(home.text(WEEK), root / "source")
    if home.source(WEEK).is_dir():
        shutil.copytree(home.source(WEEK), root / "source" / WEEK)
    return Course(root)


def _copy_settings(home: Course, root: Path) -> None:
    """Take over the settings, but never the gradebook of a class."""
    text = (home.root / "nbgrader_config.py").read_text("utf-8")
    own = f"sqlite:///{root / 'gradebook.db'}"
    text += f"\n# The samples get a gradebook of their own.\n{DB_URL} = {own!r}\n"
    (root / "nbgrader_config.py").write_text(text, "utf-8")


def prepare(course: Course) -> dict[str, str]:
    """Release the week, let the samples be handed in, and say what each one is."""
    from autograder import samples
    from autograder.authoring.release import release_week

    release_week(WEEK, course)
    return {sample.student: sample.about for sample in samples.write(WEEK, course)}


def _report(course: Course) -> Path:
    from autograder.reports.classroom.writing import write

    return write(WEEK, course)


def _tell_where(course: Course, report: Path, seconds: float) -> None:
    page = f"{WEEK}/{WEEK}"
    places = (
        ("what you read of the class", report),
        ("what a student reads", course.feedback / "cleo" / f"{page}.html"),
        ("what a student gets", course.release(WEEK)),
        ("the graded notebooks", course.autograded),
        ("the gradebook (nbgrader's)", course.root / "gradebook.db"),
    )
    out().print(f"\nDone in {seconds:.0f} s. Open")
    for what, path in places:
        out().print(f"  {what:<27} {path}", soft_wrap=True)
