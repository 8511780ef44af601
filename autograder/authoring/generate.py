"""nbgrader's own `generate_assignment`, run in this process and without its noise.

Importing nbgrader takes seconds, so nothing here imports it before it is needed.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from autograder.course import REPOSITORY, Course


class ReleaseError(RuntimeError):
    """A release that could not be made, as one sentence."""


def generate(
    week: str,
    course: Course,
    *,
    source: Path,
    release: Path,
    gradebook: bool = False,
) -> Path:
    """Write `release/<week>` from `source/<week>`; return the written folder.

    With `gradebook`, the course's gradebook learns the cells and points of the week,
    as it does from `nbgrader generate_assignment`.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells

    config = settings(course)
    config.CourseDirectory.source_directory = str(source.resolve())
    config.CourseDirectory.release_directory = str(release.resolve())
    config.CourseDirectory.assignment_id = week
    config.GenerateAssignment.no_database = not gradebook
    if not gradebook:
        steps = GenerateAssignment.preprocessors.default()
        config.GenerateAssignment.preprocessors = [
            step for step in steps if step is not SaveCells
        ]
    keeper = _Keeper()
    log = keeper.logger()
    coursedir = CourseDirectory(config=config, log=log)
    converter = GenerateAssignment(
        coursedir=coursedir, config=config, force=True, log=log
    )
    _start(converter, week, keeper.errors)
    return release / week


def settings(course: Course) -> Any:
    """Return the course's nbgrader settings, with `course` as the place of all."""
    from traitlets.config.loader import PyFileConfigLoader

    own = (course.root / "nbgrader_config.py").is_file()
    folder = course.root if own else REPOSITORY
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    config.CourseDirectory.root = str(course.root.resolve())
    config.CourseDirectory.db_url = course.gradebook_url
    return config


def _start(converter: Any, week: str, errors: list[str]) -> None:
    try:
        converter.start()
    except Exception as error:
        reasons = [line for line in errors if line] or [str(error)]
        raise ReleaseError(f"{week} was not released: {_sentence(reasons)}") from error


def _sentence(errors: list[str]) -> str:
    """Return the line of nbgrader's log that tells why, not where."""
    for error in errors:
        if "Traceback" in error:
            return error.strip().splitlines()[-1]
    return errors[0].strip().splitlines()[0]


class _Keeper(logging.Handler):
    """A log that nobody sees and that remembers what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())

    def logger(self) -> logging.Logger:
        silent = logging.Logger("workbook.nbgrader", logging.ERROR)
        silent.addHandler(self)
        return silent
