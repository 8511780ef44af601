"""What learners can read: it must not hold an answer."""

from __future__ import annotations

from autograder.authoring import leaks, student_edition
from autograder.course import Course


def leaks_of(week: str, course: Course) -> list[str]:
    """Return a sentence for everything that would give an answer away.

    Searched are the release with its frozen checks, the student edition, the handout,
    and the text of the lesson.
    """
    if not course.text(week).is_file():
        return []  # exercises without a notebook: nobody has received anything
    student_edition.make(week, course)
    found = leaks.scan(week, course)
    lesson = course.lesson_text(week)
    if lesson.is_file():
        secrets = leaks.secrets_of(week, course)
        name = f"notebooks/{lesson.name}"
        found += leaks.leaks_in(name, lesson.read_bytes(), secrets)
    return [str(leak) for leak in found]
