"""Everything needed to ask about one exercise of one submission."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from autograder.exercises.exercise import Criterion, Exercise
from autograder.oracle import draw
from autograder.oracle.asking import ENDED, Asked, Asker, Proxies, ask_all
from autograder.oracle.draw import DrawnCase
from autograder.oracle.known import answers_of_reference
from autograder.sandbox import SPENT, Session


@dataclass
class Examination:
    """One exercise, the session to ask in, and what the hidden cases are drawn from.

    Code that has seen a hidden case could remember it, and say it where words of the
    learner's code may show: in an answer to a visible case, a warning, an error. So
    the visible cases of all exercises are asked before the first hidden one of any:
    `look` at every exercise, then `begin` with every one.

    Attributes:
        session: where the learner's code runs.
        exercise: what to ask.
        key: what the hidden cases are drawn from.
        proxies: functions of the learner that ours answer for.
        correct: the answers to all cases of the first criterion, once it has begun.
    """

    session: Session
    exercise: Exercise
    key: bytes
    proxies: Proxies = field(default_factory=dict)
    correct: list[Asked] = field(default_factory=list, init=False)
    _seen: dict[str, list[Asked]] = field(default_factory=dict, init=False)
    _seconds: float = field(default=0.0, init=False)
    _deadline: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._seconds = self.exercise.seconds

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Let the exercise's time run; what a block leaves over is for the next."""
        self._deadline = time.monotonic() + self._seconds
        try:
            yield
        finally:
            self._seconds = self._deadline - time.monotonic()

    @property
    def asker(self) -> Asker:
        """Return what asks single cases."""
        return Asker(self.session, self.exercise, self.proxies, self._deadline)

    def look(self) -> None:
        """Ask the visible cases; a criterion that fails there ends the looking."""
        cases = draw.visible_cases(self.exercise)
        # Our own time is not the learner's: the first reference may import TensorFlow.
        answers_of_reference(self.exercise, cases)
        with self.clock():
            for criterion in self.exercise.criteria:
                asked = self.all_of(cases, criterion)
                self._seen[criterion.name] = asked
                if not all(a.passed for a in asked):
                    break

    def begin(self, *, hidden: bool = True) -> None:
        """Ask whether the answer is correct, once all exercises were looked at.

        Args:
            hidden: whether to ask the hidden cases, too.
        """
        first = self.exercise.criteria[0]
        with self.clock():
            self.correct = self.ask(first) if hidden else self._seen[first.name]

    @property
    def looks_right(self) -> bool:
        """Return whether the visible cases of *correct* came out right."""
        return all(a.passed for a in self._seen[self.exercise.criteria[0].name])

    @property
    def is_right(self) -> bool:
        """Return whether all cases of *correct* came out right."""
        return all(asked.passed for asked in self.correct)

    @property
    def is_out_of_time(self) -> bool:
        """Return whether the submission's time ended before anything wrong was seen."""
        *before, last = self.correct
        return last.outcome.reason == SPENT and all(asked.passed for asked in before)

    def ask(self, criterion: Criterion) -> list[Asked]:
        """Return the answers to the visible cases, and ask the hidden ones."""
        visible = self._seen[criterion.name]
        if visible and (visible[-1].outcome.kind in ENDED or visible[-1].is_stub):
            return visible
        hidden = draw.hidden_cases(self.exercise, self.key)
        return visible + self.all_of(hidden, criterion)

    def all_of(self, cases: Sequence[DrawnCase], criterion: Criterion) -> list[Asked]:
        """Ask those of the cases that are the criterion's."""
        return self.every([case for case in cases if case.criterion == criterion.name])

    def every(self, cases: Sequence[DrawnCase]) -> list[Asked]:
        """Ask the cases, and stop where asking on would tell nothing new."""
        return ask_all(self.asker, cases)

    def left(self) -> float:
        """Return the seconds that a single call may take now."""
        remaining = max(0.1, self._deadline - time.monotonic())
        return min(self.session.limits.call_seconds, remaining)
