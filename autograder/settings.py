"""The course's nbgrader_config.py, read as nbgrader reads it but without nbgrader.

Importing nbgrader takes seconds; its settings are a Python file that takes none.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

FILE = "nbgrader_config.py"


class SettingsError(Exception):
    """The settings cannot be read; the message says where."""


def read(root: Path) -> Config:
    """Return the settings of the course in `root`, empty if it has none.

    Raises:
        SettingsError: the file has a mistake.
    """
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    if not (root / FILE).is_file():
        return Config()
    try:
        with importable(root):
            return PyFileConfigLoader(FILE, path=str(root)).load_config()
    except (Exception, SystemExit) as error:
        # The message may quote a line with a password in it: kind and place suffice.
        raise SettingsError(
            f"{root / FILE} has a mistake{_line_of(error, root)}: "
            f"{type(error).__name__}."
        ) from None


def gradebook_url(root: Path) -> str:
    """Return the URL of the gradebook, nbgrader's own default if none is named."""
    named = read(root).CourseDirectory.get("db_url")
    return str(named) if named else f"sqlite:///{root / 'gradebook.db'}"


def exchange_zone(root: Path) -> str:
    """Return the time zone in which the course's exchange writes its times."""
    return str(read(root).Exchange.get("timezone") or "UTC")


@contextmanager
def importable(root: Path) -> Iterator[None]:
    """Let a course's own modules be imported, after everything that is installed."""
    sys.path.append(str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))


def _line_of(error: BaseException, root: Path) -> str:
    if isinstance(error, SyntaxError):
        return f" in line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [one.lineno for one in frames if one.filename == str(root / FILE)]
    return f" in line {lines[-1]}" if lines else ""
