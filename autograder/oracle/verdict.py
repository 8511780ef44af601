"""What the oracle says of one submission: plain, immutable, and JSON all through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from autograder.oracle import shown
from autograder.oracle.shown import Shown

Status = Literal[
    "passed",  # every named case of the criterion came out right
    "failed",  # at least one case came out wrong
    "not attempted",  # the stub is still there, or the answer is missing
    "not run",  # the code did not run: an error, a time or memory limit, a dead process
    "not judged",  # this criterion waits for a right answer first
]


@dataclass(frozen=True)
class CriterionVerdict:
    """The judgement of one criterion (correct, stable, vectorised or pure)."""

    name: str
    status: Status
    points: float
    max_points: float
    message: str = ""
    misconception: str | None = None
    passed_cases: int = 0
    cases: int = 0
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ExerciseVerdict:
    """The judgement of one exercise: its criteria, and what the learner should read."""

    exercise: str
    criteria: tuple[CriterionVerdict, ...]
    notes: tuple[str, ...] = ()
    followed_through: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """Return the points earned."""
        return sum(criterion.points for criterion in self.criteria)

    @property
    def max_points(self) -> float:
        """Return the points that could be earned."""
        return sum(criterion.max_points for criterion in self.criteria)


@dataclass(frozen=True)
class Verdict:
    """The judgement of one submission.

    `sandbox` names the walls that the student's code ran behind ("A", "A'" or "B", or
    "none" when the teacher trusted the submissions). `problem` is the reason why
    nothing could be graded, or None. `outputs` is what the cells showed, by their
    names. It may hold the time of day, so two verdicts are compared without it.
    """

    week: str
    exercises: tuple[ExerciseVerdict, ...]
    sandbox: str
    notes: tuple[str, ...] = ()
    problem: str | None = None
    outputs: Shown = field(default_factory=dict, compare=False)

    @property
    def points(self) -> float:
        """Return the points earned in all exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_points(self) -> float:
        """Return the points that could be earned in all exercises."""
        return sum(exercise.max_points for exercise in self.exercises)

    def __getitem__(self, exercise: str) -> ExerciseVerdict:
        """Return the verdict on one exercise by its name."""
        for verdict in self.exercises:
            if verdict.exercise == exercise:
                return verdict
        known = ", ".join(verdict.exercise for verdict in self.exercises)
        raise KeyError(f"no exercise {exercise!r} in this verdict; it has {known}")

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as plain data, with the sums that a reader wants."""
        data = asdict(replace(self, outputs={}))
        data["outputs"] = shown.to_plain(self.outputs)
        data |= {"points": self.points, "max_points": self.max_points}
        for plain, verdict in zip(data["exercises"], self.exercises, strict=True):
            plain |= {"points": verdict.points, "max_points": verdict.max_points}
        return data

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the verdict as strict JSON."""
        return json.dumps(self.to_dict(), indent=indent, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Verdict:
        """Return the verdict that `to_dict` wrote."""
        return cls(
            week=data["week"],
            exercises=tuple(_exercise(item) for item in data["exercises"]),
            sandbox=data["sandbox"],
            notes=tuple(data["notes"]),
            problem=data["problem"],
            outputs=shown.from_plain(data.get("outputs", {})),
        )


def _exercise(data: Mapping[str, Any]) -> ExerciseVerdict:
    return ExerciseVerdict(
        exercise=data["exercise"],
        criteria=tuple(CriterionVerdict(**item) for item in data["criteria"]),
        notes=tuple(data["notes"]),
        followed_through=tuple(data["followed_through"]),
    )
