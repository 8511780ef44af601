"""Watch a process tree from outside, and end it when it uses too much.

The kernel limits each process; nothing portable limits their sum, or memory that they
share, or the number of files in memory. So these are looked at every few milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.sandbox.limits import Limits

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
INTERVAL = 0.02
OURS = 4  # processes of a sandbox that are not the student's


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


def wait_for(pids: list[int], seconds: float) -> None:
    """Wait until processes have left: a namespace is cleared after its head."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(map(_is_there, pids)):
        time.sleep(0.002)


def _is_there(pid: int) -> bool:
    """Whether a process still runs: one that only waits to be counted does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return not state.startswith(("Z", "X"))


def open_files(pid: int) -> int:
    """Return how many files, pipes and sockets a process holds open."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return 0


def room_taken(pid: int, folder: str) -> tuple[int, int]:
    """Return the files in a folder and their bytes, as a process sees the folder.

    A folder in memory knows; one on disk is walked through.
    """
    place = f"/proc/{pid}/root{folder}"
    try:
        room = os.statvfs(place)
        if _is_own_file_system(place):
            bytes_ = (room.f_blocks - room.f_bfree) * room.f_frsize
            return room.f_files - room.f_ffree, bytes_
        return _walked(folder)
    except OSError:
        return 0, 0


def _is_own_file_system(place: str) -> bool:
    return os.stat(place).st_dev != os.stat(f"{place}/..").st_dev


def _walked(folder: str) -> tuple[int, int]:
    count, bytes_ = 0, 0
    for place, folders, files in os.walk(folder):
        count += len(folders) + len(files)
        for name in files:
            with contextlib.suppress(OSError):
                bytes_ += os.lstat(f"{place}/{name}").st_blocks * 512
    return count, bytes_


class Watchdog(threading.Thread):
    """A thread that ends a submission whose memory, files or number pass a limit."""

    def __init__(self, members: Callable[[], list[int]], limits: Limits) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._members = members
        self._limits = limits
        self._folders: Sequence[str] = ()
        self._stopped = threading.Event()
        self.bit = False

    def look_into(self, folders: Sequence[str]) -> None:
        """Count the files in these folders too."""
        self._folders = folders

    def run(self) -> None:
        """Look, wait, look again."""
        while not self._stopped.wait(INTERVAL):
            members = self._members()
            if members and self._too_much(members):
                self.bit = True
                end(members)
                return

    def _too_much(self, members: list[int]) -> bool:
        if len(members) > self._limits.processes + OURS:
            return True
        # What waits in a pipe or a socket is the kernel's memory, and nobody's share.
        if sum(map(open_files, members)) > self._limits.open_files_of_all:
            return True
        for folder in self._folders:
            count, bytes_ = room_taken(members[-1], folder)
            if count > self._limits.files or bytes_ > self._limits.scratch_bytes:
                return True
        if sum(map(memory, members)) <= self._limits.memory:
            return False
        return sum(map(fair_memory, members)) > self._limits.memory

    def stop(self) -> None:
        """Stop looking, and wait until that is so."""
        self._stopped.set()
        if self.is_alive():
            self.join()
