"""Landlock: the kernel's list of files that a process may open, whoever it is.

It stands behind the namespaces as a second wall, and in their place where a system
lets no program make them. From its sixth version on (Linux 6.12) it also keeps signals
and abstract sockets to the processes inside.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Sequence

from . import kernel

EXECUTE, WRITE, READ, LIST = 1, 2, 4, 8
TRUNCATE, DEVICE = 1 << 14, 1 << 15
OF_FILES = EXECUTE | WRITE | READ | TRUNCATE | DEVICE
FIRST = (1 << 13) - 1  # what version 1 knows; later ones add a right each
ADDED = {2: 1 << 13, 3: TRUNCATE, 5: DEVICE}
NETWORK, NETWORK_SINCE = 0b11, 4  # binding and connecting TCP
SCOPES, SCOPES_SINCE = 0b11, 6  # abstract sockets and signals
PATH_BENEATH, ASK_VERSION = 1, 1


def version() -> int:
    """Return the version of Landlock here, 0 if there is none."""
    try:
        return kernel.system_call(kernel.LANDLOCK_CREATE, None, 0, ASK_VERSION)
    except OSError:
        return 0


def restrict(readable: Sequence[str], writable: Sequence[str]) -> None:
    """Let this process open nothing but these files and what lies below them.

    Raises:
        OSError: there is no Landlock here.
    """
    here = version()
    rights = FIRST | sum(right for since, right in ADDED.items() if here >= since)
    rules = _rules(here, rights)
    for path in readable:
        _allow(rules, path, (EXECUTE | READ | LIST) & rights)
    for path in writable:
        _allow(rules, path, rights)
    kernel.gain_nothing()
    kernel.system_call(kernel.LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _rules(here: int, rights: int) -> int:
    """Return a new set of rules, as a descriptor; what no rule allows is refused."""
    words = [rights]
    words += [NETWORK] if here >= NETWORK_SINCE else []
    words += [SCOPES] if here >= SCOPES_SINCE else []
    attributes = struct.pack(f"{len(words)}Q", *words)
    return kernel.system_call(kernel.LANDLOCK_CREATE, attributes, len(attributes), 0)


def _allow(rules: int, path: str, rights: int) -> None:
    """Add a rule for a path; one that is not there needs none."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= OF_FILES
    beneath = struct.pack("=Qi", rights, place)
    kernel.system_call(kernel.LANDLOCK_ADD, rules, PATH_BENEATH, beneath, 0)
    os.close(place)
