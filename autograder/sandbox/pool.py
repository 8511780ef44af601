"""Warm interpreters that a thread keeps, each lent to one submission at a time.

A sandbox ends with the thread that started it (bubblewrap is told to die with its
parent), so every thread has its own.
"""

from __future__ import annotations

import threading
from pathlib import Path

from autograder.sandbox.limits import Limits
from autograder.sandbox.walls.tiers import Tier
from autograder.sandbox.zygote import Zygote

MOST_IDLE = 2  # of one thread

_kept = threading.local()


def lend(edition: Path, tier: Tier, kind: str, limits: Limits) -> Zygote:
    """Return a zygote that nobody uses: a kept one if there is, else a new one."""
    for zygote in list(_idle()):
        if zygote.key == (edition, tier.name, kind):
            _idle().remove(zygote)
            if zygote.alive:
                return zygote
            zygote.end()
    return Zygote(edition, tier, kind, limits)


def give_back(zygote: Zygote) -> None:
    """Keep a zygote for this thread's next submission, if it can start one."""
    if not (zygote.alive and zygote.tier.forks):
        zygote.end()
        return
    _idle().append(zygote)
    if len(_idle()) > MOST_IDLE:
        _idle().pop(0).end()


def close_zygotes() -> None:
    """End the warm interpreters that this thread keeps."""
    while _idle():
        _idle().pop().end()


def _idle() -> list[Zygote]:
    if not hasattr(_kept, "idle"):
        _kept.idle = []
    idle: list[Zygote] = _kept.idle
    return idle
