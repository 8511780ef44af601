"""One submission's processes inside the walls, and the only line to them."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox import pool, watchdog
from autograder.sandbox.errors import SandboxTooSlow, SandboxUnavailable
from autograder.sandbox.inside.wire import Header, Link, WireError
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import Kind
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.walls.seccomp import UnknownProcessorError, assemble
from autograder.sandbox.walls.tiers import Tier
from autograder.sandbox.zygote import Zygote

Reply = tuple[Header, list[bytes]]
TOO_MUCH = "it used more memory or made more files than it may"


class Ended(Exception):  # noqa: N818 - it is news, not always an error
    """The process is gone: how, and why in a sentence."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Process:
    """A running submission. It is asked, it answers, and any wrong answer ends it."""

    def __init__(self, edition: Path, limits: Limits, tier: Tier, kind: str) -> None:
        self.limits = limits
        self.alive = True
        self._zygote = pool.lend(edition, tier, kind, limits)
        self._scratch = Scratch(tier, self._zygote.uid)
        self._link = Link(self._zygote.begin(), limits.reply_bytes)
        self._watchdog = watchdog.Watchdog(self._zygote.pids, limits)
        try:
            self._settle(_plan(self._zygote, self._scratch, limits))
            if self._zygote.group:
                self._zygote.group.hold(self._zygote.pids(), limits)
        except BaseException:
            self.end()
            raise
        if tier.name != "none":
            self._watchdog.look_into(self._scratch.folders)
        self._watchdog.start()

    def _settle(self, plan: dict[str, Any]) -> None:
        """Let it build its own walls, and wait until they stand."""
        name, until = (
            secrets.token_hex(16),
            time.monotonic() + self.limits.start_seconds,
        )
        try:
            program = assemble() if plan["strict"] else b""
            self._link.send({**plan, "id": name}, [program], until)
            header, _ = self._link.receive(until)
        except TimeoutError as error:
            raise SandboxTooSlow("The walls did not stand in time.") from error
        except WireError as error:
            raise SandboxUnavailable(f"The walls did not stand: {error}.") from error
        except UnknownProcessorError as error:
            raise SandboxUnavailable(f"{error}.") from error
        if header != {"id": name, "is": "ready"}:
            why = header.get("why", "it gave another answer")
            raise SandboxUnavailable(f"A wall does not stand here: {why}.")

    def ask(self, message: Header, buffers: list[bytes], until: float) -> Reply:
        """Send one message and return the answer to it.

        Raises:
            Ended: there was no right answer in time; the process is gone now.
        """
        name = secrets.token_hex(16)
        try:
            self._link.send({**message, "id": name}, buffers, until)
            header, data = self._link.receive(until)
            if header.pop("id", None) != name:
                raise WireError("an answer to no question")
            return header, data
        except TimeoutError:
            self.fail("timeout", "it did not answer in time")
        except WireError as error:
            # A hang-up is often the first sign of a process that was killed.
            self.fail("died", str(error))

    def fail(self, kind: Kind, reason: str) -> NoReturn:
        """End the process and raise `Ended`, with the true kind if memory ended it."""
        group = self._zygote.group
        if self._watchdog.bit or (group and group.bit):
            kind, reason = "memory", TOO_MUCH
        self.end()
        raise Ended(kind, reason)

    def pids(self) -> list[int]:
        """Return the host's numbers of the process and all it has started."""
        return self._zygote.pids() if self.alive else []

    def end(self) -> None:
        """Kill everything of the submission and wait until it is gone."""
        if not self.alive:
            return
        self.alive = False
        self._zygote.clear()
        self._watchdog.stop()
        self._link.close()
        self._scratch.remove()
        pool.give_back(self._zygote)


def _plan(born_from: Zygote, scratch: Scratch, limits: Limits) -> dict[str, Any]:
    """Return what a submission is told to build around itself."""
    tier = born_from.tier
    alone = tier.bubblewrap or born_from.uid is not None
    return {
        "apart": tier.apart,
        "strict": tier.name != "none",
        "home": scratch.folders[0],
        "scratch": list(scratch.folders),
        "scratch_bytes": limits.scratch_bytes,
        "files": limits.files,
        "readable": born_from.readable,
        "limits": limits.of_process(alone=alone),
        "reply_bytes": limits.reply_bytes,
    }
