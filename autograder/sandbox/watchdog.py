"""Watch the memory of a process tree from outside, and end it when it is too much.

The kernel limits each process; nothing portable limits their sum, or memory that they
share. So the sum is looked at every few milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
INTERVAL = 0.02


def family(pid: int) -> list[int]:
    """Return a process and everything that descends from it, parents first."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def end(pids: list[int]) -> None:
    """Kill processes, the last ones first."""
    for pid in reversed(pids):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def memory(pid: int) -> int:
    """Return the resident bytes of one process, shared pages included."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def fair_memory(pid: int) -> int:
    """Return the resident bytes of one process, each shared page counted by its part.

    This costs more to read, and is not always allowed.
    """
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return memory(pid)


class Watchdog(threading.Thread):
    """A thread that ends a process tree whose memory passes a limit."""

    def __init__(self, pid: int, limit: int) -> None:
        super().__init__(name=f"watchdog-{pid}", daemon=True)
        self._pid = pid
        self._limit = limit
        self._stopped = threading.Event()
        self.bit = False

    def run(self) -> None:
        """Look, wait, look again."""
        while not self._stopped.wait(INTERVAL):
            if self._too_much():
                self.bit = True
                end(family(self._pid))
                return

    def _too_much(self) -> bool:
        members = family(self._pid)
        if sum(map(memory, members)) <= self._limit:
            return False
        return sum(map(fair_memory, members)) > self._limit

    def stop(self) -> None:
        """Stop looking, and wait until that is so."""
        self._stopped.set()
        self.join()
