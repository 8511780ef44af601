"""Relations: what a random result must be, whatever the numbers.

A dropout mask, an initial weight, a shuffle: no fixed number is right, and no seed is
asked for. Relations say what holds between the arguments and the result; each has a
name and a sentence for the learner whose result breaks it.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.desk.answers import Broken
from course_utils.desk.compare import Rules, differences
from course_utils.desk.standins import StandIn, enliven


@dataclass(frozen=True)
class Relation:
    """One thing that must hold: its name, what to say if not, and the question.

    `holds` is a helper. It is called with the arguments of the call as one dict, which
    has also what was withheld from the learner, and then with each result.
    """

    name: str
    says: str
    holds: StandIn


@dataclass(frozen=True)
class Relations:
    """What must hold of a result, and of how many calls with the same arguments.

    `structure` asks first for the reference's types, keys, lengths and shapes.
    `another` names a whole number among the arguments, such as a seed: after the
    repeats comes a call with the next number in its place, if the case gives one.
    """

    every: tuple[Relation, ...] = ()
    repeats: int = 1
    structure: bool = True
    another: str = ""

    def __bool__(self) -> bool:
        return bool(self.every)

    def calls(self, arguments: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return the arguments of every call that a case asks for, in order."""
        same = [arguments] * self.repeats
        if self.another not in arguments:
            return same
        return [*same, {**arguments, self.another: arguments[self.another] + 1}]

    def broken(
        self,
        arguments: Mapping[str, Any],
        values: Sequence[Any],
        like: Any,
        rules: Rules,
    ) -> Broken:
        """Return the relations that the values break, or how their structure is off."""
        if self.structure:
            off = [d for v in values for d in differences(v, like, rules)]
            entries = [(d.part, d.rung, d.sentence) for d in off if d.rung != "value"]
            if entries:
                return Broken(tuple(dict.fromkeys(entries)))
        return Broken(
            tuple(
                (relation.name, "relation", relation.says)
                for relation in self.every
                if not _holds(relation, arguments, values)
            )
        )


def like(value: Any) -> Any:
    """Return a value of the same structure that tells none of the numbers."""
    if isinstance(value, dict):
        return {key: like(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(like(item) for item in value)
    if isinstance(value, np.ndarray | np.generic):
        return np.zeros_like(value)[()]
    return type(value)() if isinstance(value, bool | int | float | complex) else value


def _holds(
    relation: Relation, arguments: Mapping[str, Any], values: Sequence[Any]
) -> bool:
    """Whether the relation holds; a result it cannot even be asked of breaks it."""
    question = relation.holds.live()
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(question(enliven(dict(arguments)), *values))
        except Exception:
            return False
