"""What an audit found: plain data, and whether it is good enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.audit.flakes import Luck
from autograder.audit.mutation.killing import Fate
from autograder.audit.mutation.reviewed import Reviewed
from autograder.audit.twins import Twin

BAR = 0.97
"""The share of mutants that a week's cases must notice."""


@dataclass
class ExerciseFindings:
    """What was found out about the tests of one exercise."""

    name: str
    reviewed: Reviewed
    fates: list[Fate] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    luck: Luck = field(default_factory=Luck)
    poison: list[str] = field(default_factory=list)

    @property
    def killed(self) -> list[Fate]:
        """Return the mutants that cost a mark, whoever hands them in."""
        return [fate for fate in self.fates if fate.killed]

    @property
    def equivalent(self) -> list[Fate]:
        """Return the survivors that nobody could tell from the reference."""
        known = self.reviewed.equivalent
        return [f for f in self.fates if not f.killed and f.mutant.id in known]

    @property
    def survivors(self) -> list[Fate]:
        """Return the mutants that somebody could hand in unnoticed."""
        known = self.reviewed.equivalent
        return [f for f in self.fates if not f.killed and f.mutant.id not in known]

    @property
    def score(self) -> float:
        """Return the share of mutants that the cases notice, equivalents apart."""
        return _share(len(self.killed), len(self.survivors))

    @property
    def twins_named(self) -> str:
        """Return how many of the twins fail and are taken for no other."""
        return f"{sum(not twin.trouble for twin in self.twins)}/{len(self.twins)}"

    def troubles(self) -> Iterator[str]:
        """Yield a sentence for everything that should not be so."""
        for fate in self.survivors:
            if fate.mutant.id not in self.reviewed.allowed:
                yield f"unexplained survivor: {fate.mutant.id}"
        yield from (twin.trouble for twin in self.twins if twin.trouble)
        for rate in vars(self.luck).values():
            yield from rate.examples
        yield from self.poison


@dataclass
class Findings:
    """What was found out about the tests of a week.

    Attributes:
        week: the week.
        exercises: what was found in each.
        seeds: how many submissions were imagined.
        notebooks: whole notebooks of silly answers that earned something.
        leaks: places where students could read an answer.
        stale: lines of the reviewed survivors that have lost their mutant.
    """

    week: str
    exercises: list[ExerciseFindings]
    seeds: int
    notebooks: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Return the share of the week's mutants that the cases notice."""
        killed = sum(len(e.killed) for e in self.exercises)
        return _share(killed, sum(len(e.survivors) for e in self.exercises))

    @property
    def luck(self) -> Luck:
        """Return the rates of all exercises together."""
        whole = Luck()
        for exercise in self.exercises:
            whole.add(exercise.luck)
        return whole

    def troubles(self) -> list[str]:
        """Return a sentence for everything that keeps the week below the bar."""
        found = [f"{e.name}: {said}" for e in self.exercises for said in e.troubles()]
        found += [*self.notebooks, *self.leaks, *self.stale]
        if self.score < BAR:
            found.append(f"the mutation score is {self.score:.1%}, below {BAR:.0%}")
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, with the sums that a reader wants."""
        plain = asdict(self)
        plain |= {"score": self.score, "troubles": self.troubles()}
        for data, exercise in zip(plain["exercises"], self.exercises, strict=True):
            data |= {"score": exercise.score, "killed": len(exercise.killed)}
            data["survivors"] = [fate.mutant.id for fate in exercise.survivors]
            data["equivalent"] = [fate.mutant.id for fate in exercise.equivalent]
        return plain

    def to_json(self) -> str:
        """Return everything as strict JSON."""
        return json.dumps(self.to_dict(), indent=1, allow_nan=False)


def _share(killed: int, survived: int) -> float:
    return killed / (killed + survived) if killed + survived else 1.0
