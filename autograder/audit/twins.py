"""Each wrong idea costs its own criterion, is named, and is taken for no other."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.audit.subject import Subject, judged, key
from autograder.exercises.exercise import Exercise, Misconception
from autograder.oracle.verdict import CriterionVerdict


@dataclass(frozen=True)
class Twin:
    """What the judge said of a function that has one known wrong idea.

    Attributes:
        id: the misconception.
        criterion: what it spoils.
        costs: whether the marks of that criterion are lost, and "correct" is not
            lost for a mistake of another kind.
        named: the misconceptions that the judge named, alternatives included.
        said: whether the learner reads its hint.
    """

    id: str
    criterion: str
    costs: bool
    named: tuple[str, ...]
    said: bool

    @property
    def trouble(self) -> str:
        """Return what is wrong with it, or nothing."""
        if not self.costs:
            return f"{self.id} does not cost {self.criterion}, and that alone"
        if self.named != (self.id,):
            return f"{self.id} is named {' or '.join(self.named) or 'nothing'}"
        return "" if self.said else f"{self.id} is named without its hint"


def twins(task: tuple[Subject, int]) -> list[Twin]:
    """Return how the twins of an exercise fare under the key of that number."""
    subject, number = task
    exercise = subject.exercise
    return [examine(exercise, m, key(number)) for m in exercise.misconceptions]


def examine(exercise: Exercise, mistake: Misconception, key: bytes) -> Twin:
    """Return how the twin of a misconception fares."""
    verdict = judged(exercise, exercise.twin(mistake), key)
    spoiled = next(c for c in verdict.criteria if c.name == mistake.criterion)
    correct = verdict.criteria[0].status == "passed"
    return Twin(
        id=mistake.id,
        criterion=mistake.criterion,
        costs=spoiled.points == 0 and correct == (mistake.criterion != "correct"),
        named=_named(spoiled),
        said=mistake.hint in spoiled.message,
    )


def _named(verdict: CriterionVerdict) -> tuple[str, ...]:
    """Return every misconception that the verdict gives as a reason."""
    mistakes = verdict.evidence.get("mistakes", [])
    every = tuple(name for alike in mistakes for name in alike)
    return every or ((verdict.misconception,) if verdict.misconception else ())
