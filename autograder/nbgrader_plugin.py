"""Stock `nbgrader autograde` and formgrader's buttons, with this engine behind them.

The course's nbgrader_config.py names both classes:

    c.Autograde.exporter_class = "autograder.nbgrader_plugin.Autograding"
    c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugin.Feedback"

nbgrader makes its exporter when it has found the submissions and has not touched any,
and hands itself over. For a week with exercises of ours the exporter then puts our
engine in the place of nbgrader's loop, whose steps would remove results, copy what
links point at, and stop at the first bad notebook. For any other assignment it is the
stock exporter, and nbgrader goes its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbgrader.converters.base import NbGraderException

from autograder.course import Course

if TYPE_CHECKING:
    from autograder.grading.engine import Row

STEPS = ("submitted", "autograded", "feedback")


class Autograding(NotebookExporter):
    """nbgrader's exporter, which hands our weeks to our engine."""

    def __init__(self, *arguments: Any, parent: Any = None, **settings: Any) -> None:
        super().__init__(*arguments, parent=parent, **settings)  # type: ignore[no-untyped-call]
        _take_over(parent, autograde)


class Feedback(HTMLExporter):
    """nbgrader's exporter, which leaves the pages of our weeks to us."""

    def __init__(self, *arguments: Any, parent: Any = None, **settings: Any) -> None:
        super().__init__(*arguments, parent=parent, **settings)  # type: ignore[no-untyped-call]
        _take_over(parent, write_feedback)


def autograde(converter: Any) -> None:
    """Grade the submissions that nbgrader was asked for, as `workbook grade` does.

    Raises:
        NbGraderException: some have no result; the log has said which, and why.
    """
    from autograder.grading.engine import grade_week

    week, course = converter.coursedir.assignment_id, _course(converter)
    if not converter.config.Execute.get("enabled", True):
        converter.log.warning(
            "%s is executed all the same: its points rest on it", week
        )
    rows: list[Row] = []
    for only in _students(converter, course.submitted):
        tell = partial(_tell, converter.log)
        rows += grade_week(week, course, only=only, force=converter.force, on_row=tell)
    failed = [row.student for row in rows if row.status != "graded"]
    if failed:
        raise NbGraderException(f"No result for {', '.join(failed)}: see the log above")


def write_feedback(converter: Any) -> None:
    """Write our feedback pages, with the marks and comments that teachers gave."""
    from autograder.grading.written.pages import refresh

    week, course = converter.coursedir.assignment_id, _course(converter)
    for only in _students(converter, course.autograded):
        for page in refresh(week, course, only=only):
            converter.log.info("Wrote %s", page)


def _take_over(converter: Any, ours: Callable[[Any], None]) -> None:
    """Let `ours` do the converter's work if the week is one of ours."""
    from autograder.exercises import weeks

    coursedir = getattr(converter, "coursedir", None)
    if coursedir is not None and coursedir.assignment_id in weeks():
        converter.convert_notebooks = partial(_in_sentences, ours, converter)


def _in_sentences(work: Callable[[Any], None], converter: Any) -> None:
    """Do the work; what nbgrader tells its user is a sentence, not a traceback."""
    from autograder.database import GradebookError
    from autograder.grading.handed_in.rawnotebook import IntakeError
    from autograder.sandbox import SandboxUnavailable
    from autograder.settings import SettingsError

    try:
        work(converter)
    except (GradebookError, IntakeError, SandboxUnavailable, SettingsError) as problem:
        converter.log.error("%s", problem)
        raise NbGraderException(str(problem)) from None


def _course(converter: Any) -> Course:
    """Return the course that nbgrader works in.

    Raises:
        NbGraderException: its folders are named as ours never are.
    """
    from autograder.commands.console import log_to

    coursedir = converter.coursedir
    course = Course(Path(coursedir.root), database=coursedir.db_url)
    for step in STEPS:
        named = getattr(coursedir, f"{step}_directory")
        found = Path(coursedir.format_path(named, "ada", coursedir.assignment_id))
        expected = course.root / step / "ada" / coursedir.assignment_id
        if found != expected:
            raise NbGraderException(
                f"The course keeps {step} work in {found}; this week's engine "
                f"looks in {expected}. Leave `directory_structure` and "
                f"`{step}_directory` as nbgrader has them."
            )
    log_to(course)
    return course


def _students(converter: Any, folder: Path) -> Iterable[str | None]:
    """Return the students whom nbgrader was asked for; [None] stands for all."""
    coursedir = converter.coursedir
    left_out = {name for name in coursedir.student_id_exclude.split(",") if name}
    if coursedir.student_id == "*" and not left_out:
        return [None]
    names: list[str] = []
    with suppress(FileNotFoundError):
        names = sorted(path.name for path in folder.iterdir())
    wanted = [name for name in names if fnmatchcase(name, coursedir.student_id)]
    return [name for name in wanted if name not in left_out]


def _tell(log: Any, row: Row) -> None:
    if row.status == "graded":
        score = f"{row.points:g} of {row.max_points:g} points"
        log.info("%s: %s. %s", row.student, score, row.reason)
    else:
        log.error("%s: %s. %s", row.student, row.status, row.reason)
