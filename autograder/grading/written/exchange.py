"""What nbgrader's `release_feedback` asks for beside a feedback page.

It names the page that a student fetches after a secret of the submission, and stops
for the whole class where one folder has none: a submission that came another way.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from autograder.course import Course
from autograder.grading.handed_in import submissions
from autograder.grading.text import write_atomically

SECRET = "submission_secret.txt"
TIMESTAMP = "timestamp.txt"


def complete(
    folder: Path, student: str, week: str, course: Course, timestamp: str | None
) -> None:
    """Lay secret and timestamp into a feedback folder; what is there is kept."""
    secret = submissions.read_beside(SECRET, student, week, course)
    if secret or not (folder / SECRET).is_file():
        # A made-up secret gives the page a name that nobody can ask for.
        write_atomically(folder / SECRET, secret or secrets.token_hex(32))
    if timestamp or not (folder / TIMESTAMP).is_file():
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        write_atomically(folder / TIMESTAMP, timestamp or now)
