"""Answers that are no plain values: what a function does, which relations it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Behaviour:
    """What a function that was returned answers, call after call."""

    answers: Sequence[Any]


@dataclass(frozen=True)
class Broken:
    """The relations that a result does not hold: (part, rung, sentence) for each.

    Two random results are alike when they break the same relations.
    """

    entries: Sequence[tuple[str, str, str]] = ()

    def __repr__(self) -> str:
        """Return the names of the relations, for a line of a table."""
        parts = list(dict.fromkeys(part for part, _, _ in self.entries))
        return f"not as asked: {', '.join(parts)}" if parts else "all as asked"
