"""A world of one's own: users, processes, files, network, names and messages."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from . import kernel

NEW_MOUNTS, NEW_NAMES, NEW_MESSAGES = 0x20000, 0x4000000, 0x8000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
EVERYTHING = (
    NEW_USERS | NEW_MOUNTS | NEW_NAMES | NEW_MESSAGES | NEW_PROCESSES | NEW_NETWORK
)
NO_SETUID, NO_DEVICES, NO_PROGRAMS = 2, 4, 8
PRIVATE, RECURSIVE = 1 << 18, 1 << 14


def enter(folders: Sequence[str], *, size: int, files: int) -> bool:
    """Go on in new namespaces, with empty scratch folders.

    Three processes come of one: the caller stays outside and waits; the first process
    inside, whose end makes the kernel end all others there, waits too; a second one
    goes on, an ordinary process whose signals mean what they always mean.

    Returns:
        whether /proc now shows our own processes only; some systems refuse that.

    Raises:
        OSError: this system does not let a program make namespaces here.
    """
    user, group = os.getuid(), os.getgid()
    kernel.be_readable()
    kernel.checked(kernel.libc.unshare(EVERYTHING), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _go_on_in_a_child()
    _mount(None, "/", None, PRIVATE | RECURSIVE, "")
    for folder in folders:
        _scratch(folder, size, files)
    own_processes = _try_own_proc()
    _go_on_in_a_child()
    return own_processes


def stay_near() -> None:
    """Go on in a child whose every descendant is ended with it, without namespaces."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    _go_on_in_a_child()


def _go_on_in_a_child() -> None:
    """Fork; the parent only waits, and the child dies with it."""
    child = os.fork()
    if child:
        _wait(child)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait(child: int) -> NoReturn:
    """Hold nothing open, wait for one child, end what else is left, and end.

    On the way, whatever a submission has left behind is cleared away.
    """
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    kernel.be_unreadable()
    with suppress(ChildProcessError):
        while os.wait()[0] != child:
            pass
    own = Path(f"/proc/self/task/{os.getpid()}/children")
    while left := _children(own):
        for pid in left:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        for pid in left:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
    os._exit(0)


def _children(listing: Path) -> list[int]:
    try:
        return [int(pid) for pid in listing.read_text().split()]
    except OSError:
        return []


def _try_own_proc() -> bool:
    try:
        _mount("proc", "/proc", "proc", NO_SETUID | NO_DEVICES | NO_PROGRAMS, "")
    except OSError:
        return False
    return True


def _scratch(folder: str, size: int, files: int) -> None:
    """Lay an empty folder in memory over `folder`, with room for so much."""
    room = f"size={size},nr_inodes={files},mode=1777"
    _mount("tmpfs", folder, "tmpfs", NO_SETUID | NO_DEVICES, room)


def _mount(what: str | None, where: str, kind: str | None, how: int, room: str) -> None:
    words = [None if x is None else x.encode() for x in (what, where, kind)]
    result = kernel.libc.mount(*words, ctypes.c_ulong(how), room.encode())
    kernel.checked(result, f"mount {where}")
