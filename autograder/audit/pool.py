"""Work for all cores, in children that may loop for ever or eat memory.

`concurrent.futures` cannot end work that does not end by itself; this pool does: it
kills the child and starts another.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

GIB = 1 << 30
MEMORY = 3 * GIB
PATIENCE = 10
"""A job may take this many times its seconds by the clock, if it only waits."""
SETTLING = 60.0
"""Seconds that a child may take to import what its job needs."""
STARTED = "started"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
TICK = 0.2


class Overran(str):
    """What comes of a job that was ended: the word says why."""


@dataclass(frozen=True)
class Job:
    """Work for a child: both parts can be pickled.

    Attributes:
        work: a function at the top of a module.
        task: its argument.
        seconds: how much processor time it may take.
    """

    work: Callable[[Any], Any]
    task: Any
    seconds: float


def run(jobs: Sequence[Job], workers: int | None = None) -> Iterator[tuple[int, Any]]:
    """Yield the number and the result of every job, as they come.

    Without a number of workers there are as many as cores.

    Raises:
        RuntimeError: the work raised; the message holds its traceback.
    """
    count = min(workers or os.cpu_count() or 1, len(jobs))
    children = [_Child() for _ in range(count)]
    try:
        yield from _share_out(children, jobs)
    finally:
        for child in children:
            child.end()


def _share_out(
    children: Sequence[_Child], jobs: Sequence[Job]
) -> Iterator[tuple[int, Any]]:
    waiting = list(enumerate(jobs))[::-1]
    for child in children:
        child.give(*waiting.pop())
    while busy := [child for child in children if child.busy]:
        ready = wait([child.link for child in busy], timeout=TICK)
        for child in busy:
            if child.link in ready:
                result = child.take()
                if result is STARTED:
                    continue
            elif reason := child.overran():
                result = Overran(reason)
                child.renew()
            else:
                continue
            yield child.number, result
            child.busy = False
            if waiting:
                child.give(*waiting.pop())


@dataclass
class _Child:
    number: int = -1
    busy: bool = False
    link: Connection = field(init=False)
    process: SpawnProcess = field(init=False)
    _job: Job = field(init=False)
    _seconds: float = 0.0
    _cpu: float = 0.0
    _since: float = 0.0

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Start a process, in place of the one before."""
        self.end()
        context = get_context("spawn")
        self.link, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far,), daemon=True)
        with _environment(ONE_THREAD):
            self.process.start()
        far.close()

    def give(self, number: int, job: Job) -> None:
        self.number, self.busy, self._job = number, True, job
        self._wind(SETTLING)
        self.link.send((job.work, job.task))

    def _wind(self, seconds: float) -> None:
        """Count the time anew from here."""
        self._cpu, self._since = self._used(), time.monotonic()
        self._seconds = seconds

    def take(self) -> Any:
        """Return the result, or STARTED, from when on the job's own time counts."""
        try:
            result, trouble = self.link.recv()
        except (EOFError, OSError):
            self.renew()
            return Overran("died")
        if trouble == STARTED:
            self._wind(self._job.seconds)
            return STARTED
        if trouble:
            raise RuntimeError(trouble)
        return result

    def overran(self) -> str:
        """Return why the job must end now, or nothing."""
        slow = time.monotonic() - self._since > PATIENCE * self._seconds
        return "time" if slow or self._used() - self._cpu > self._seconds else ""

    def end(self) -> None:
        if hasattr(self, "process"):
            self.process.kill()
            self.process.join()
            self.link.close()

    def _used(self) -> float:
        """Return the seconds of processor time that the child has used."""
        try:
            with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _serve(link: Connection) -> None:
    """Live in the child: take a job, answer, and so on until the other end is gone."""
    import resource
    import warnings

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    while True:
        try:
            work, task = link.recv()
            link.send((None, STARTED))
        except EOFError:
            return
        try:
            link.send((work(task), ""))
        except Exception:
            link.send((None, traceback.format_exc()))


@contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
