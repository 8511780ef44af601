"""The few system calls that Python has no names for."""

from __future__ import annotations

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

# The same on every processor that Linux has been given since 2020.
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
CAPSET = {"x86_64": 126, "aarch64": 91}


def checked(result: int, what: str) -> int:
    """Return the result of a call into the kernel.

    Raises:
        OSError: the call failed; the message says which.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def prctl(option: int, *arguments: int) -> int:
    """Change something about this process."""
    words = [ctypes.c_ulong(x) for x in (*arguments, 0, 0, 0, 0)[:4]]
    return checked(libc.prctl(option, *words), f"prctl {option}")


def system_call(number: int, *arguments: int | bytes | None) -> int:
    """Make a system call by its number; bytes travel by their address."""
    words = [x if isinstance(x, bytes) else ctypes.c_long(x or 0) for x in arguments]
    result = libc.syscall(ctypes.c_long(number), *words)
    return checked(int(result), f"system call {number}")


def gain_nothing() -> None:
    """Promise that no program this process starts has more rights than it has."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def be_unreadable() -> None:
    """Let no process of the same user look into this one."""
    prctl(PR_SET_DUMPABLE, 0)


def be_readable() -> None:
    """Let this process open its own files in /proc again."""
    prctl(PR_SET_DUMPABLE, 1)
