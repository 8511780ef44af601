"""Give each mutant to the judge, as if a learner had handed it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.audit import pool
from autograder.audit.mutation.mutants import Mutant
from autograder.audit.subject import Subject, judged, key
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict

SECONDS = 30.0


@dataclass(frozen=True)
class Fate:
    """What became of a mutant.

    `by` is the criterion that noticed it, "time" or "died" if it had to be ended, and
    "" if some submission would have got away with it; `escaped` counts those.
    """

    mutant: Mutant
    by: str
    escaped: int = 0

    @property
    def killed(self) -> bool:
        """Return whether every submission with this mistake loses a mark."""
        return bool(self.by)


@dataclass(frozen=True)
class Attempt:
    """A mutant for a child process to judge, under the keys of some submissions."""

    subject: Subject
    source: str
    keys: int


def jobs(subject: Subject, mutants: Sequence[Mutant], keys: int) -> list[pool.Job]:
    """Return the work of finding out what becomes of each mutant."""
    tasks = [Attempt(subject, mutant.source, keys) for mutant in mutants]
    return [pool.Job(attempt, task, SECONDS) for task in tasks]


def fate(mutant: Mutant, result: Any) -> Fate:
    """Return what became of a mutant, from what its job returned."""
    if isinstance(result, pool.Overran):
        return Fate(mutant, by=str(result))
    by, escaped = result
    return Fate(mutant, by, escaped)


def attempt(task: Attempt) -> tuple[str, int]:
    """Return the criterion that noticed the mutant, and how many keys it got past."""
    function = function_of(task.source, task.subject)
    killers, escaped = [], 0
    for number in range(task.keys):
        verdict = judged(task.subject.unexplained, function, key(number))
        failed = _failed(verdict)
        if failed is None:
            escaped += 1
            continue
        killers.append(failed.name)
        if _for_everybody(failed):
            break
    return ("", escaped) if escaped else (killers[0], 0)


def function_of(source: str, subject: Subject) -> Callable[..., Any]:
    """Return the function that the changed definitions make."""
    reference = subject.exercise.reference
    namespace = dict(reference.__globals__)
    exec(compile(source, "<mutant>", "exec"), namespace)
    function: Callable[..., Any] = namespace[reference.__name__]
    return function


def _failed(verdict: ExerciseVerdict) -> CriterionVerdict | None:
    return next((c for c in verdict.criteria if c.status != "passed"), None)


def _for_everybody(failed: CriterionVerdict) -> bool:
    """Return whether a visible case failed: it is the same under every key."""
    return not str(failed.evidence.get("case", "hidden")).startswith("hidden")
