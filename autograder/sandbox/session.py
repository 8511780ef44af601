"""A student's notebook, alive behind walls: run its cells, call its functions."""

from __future__ import annotations

import compileall
import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.sandbox import answering, claims
from autograder.sandbox.errors import SandboxTooSlow, SandboxUnavailable
from autograder.sandbox.inside.wire import Header, WireError
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import Cell, Outcome
from autograder.sandbox.process import Ended, Process, Reply
from autograder.sandbox.walls import tiers
from autograder.sandbox.walls.environment import INSIDE, lacking
from autograder.sandbox.walls.tiers import Tier, TierName
from course_utils.desk import plain

Proxies = Mapping[str, Callable[..., Any]]
SPENT = "the whole submission has used up its time"


def open_session(
    student_edition: Path,
    *,
    limits: Limits | None = None,
    trust: bool = False,
    environment: str = "numpy",
    require: TierName | None = None,
) -> Session:
    """Start a sandbox with `student_edition/course_utils` on its desk.

    With `trust`, the same code runs as a plain process: limits, but no walls. A sandbox
    ends with the thread that started it; `close_zygotes` ends what is kept warm.

    Args:
        student_edition: a folder that holds `course_utils` and stays as it is.
        limits: what a submission may use; those of the environment, if None.
        trust: start no walls at all.
        environment: the packages that are there: "numpy" or "tensorflow".
        require: the weakest kind of walls that will do ("A", "A'" or "B").

    Raises:
        SandboxUnavailable: there are no such walls here; the message says what to do.
    """
    if not (student_edition / "course_utils").is_dir():
        raise ValueError(f"{student_edition} has no folder course_utils")
    if not hasattr(os, "fork"):
        raise SandboxUnavailable("Grading needs Linux: use a container or WSL.")
    if reason := lacking(environment):
        raise SandboxUnavailable(reason)
    edition = student_edition.resolve()
    _compile(edition)
    limits = limits or Limits.of(environment)
    if trust:
        return Session(edition, limits, tiers.TIERS["none"], environment)
    return _behind_walls(edition, limits, environment, require)


@cache
def _compile(edition: Path) -> None:
    """Compile what is imported inside: nothing can be written there to keep it."""
    for folder in (edition, INSIDE):
        compileall.compile_dir(folder, quiet=2)


def _behind_walls(
    edition: Path, limits: Limits, environment: str, require: TierName | None
) -> Session:
    """Open a session behind the strongest walls that stand here.

    What stood once is what this process uses, and a start that takes too long says
    nothing about walls: a crowded moment never makes those of a class weaker.
    """
    reasons: dict[str, str] = {}
    for tier in tiers.to_try(require):
        try:
            if reason := tiers.why_not(tier):
                raise SandboxUnavailable(f"{reason}.")
            session = _patiently(edition, limits, tier, environment)
        except SandboxTooSlow:
            raise
        except SandboxUnavailable as error:
            reasons[tier.name] = str(error)
            continue
        tiers.found(tier)
        return session
    raise tiers.refusal(reasons, require)


def _patiently(edition: Path, limits: Limits, tier: Tier, kind: str) -> Session:
    """Open a session, with a second try on a machine that had no time for the first."""
    try:
        return Session(edition, limits, tier, kind)
    except SandboxTooSlow:
        return Session(edition, limits, tier, kind)


class Session:
    """One submission's process, started again whenever student code has ended it."""

    def __init__(self, edition: Path, limits: Limits, tier: Tier, kind: str) -> None:
        self.tier: TierName = tier.name
        self.limits = limits
        self._edition = edition
        self._tier = tier
        self._kind = kind
        self._cells: list[Cell] = []
        self._starts = 0
        self._until = time.monotonic() + limits.total_seconds
        self._process: Process | None = None
        self._closed = False
        self._ready()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process and all it has started."""
        self._closed = True
        if self._process:
            self._process.end()

    def pids(self) -> list[int]:
        """Return the host's process numbers of all that runs inside."""
        return self._process.pids() if self._process and self._process.alive else []

    def run(self, cells: Sequence[Cell]) -> list[Outcome]:
        """Execute cells in order in one new namespace; each has its own outcome.

        A cell that ends the process is left out when the ones before it run again.
        """
        self._cells, outcomes = [], []
        self._guarded(self._forget)
        for cell in cells:
            outcomes.append(self._guarded(self._run_one, cell))
            if self._survived():
                self._cells.append(cell)
        return outcomes

    def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        proxies: Proxies | None = None,
        count_events: bool = False,
        timeout: float | None = None,
        keep: bool = False,
        seed: int = 0,
    ) -> Outcome:
        """Call a function of the student with the values of `arguments`, in order.

        While the call lasts, the functions of the student that `proxies` names are
        replaced by ours, which answer from here. With `keep`, what is returned stays
        inside and can be called by the name `KEPT`, or asked as a Keras model by the
        name `MODEL`. `seed` is where global random numbers start from.
        """
        tree, buffers = plain.encode(list(arguments.values()))
        proxies = dict(proxies or {})
        message = {"do": "call", "name": name, "data": tree, "proxies": list(proxies)}
        message |= {"count_events": count_events, "keep": keep, "seed": seed}
        seconds = self.limits.call_seconds if timeout is None else timeout
        keys = list(arguments)
        return self._guarded(self._ask, message, buffers, keys, seconds, proxies)

    def restart(self) -> None:
        """Start afresh, and run again the cells of the last `run`."""
        if self._process:
            self._process.end()
        with contextlib.suppress(Ended):  # the next request says why there is none
            self._ready()

    @contextlib.contextmanager
    def half_of_the_time(self) -> Iterator[None]:
        """Let what is done meanwhile have half of the time left, and no more."""
        whole, now = self._until, time.monotonic()
        self._until = now + (whole - now) / 2
        try:
            yield
        finally:
            self._until = whole

    def _survived(self) -> bool:
        return self._process is not None and self._process.alive

    def _ready(self) -> Process:
        """Return a living process that has seen the cells."""
        if self._closed:
            raise ValueError("the session is closed")
        if self._process and time.monotonic() > self._until:
            raise Ended("timeout", SPENT)
        while not (self._process and self._process.alive):
            if self._starts > self.limits.restarts:
                raise Ended("died", "it ended the sandbox too many times")
            self._starts += 1
            if self._process:
                self._process.end()
            self._process = self._start()
            for cell in self._cells:
                if time.monotonic() > self._until:
                    break
                try:
                    self._run_one(self._process, cell)
                except Ended:
                    self._cells = [c for c in self._cells if c is not cell]
                    break
        return self._process

    def _start(self) -> Process:
        """Start a process; where a warm interpreter has died, another takes over."""
        try:
            return Process(self._edition, self.limits, self._tier, self._kind)
        except SandboxUnavailable:
            if not self._process:
                raise
            return Process(self._edition, self.limits, self._tier, self._kind)

    def _guarded(self, step: Callable[..., Outcome], *details: Any) -> Outcome:
        """Take one step in a living process; its end is an outcome too."""
        start = time.monotonic()
        try:
            process = self._ready()
            start = time.monotonic()
            return step(process, *details)
        except Ended as ended:
            seconds = time.monotonic() - start
            return Outcome(kind=ended.kind, reason=ended.reason, seconds=seconds)

    def _forget(self, process: Process) -> Outcome:
        seconds = self.limits.cell_seconds
        return self._ask(process, {"do": "forget"}, [], [], seconds, {})

    def _run_one(self, process: Process, cell: Cell) -> Outcome:
        message = {"do": "run", "name": cell.name, "source": cell.source}
        return self._ask(process, message, [], [], self.limits.cell_seconds, {})

    def _ask(
        self,
        process: Process,
        message: Header,
        buffers: list[bytes],
        keys: Sequence[str],
        seconds: float,
        proxies: Proxies,
    ) -> Outcome:
        """Send one message, answer what it asks back, and read its outcome."""
        start = time.monotonic()
        until = start + seconds
        header, data = process.ask(message, buffers, until)
        try:
            for _ in range(self.limits.questions):
                if header.get("is") != "ask":
                    return claims.outcome(header, data, keys, time.monotonic() - start)
                reply, sent = self._answer(header, data, proxies, until)
                header, data = process.ask(reply, sent, until)
        except WireError as error:
            process.fail("died", str(error))
        except TimeoutError:
            process.fail("timeout", "it did not answer in time")
        process.fail("timeout", "it asked too many questions")

    def _answer(
        self, header: Header, data: list[bytes], proxies: Proxies, until: float
    ) -> Reply:
        name = header.get("name")
        if type(name) is not str or name not in proxies:
            raise WireError("a question for nobody")
        arguments, keywords = claims.question(header.get("data"), data)
        return answering.answer(proxies[name], arguments, keywords, until)
