"""Where judging happens: here, in processes of this machine, or on a Dask cluster.

All of them take a task as text and give a future of the answer as text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, cast

from autograder.grading.running.child import Children, WorkerDiedError
from autograder.grading.worker import judge_task
from autograder.sandbox import close_zygotes

SECONDS_TO_REACH_A_CLUSTER = 20
# Enough under way for an adaptive cluster to see that it is wanted.
FEWEST_ON_A_CLUSTER = 32


class PlaceError(Exception):
    """There is nowhere to judge, or no longer; the message says what to do."""


class Asked(Protocol):
    """What a place takes: a task as text, and whom it is about."""

    @property
    def task(self) -> str:
        """Return the task as JSON."""


class Place:
    """A place to judge; a context manager.

    Attributes:
        size: how many judge at a time.
        most: how many may be under way, those that wait for a judge included.
        processes: how many have to start up before they can judge.
    """

    size = 1
    most = 1
    processes = 1

    def warm_up(self, probe: Asked) -> None:
        """Begin to start up, if that takes a while; nobody waits for what comes of it.

        `probe` asks for a sandbox and for no work.
        """

    def submit(self, asked: Asked) -> Future[str]:
        """Start judging, and return the future answer.

        The future raises `WorkerDiedError` if the worker died of it, and `PlaceError`
        if the whole place is gone.
        """
        raise NotImplementedError

    def close(self, *, kill: bool = False) -> None:
        """End all that was started, `kill`ing what is in the midst of work."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(kill=kind is not None)


class Here(Place):
    """This very process, one after the other: best for a handful."""

    def submit(self, asked: Asked) -> Future[str]:
        """Judge at once."""
        future: Future[str] = Future()
        future.set_result(judge_task(asked.task))
        return future

    def close(self, *, kill: bool = False) -> None:
        """End the sandboxes that were kept warm."""
        close_zygotes()


class Processes(Place):
    """Worker processes of this machine."""

    def __init__(self, workers: int) -> None:
        self._children = Children(workers)
        # One more for each, so that none waits while results are written.
        self.size, self.most, self.processes = workers, 2 * workers, workers

    def warm_up(self, probe: Asked) -> None:
        """Let every process make its sandbox ready."""
        for _ in range(self.processes):
            self.submit(probe)

    def submit(self, asked: Asked) -> Future[str]:
        """Give the task to the next free process."""
        return self._children.submit(asked.task)

    def pids(self) -> list[int]:
        """Return the numbers of the processes."""
        return self._children.pids()

    def close(self, *, kill: bool = False) -> None:
        """End the processes."""
        self._children.close(kill=kill)


class Threads(Place):
    """Threads of this process with a judge of the caller's own."""

    def __init__(self, judge: Callable[[Any], str], workers: int) -> None:
        self._judge = judge
        self.size, self.most = workers, workers
        self._threads = ThreadPoolExecutor(workers)

    def submit(self, asked: Asked) -> Future[str]:
        """Let the judge answer."""
        return self._threads.submit(self._judge, asked)

    def close(self, *, kill: bool = False) -> None:
        """Wait for those under way; a thread cannot be killed."""
        self._threads.shutdown(cancel_futures=True)


class Cluster(Place):
    """The workers of a Dask scheduler, on whatever machines they are."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise PlaceError(
                "--scheduler needs Dask: pip install 'deep-learning-workbook[scale]'"
            ) from error
        wait, connect = SECONDS_TO_REACH_A_CLUSTER, cast(Any, Client)
        try:
            self._client = connect(address, timeout=wait, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            raise PlaceError(f"No Dask scheduler answers at {address}.") from error
        try:
            self._client.wait_for_workers(1, timeout=wait)
        except OSError as error:
            self._client.close()
            raise PlaceError(f"The scheduler at {address} has no workers.") from error
        self._address = address
        self._executor = self._client.get_executor(pure=False)
        self.size = sum(self._client.nthreads().values())
        self.most = max(2 * self.size + 2, FEWEST_ON_A_CLUSTER)

    def submit(self, asked: Asked) -> Future[str]:
        """Send the task to some worker of the cluster."""
        answer: Future[str] = Future()
        there = self._executor.submit(judge_task, asked.task)
        there.add_done_callback(lambda done: self._pass_on(done, answer))
        return answer

    def close(self, *, kill: bool = False) -> None:
        """Take back what is not begun, and leave the cluster as it was."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def _pass_on(self, done: Future[str], answer: Future[str]) -> None:
        try:
            answer.set_result(done.result())
        except (Exception, CancelledError) as error:
            answer.set_exception(self._in_words(error))

    def _in_words(self, error: BaseException) -> Exception:
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return WorkerDiedError("The workers of the cluster that judged it died.")
        if isinstance(error, CancelledError):
            return PlaceError(f"The scheduler at {self._address} went away.")
        return RuntimeError(f"The cluster failed: {type(error).__name__}: {error}")


def usable_cores() -> int:
    """Return how many cores this process may use: its mask, and its cgroup's share."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return max(1, min(cores, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no such share, or "max"
        return cores
