"""Watch a process tree from outside, and end it when it uses too much.

The kernel limits each process; nothing portable limits their sum, or memory that they
share, or the number of files in memory. So these are looked at every few milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Sequence
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


def files(pid: int, folder: str) -> int:
    """Return how many files a folder in memory has, as a process sees the folder."""
    try:
        room = os.statvfs(f"/proc/{pid}/root{folder}")
    except OSError:
        return 0
    return room.f_files - room.f_ffree


class Watchdog(threading.Thread):
    """A thread that ends a process tree whose memory or files pass a limit."""

    def __init__(self, pid: int, memory_limit: int) -> None:
        super().__init__(name=f"watchdog-{pid}", daemon=True)
        self._pid = pid
        self._memory_limit = memory_limit
        self._file_limit = 0
        self._folders: Sequence[str] = ()
        self._stopped = threading.Event()
        self.bit = False

    def count_files(self, folders: Sequence[str], limit: int) -> None:
        """Look at these folders too; to be called when the walls stand around them."""
        self._file_limit, self._folders = limit, folders

    def run(self) -> None:
        """Look, wait, look again."""
        while not self._stopped.wait(INTERVAL):
            if self._too_much():
                self.bit = True
                end(family(self._pid))
                return

    def _too_much(self) -> bool:
        members = family(self._pid)
        # The first member stands outside the walls, the second just inside.
        for folder in self._folders if len(members) > 1 else ():
            if files(members[1], folder) > self._file_limit:
                return True
        if sum(map(memory, members)) <= self._memory_limit:
            return False
        return sum(map(fair_memory, members)) > self._memory_limit

    def stop(self) -> None:
        """Stop looking, and wait until that is so."""
        self._stopped.set()
        self.join()
