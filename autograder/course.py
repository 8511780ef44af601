"""Where a course keeps its things: one folder, laid out as nbgrader expects."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from autograder import settings

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Course:
    """The folders of one course; every path the programs use is made here.

    `database` is the gradebook's URL where it is not the one that the course's
    settings name; it may hold a password, so it is never shown.
    """

    root: Path = REPOSITORY
    database: str | None = field(default=None, repr=False)

    @classmethod
    def here(cls) -> Course:
        """Return the course around the working directory, else this repository."""
        for folder in (Path.cwd(), *Path.cwd().parents):
            if (folder / "nbgrader_config.py").is_file():
                return cls(folder)
        return cls()

    def text(self, week: str) -> Path:
        """Return the percent script that people edit."""
        return self.root / "source" / f"{week}.py"

    def source(self, week: str) -> Path:
        """Return the folder of the built source notebook and what goes with it."""
        return self.root / "source" / week

    def source_notebook(self, week: str) -> Path:
        """Return the built notebook, answers included."""
        return self.source(week) / f"{week}.ipynb"

    def release(self, week: str) -> Path:
        """Return the folder that students receive."""
        return self.root / "release" / week

    def release_notebook(self, week: str) -> Path:
        """Return the notebook that students receive."""
        return self.release(week) / f"{week}.ipynb"

    def lesson_text(self, week: str) -> Path:
        """Return the percent script of the ungraded lesson."""
        return self.root / "notebooks" / f"{week}.py"

    def lesson_notebook(self, week: str) -> Path:
        """Return the executed notebook of the ungraded lesson."""
        return self.root / "notebooks" / f"{week}.ipynb"

    def student_edition(self, week: str) -> Path:
        """Return the folder whose `course_utils` has stubs for what `week` grades."""
        return self.root / "build" / "student" / week

    @property
    def submitted(self) -> Path:
        """Return the folder of submissions: `<student>/<week>/<week>.ipynb`."""
        return self.root / "submitted"

    def handed_in(self, week: str, only: str | None = None) -> int:
        """Return how many submissions there seem to be; nothing is read."""
        try:
            names = [only] if only else os.listdir(self.submitted)
        except OSError:
            return 0
        return sum((self.submitted / name / week).is_dir() for name in names)

    @property
    def autograded(self) -> Path:
        """Return the folder of graded notebooks, as formgrader reads it."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """Return the folder of feedback pages, as nbgrader releases it."""
        return self.root / "feedback"

    @property
    def reports(self) -> Path:
        """Return the folder of class reports and exports, for teachers alone."""
        return self.root / "reports"

    @property
    def gradebook_url(self) -> str:
        """Return the SQLAlchemy URL of nbgrader's gradebook, password and all.

        Raises:
            SettingsError: nbgrader_config.py has a mistake.
        """
        return self.database or settings.gradebook_url(self.root)
