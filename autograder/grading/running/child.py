"""Worker processes of our own: each is asked line by line, and may die alone.

They are new programs, not forks, in a session of their own: Ctrl-C in a terminal is for
the grader, which then ends them. One that dies takes only its own submission with it.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, cast

from autograder.grading.running.sources import PACKAGES

log = logging.getLogger(__name__)

START = "import sys; sys.path[:] = {!r}; from {} import serve; serve({})"
SERVER = "autograder.grading.running.server"
SECONDS_TO_LEAVE = 5.0
# As many threads as there are processes is enough for the cores there are.
VARIABLES = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class WorkerDiedError(Exception):
    """A worker ended in the midst of a task; the message says how."""


class Child:
    """One worker process."""

    def __init__(self) -> None:
        path = [*filter(None, sys.path), str(PACKAGES)]
        start = START.format(path, SERVER, os.getpid())
        self._complaints = tempfile.TemporaryFile()
        self._dismissed = False
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, **VARIABLES},
            start_new_session=True,
        )
        self._asked = cast(IO[bytes], self._popen.stdin)
        self._answers = cast(IO[bytes], self._popen.stdout)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._popen.pid

    def ask(self, task: str) -> str:
        """Return the answer to a task.

        Raises:
            WorkerDiedError: the process is gone, and so is the answer.
        """
        try:
            self._asked.write(task.encode() + b"\n")
            self._asked.flush()
            answer = self._answers.readline()
        except (OSError, ValueError):
            answer = b""
        if not answer.endswith(b"\n"):
            raise WorkerDiedError(self._obituary())
        return answer.decode()

    def end(self, *, kill: bool = False) -> None:
        """Let the process leave, or kill it; its sandboxes end with it."""
        self._dismissed = True
        if kill:
            self._popen.kill()
        with suppress(OSError):
            self._asked.close()
        try:
            self._popen.wait(SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def forget(self) -> None:
        """Close the pipes of a process that has ended."""
        for file in (self._asked, self._answers, self._complaints):
            with suppress(OSError):
                file.close()

    def _obituary(self) -> str:
        expected = self._dismissed
        self.end(kill=True)
        self._complaints.seek(0)
        said = self._complaints.read(20_000).decode(errors="replace")
        code = self._popen.returncode
        if not expected:
            log.error("worker %s ended with %s: %s", self.pid, code, said)
        if code == -signal.SIGKILL:
            return "The worker that judged it was killed: out of memory, perhaps."
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        return f"The worker that judged it ended {how}."


class Children:
    """A few worker processes, each with a thread that waits for it."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._living: set[Child] = set()
        self._closed = False

    def submit(self, task: str) -> Future[str]:
        """Let the next free process answer."""
        return self._threads.submit(self._ask, task)

    def pids(self) -> list[int]:
        """Return the numbers of the processes."""
        with self._lock:
            return [child.pid for child in self._living]

    def close(self, *, kill: bool = False) -> None:
        """Let the processes leave; kill them if they are in the midst of work."""
        with self._lock:
            self._closed = True
            living, self._living = self._living, set()
        for child in living:
            child.end(kill=kill)
        self._threads.shutdown(cancel_futures=True)
        for child in living:
            child.forget()

    def _ask(self, task: str) -> str:
        child = getattr(self._mine, "child", None) or self._start()
        try:
            return child.ask(task)
        except WorkerDiedError:
            self._mine.child = None
            with self._lock:
                if child in self._living:
                    self._living.discard(child)
                    child.forget()
            raise

    def _start(self) -> Child:
        with self._lock:
            if self._closed:
                raise WorkerDiedError("The grader is ending.")
            child = self._mine.child = Child()
            self._living.add(child)
        return child
