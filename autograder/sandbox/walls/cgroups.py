"""Control groups: where we may make one, the kernel itself counts a submission's sum.

They are a bonus. Few users may make them, so that the watchdog looks in any case; but a
group holds its limit to the byte, however fast the memory is filled.
"""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.sandbox.limits import Limits

ROOT = Path("/sys/fs/cgroup")
OURS = 4  # processes of a sandbox that are not the student's
WRITABLE = 3  # scratch folders in memory, which a group counts
PREFIX = "workbook-"
# What is written where: in the two versions of control groups.
FILES = {
    "v1": {"memory": "memory.limit_in_bytes", "pids": "pids.max"},
    "v2": {"memory": "memory.max", "pids": "pids.max"},
}
DEATHS = {"v1": "memory.oom_control", "v2": "memory.events"}


class Cgroup:
    """The group of one sandbox; one submission after another is put into it."""

    def __init__(self, version: str, folders: Mapping[str, Path]) -> None:
        self._version = version
        self._folders = folders
        self._deaths = 0

    @classmethod
    def make(cls) -> Cgroup | None:
        """Return a new group, or None where we may not make one."""
        sweep()
        for version, parents in (("v2", _parents_v2()), ("v1", _parents_v1())):
            name = f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
            folders = {kind: parent / name for kind, parent in parents.items()}
            try:
                for folder in dict.fromkeys(folders.values()):
                    folder.mkdir()
                if folders:
                    return cls(version, folders)
            except OSError:
                cls(version, folders).remove()
        return None

    def hold(self, pids: Iterable[int], limits: Limits) -> None:
        """Put the processes of a submission in, with its limits, as far as it goes."""
        room = limits.memory + WRITABLE * limits.scratch_bytes
        most = {"memory": room, "pids": limits.processes + OURS}
        for kind, folder in self._folders.items():
            _write(folder / FILES[self._version][kind], most[kind])
        for folder in dict.fromkeys(self._folders.values()):
            for pid in pids:
                _write(folder / "cgroup.procs", pid)
        self._deaths = self._counted()

    @property
    def bit(self) -> bool:
        """Whether the kernel has ended a process of this submission for its memory."""
        return self._counted() > self._deaths

    def remove(self) -> None:
        """Remove the group; one that still has processes goes with the next start."""
        for folder in self._folders.values():
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _counted(self) -> int:
        try:
            text = (self._folders["memory"] / DEATHS[self._version]).read_text()
        except OSError:
            return 0
        words = dict(line.split() for line in text.splitlines())
        return int(words.get("oom_kill", 0))


def _write(file: Path, number: int) -> None:
    with contextlib.suppress(OSError):
        file.write_text(str(number))


@functools.cache
def sweep() -> None:
    """Remove the empty groups that killed graders have left."""
    for parent in {*_parents_v1().values(), *_parents_v2().values()}:
        for folder in parent.glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                folder.rmdir()  # refused as long as a process is in it


def _own() -> dict[str, str]:
    """Return the group that we are in, by the names of its controllers."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    parts = (line.split(":", 2) for line in lines)
    return {name: path for _, names, path in parts for name in names.split(",")}


def _parents_v2() -> dict[str, Path]:
    path = _own().get("")
    if path is None:
        return {}
    parent = ROOT / path.lstrip("/")
    try:
        given = (parent / "cgroup.subtree_control").read_text().split()
    except OSError:
        return {}
    return dict.fromkeys(FILES["v2"], parent) if {*FILES["v2"]} <= {*given} else {}


def _parents_v1() -> dict[str, Path]:
    own = _own()
    parents = {k: ROOT / k / own[k].lstrip("/") for k in FILES["v1"] if k in own}
    whole = len(parents) == len(FILES["v1"])
    return parents if whole and all(p.is_dir() for p in parents.values()) else {}
