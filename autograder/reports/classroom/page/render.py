"""The class report as one page of HTML: no script, nothing from the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from jinja2 import Environment

from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.attention import by_day
from autograder.reports.classroom.numbers.items import ENOUGH
from autograder.reports.classroom.numbers.misconceptions import Found
from autograder.reports.classroom.numbers.outcomes import OUTCOMES, REASONS
from autograder.reports.classroom.page import pictures, words
from autograder.reports.classroom.tables import Table
from autograder.reports.environment import pages
from autograder.reports.feedback import ASKED

# So many stand on the page at once; the others are folded away below them.
MOST = 10


@dataclass(frozen=True)
class Files:
    """What lies beside the page: the tables, and students' own pages if they exist."""

    tables: Sequence[Table] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)


def render(found: Findings, files: Files | None = None) -> str:
    """Return the page.

    Args:
        found: what there is to say.
        files: what the page links to, by addresses relative to it.
    """
    template = _environment().get_template("classroom/report.html.j2")
    return template.render(
        found=found,
        classroom=found.classroom,
        files=files or Files(),
        glance=words.glance(found),
        steps=words.next_steps(found),
        distribution=pictures.distribution(found),
        bars=pictures.histogram(found),
        by_day=list(by_day(found.classroom).items()),
        tries={one.student: one for one in found.tries},
        latest=_latest(found),
    )


def by_exercise(found: Findings) -> dict[str, list[tuple[int, Found]]]:
    """Return the misconceptions by exercise as taught, each with its place in all."""
    places = list(enumerate(found.named, start=1))
    groups = {
        exercise: [(place, one) for place, one in places if one.exercise == exercise]
        for exercise in found.classroom.exercises
    }
    return {exercise: several for exercise, several in groups.items() if several}


def _latest(found: Findings) -> str:
    """Return when the latest attempt was graded, or ""."""
    moments = (one.last for one in found.tries if one.last)
    return max(moments, default="")[:16].replace("T", " ")


@cache
def _environment() -> Environment:
    environment = pages()
    environment.filters |= {
        "percent": words.percent,
        "signed": words.signed,
        "listed": words.listed,
        "by_exercise": by_exercise,
    }
    environment.globals |= {
        "many": words.many,
        "pictures": pictures,
        "OUTCOMES": OUTCOMES,
        "OUTCOME_WORDS": words.OUTCOME_WORDS,
        "REASONS": REASONS,
        "REASON_WORDS": words.REASON_WORDS,
        "ASKED": ASKED,
        "SECTIONS": words.SECTIONS,
        "ENOUGH": ENOUGH,
        "MOST": MOST,
    }
    return environment
