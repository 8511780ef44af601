"""What every command shares: the console, the course, and errors as sentences."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.course import Course

SOME_FAILED, USAGE, NO_SANDBOX = 1, 2, 3


def out() -> Console:
    """Return the console for results; what is printed is never read as markup."""
    return _console(stderr=False)


def err() -> Console:
    """Return the console for errors."""
    return _console(stderr=True)


def here() -> Course:
    """Return the course around the working directory; mistakes go to its log."""
    from autograder.course import Course

    course = Course.here()
    log_to(course)
    return course


def log_to(course: Course) -> None:
    """Send what is logged to the course's log, and nothing to the screen."""
    folder = course.root / "build"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / "workbook.log", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    ours = logging.getLogger("autograder")
    for old in list(ours.handlers):
        ours.removeHandler(old)
        old.close()
    ours.addHandler(handler)
    ours.propagate = False


def require_week(week: str, course: Course) -> None:
    """End with a usage error unless the week has a text or a release here."""
    known = known_weeks(course)
    if week not in known:
        there = ", ".join(known) or "none yet"
        fail(f"There is no week {week!r} in {course.root}; there is {there}.", USAGE)


def known_weeks(course: Course) -> list[str]:
    """Return the weeks of the course, in teaching order."""
    texts = {path.stem for path in (course.root / "source").glob("*.py")}
    released = {path.stem for path in (course.root / "release").glob("*/*.ipynb")}
    return sorted(texts | released)


def fail(sentence: str, code: int) -> None:
    """Print why, and end."""
    from autograder.grading.text import plain

    err().print(f"✗ {plain(sentence)}")
    raise typer.Exit(code)


@contextmanager
def sentences() -> Iterator[None]:
    """Turn the errors that a command expects into a sentence and an exit code."""
    from autograder.authoring.cells import AuthoringError
    from autograder.authoring.generate import ReleaseError
    from autograder.grading.handed_in.rawnotebook import IntakeError
    from autograder.sandbox import SandboxUnavailable
    from autograder.settings import SettingsError

    refusals = (AuthoringError, ReleaseError, IntakeError, SettingsError, OSError)
    try:
        yield
    except refusals as error:
        fail(str(error), SOME_FAILED)
    except SandboxUnavailable as error:
        fail(f"No sandbox can start here, so nothing was graded. {error}", NO_SANDBOX)
    except Exception as error:
        if type(error).__name__ != "GradebookError":
            raise
        fail(str(error), SOME_FAILED)


def _console(*, stderr: bool) -> Console:
    # Rich costs a tenth of a second, which `--help` need not pay.
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)
