"""Everything that the report says about a class, computed once."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.reports.classroom.numbers import (
    attention,
    items,
    misconceptions,
    outcomes,
    statistics,
    unnamed,
)
from autograder.reports.classroom.numbers.attention import (
    Below,
    Followed,
    Stopped,
    Tries,
    Unread,
)
from autograder.reports.classroom.numbers.items import Item, Marks
from autograder.reports.classroom.numbers.misconceptions import (
    Family,
    Found,
    Together,
)
from autograder.reports.classroom.numbers.outcomes import Loss, Outcomes
from autograder.reports.classroom.numbers.statistics import Summary
from autograder.reports.classroom.numbers.unnamed import Nameless, Pair, Wrong
from autograder.reports.classroom.records import Classroom


@dataclass(frozen=True)
class Findings:
    """What was found; each part is described where it is computed."""

    classroom: Classroom
    marks: Marks
    scores: Summary | None
    items: list[Item]
    outcomes: list[Outcomes]
    losses: list[Loss]
    named: list[Found]
    together: list[Together]
    families: list[Family]
    wrongs: list[Wrong]
    nameless: list[Nameless]
    pairs: list[Pair]
    identical: list[tuple[str, ...]]
    unread: list[Unread]
    stopped: list[Stopped]
    blank: list[str]
    absent: list[str]
    below: list[Below]
    tries: list[Tries]
    followed: list[Followed]

    @property
    def n(self) -> int:
        """Return how many students were graded."""
        return len(self.classroom.graded)


def look_at(classroom: Classroom) -> Findings:
    """Return what there is to say about a class."""
    n = len(classroom.graded)
    marks = items.Marks(classroom)
    named = misconceptions.found(classroom)
    together = misconceptions.together(named, n)
    wrongs = unnamed.wrongs(classroom)
    return Findings(
        classroom=classroom,
        marks=marks,
        scores=statistics.summary(list(marks.totals.values())),
        items=items.items(marks),
        outcomes=outcomes.outcomes(classroom),
        losses=outcomes.losses(classroom),
        named=named,
        together=together,
        families=misconceptions.families(together),
        wrongs=wrongs,
        nameless=unnamed.nameless(wrongs),
        pairs=unnamed.pairs(unnamed.alike(wrongs), n),
        identical=attention.identical(classroom),
        unread=attention.unread(classroom),
        stopped=attention.stopped(classroom),
        blank=attention.blank(classroom),
        absent=attention.absent(classroom),
        below=attention.below(classroom),
        tries=attention.tries(classroom),
        followed=attention.followed(classroom),
    )
