"""Survivors that somebody has looked at, with the reason why they may live.

`reviewed.toml` has a table for each week, one line a mutant: its id and why. Under
`equivalent` stand those whose answers nobody could tell from right ones: they leave
the score alone. Under `allowed` stand those that differ, but not in what is asked:
they count against it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.audit.mutation.killing import Fate

FILE = Path(__file__).with_name("reviewed.toml")


@dataclass(frozen=True)
class Reviewed:
    """The reasons of a week by the id of the mutant."""

    equivalent: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, str] = field(default_factory=dict)

    def stale(self, names: Collection[str], fates: Iterable[Fate]) -> list[str]:
        """Return a sentence for every line that no surviving mutant has any more."""
        killed = {fate.mutant.id: fate.by for fate in fates if fate.killed}
        entries = (*self.equivalent, *self.allowed)
        gone = [f"no mutant is called {e!r}" for e in entries if e not in names]
        return gone + [
            f"the tests notice {e!r} ({killed[e]})" for e in entries if e in killed
        ]


def reviewed(week: str, file: Path = FILE) -> Reviewed:
    """Return what was said of the survivors of a week."""
    week_table = tomllib.loads(file.read_text("utf-8")).get(week, {})
    return Reviewed(week_table.get("equivalent", {}), week_table.get("allowed", {}))
