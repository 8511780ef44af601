"""Give up what a process was born with: its user, its rights, its open files."""

from __future__ import annotations

import ctypes
import os
import resource
import struct
from collections.abc import Mapping

from . import kernel

CAPABILITIES = 64
CAPABILITY_VERSION = 0x20080522
STRICT_FILTER = 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def silence() -> None:
    """Point the three standard streams at nothing."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def close_all_but(descriptor: int) -> None:
    """Close what was inherited, except the standard streams and one more."""
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def become(uid: int | None) -> None:
    """Turn from root into a user without rights; every capability goes with it."""
    if uid is None:
        return
    forget_capabilities()
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def drop_capabilities() -> None:
    """Give up every capability, for this process and all it will start."""
    forget_capabilities()
    kernel.gain_nothing()
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    kernel.system_call(kernel.CAPSET[os.uname().machine], header, bytes(24))


def forget_capabilities() -> None:
    """Make sure that no program this process starts can be given a capability."""
    for capability in range(CAPABILITIES):
        # It fails beyond the last one the kernel knows, and for an ordinary user,
        # whom `gain_nothing` keeps from being given any.
        kernel.libc.prctl(kernel.PR_CAPBSET_DROP, capability, 0, 0, 0)


def accept_limits(limits: Mapping[str, int], *, strict: bool) -> None:
    """Set each limit, the soft as the hard; without `strict`, as far as it goes."""
    for name, value in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (AttributeError, OSError, ValueError):
            if strict:
                raise


def accept_filter(program: bytes) -> None:
    """Let the kernel refuse the system calls that the filter names, from now on."""
    steps = ctypes.create_string_buffer(program, len(program))
    filter_ = _Program(len(program) // 8, ctypes.addressof(steps))
    kernel.gain_nothing()
    kernel.prctl(kernel.PR_SET_SECCOMP, STRICT_FILTER, ctypes.addressof(filter_))
