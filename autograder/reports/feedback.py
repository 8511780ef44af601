"""The page a student gets back: one file, no script, nothing from the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment

from autograder.course import Course
from autograder.grading import text
from autograder.grading.book.marks import CHECK, Mark
from autograder.grading.written import exchange
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict
from autograder.reports.environment import pages
from autograder.reports.outputs import as_html

MAX_SOURCE = 20_000
# What a reader sees of a status: a symbol, words, and a colour that only repeats them.
WORDS = {
    "passed": ("✓", "passed", "good"),
    "failed": ("✗", "not right yet", "bad"),
    "not run": ("!", "did not run", "bad"),
    "not attempted": ("○", "not attempted", "open"),
    "not judged": ("–", "not judged yet", "open"),
    "partly": ("◐", "partly right", "part"),
    "waits": ("…", "waits for your teacher", "open"),
    "marked": ("✎", "marked by your teacher", "good"),
}

ASKED = {
    "correct": "right values",
    "stable": "extreme inputs",
    "vectorised": "whole arrays in place of loops",
    "pure": "inputs left as they were",
}


@dataclass(frozen=True)
class Page:
    """All that a feedback page is made of.

    `answers` holds the student's own source by grade_id; `marks` what the gradebook
    says, where a teacher's mark takes precedence over ours; `penalty` what handing in
    late costs.
    """

    student: str
    title: str
    verdict: Verdict
    answers: Mapping[str, str]
    marks: Mapping[str, Mark]
    graded_at: str = ""
    penalty: float = 0.0

    @property
    def manual(self) -> tuple[Mark, ...]:
        """Return the marks that only a teacher gives."""
        ours = {CHECK + one.exercise for one in self.verdict.exercises}
        return tuple(mark for name, mark in self.marks.items() if name not in ours)

    @property
    def points(self) -> float:
        """Return the points there are so far, less what being late costs."""
        return self.earned - self.penalty

    @property
    def earned(self) -> float:
        """Return the points of the answers, late or not."""
        return sum(self.of(one)[0] for one in self.verdict.exercises) + sum(
            mark.points or 0.0 for mark in self.manual
        )

    @property
    def max_points(self) -> float:
        """Return the points there could be so far: what waits is not counted."""
        return self.verdict.max_points + sum(
            mark.max_points for mark in self.manual if not mark.waits
        )

    @property
    def waiting(self) -> float:
        """Return the points that wait for a teacher."""
        return sum(mark.max_points for mark in self.manual if mark.waits)

    @property
    def next(self) -> tuple[int, str] | None:
        """Return the number and name of the first exercise that lacks points."""
        for number, exercise in enumerate(self.verdict.exercises, start=1):
            if exercise.points < exercise.max_points:
                return number, exercise.exercise
        return None

    def of(self, exercise: ExerciseVerdict) -> tuple[float, bool]:
        """Return the points of an exercise, and whether a teacher changed them."""
        mark = self.marks.get(CHECK + exercise.exercise)
        if mark is None or mark.points is None:
            return exercise.points, False
        return mark.points, abs(mark.points - exercise.points) > 1e-9

    def remark(self, exercise: ExerciseVerdict) -> str | None:
        """Return what a teacher wrote about an exercise, if one did."""
        mark = self.marks.get(CHECK + exercise.exercise)
        return mark.remark if mark else None


def render(page: Page) -> str:
    """Return the page as HTML."""
    template = _environment().get_template("feedback.html.j2")
    hints = _hints(page.verdict.week)
    return template.render(page=page, verdict=page.verdict, hints=hints)


def write(page: Page, course: Course, *, timestamp: str | None = None) -> Path:
    """Write the page where nbgrader's `release_feedback` looks for it."""
    week = page.verdict.week
    folder = course.feedback / page.student / week
    path = folder / f"{week}.html"
    text.write_atomically(path, render(page))
    exchange.complete(folder, page.student, week, course, timestamp)
    return path


def status_of(exercise: ExerciseVerdict) -> str:
    """Return the one word for an exercise; a key of WORDS."""
    statuses = {criterion.status for criterion in exercise.criteria}
    if exercise.points >= exercise.max_points:
        return "passed"
    if exercise.points > 0:
        return "partly"
    for status in ("not run", "failed", "not attempted"):
        if status in statuses:
            return status
    return "not judged"


def messages(exercise: ExerciseVerdict) -> list[CriterionVerdict]:
    """Return the criteria whose message says something new.

    What waits for a right answer needs no words, and one message is said once.
    """
    speaking = (
        criterion
        for criterion in exercise.criteria
        if criterion.message and criterion.status != "not judged"
    )
    return list({criterion.message: criterion for criterion in speaking}.values())


def said(
    criterion: CriterionVerdict, exercise: str, hints: Mapping[str, str]
) -> tuple[str, str]:
    """Return what was seen, and the hint of the named misconception or "".

    The heading has the exercise's name, so it is taken from the front of the message.
    """
    hint = hints.get(criterion.misconception or "", "")
    message = criterion.message.replace(hint, "").strip() if hint else criterion.message
    rest = message.removeprefix(f"{exercise}: ")
    # A name such as dw keeps its small letter; an article does not.
    article = rest.startswith(("the ", "it ", "its "))
    return (rest[0].upper() + rest[1:] if article else rest), hint


def shown(source: str) -> str:
    """Return a student's source as it is shown: no control characters, not endless."""
    return text.plain(source.strip("\n"), most=MAX_SOURCE)


def _hints(week: str) -> dict[str, dict[str, str]]:
    from autograder.exercises import exercises, weeks

    if week not in weeks():
        return {}
    return {
        name: {twin.id: twin.hint for twin in exercise.misconceptions}
        for name, exercise in exercises(week).items()
    }


@cache
def _environment() -> Environment:
    environment = pages()
    environment.filters |= {
        "shown": shown,
        "as_html": as_html,
    }
    environment.globals |= {
        "words": WORDS,
        "asked": ASKED,
        "messages": messages,
        "status_of": status_of,
        "said": said,
    }
    return environment
