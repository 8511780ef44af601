"""Everything needed to ask about one exercise of one submission."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.exercises.exercise import Criterion, Exercise
from autograder.oracle import draw
from autograder.oracle.asking import ENDED, Asked, Asker, Proxies, ask_all
from autograder.oracle.draw import DrawnCase
from autograder.sandbox import Session
from course_utils.desk.compare import remarks


@dataclass
class Told:
    """Whether the learner's process has seen a hidden case since it started."""

    hidden: bool = False


@dataclass(frozen=True)
class Examination:
    """One exercise, the session to ask in, and what the hidden cases are drawn from.

    Code that has seen a hidden case could remember it, and say it where words of the
    learner's code may show: in an answer to a visible case, a warning, an error. So
    these are taken from a process that has been told nothing yet.
    """

    session: Session
    exercise: Exercise
    key: bytes
    proxies: Proxies
    deadline: float
    told: Told = field(default_factory=Told)

    @property
    def asker(self) -> Asker:
        """Return what asks single cases."""
        return Asker(self.session, self.exercise, self.proxies, self.deadline)

    def ask(self, criterion: Criterion) -> list[Asked]:
        """Ask the visible cases of a criterion, and then the hidden ones."""
        visible = self._all(draw.visible_cases(self.exercise), criterion)
        if self.told.hidden and any(_speaks(a) for a in visible):
            self.forget()
            visible = self._all(draw.visible_cases(self.exercise), criterion)
        if visible and (visible[-1].outcome.kind in ENDED or visible[-1].is_stub):
            return visible
        self.told.hidden = True
        hidden = draw.hidden_cases(self.exercise, self.key)
        return visible + self._all(hidden, criterion)

    def forget(self) -> None:
        """Start the learner's process anew, so that it remembers no case."""
        self.session.restart()
        self.told.hidden = False

    def _all(self, cases: Sequence[DrawnCase], criterion: Criterion) -> list[Asked]:
        mine = [case for case in cases if case.criterion == criterion.name]
        return ask_all(self.session, self.exercise, mine, self.proxies, self.deadline)

    def left(self) -> float:
        """Return the seconds that a single call may take now."""
        remaining = max(0.1, self.deadline - time.monotonic())
        return min(self.session.limits.call_seconds, remaining)


def _speaks(asked: Asked) -> bool:
    """Whether feedback would repeat words or numbers of the learner's code."""
    if asked.outcome.kind in ENDED:
        return False
    if not asked.passed or asked.outcome.warnings:
        return True
    return bool(remarks(asked.outcome.value, asked.right.value, asked.rules))
