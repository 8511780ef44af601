"""Hostile student code for the doctor: it runs inside the walls, as a cell.

Each function tries one thing. What it returns says that the thing worked; an exception
says that the walls held.
"""

from __future__ import annotations

import ctypes
import importlib.util
import mmap
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

CLONE_NEWUSER = 0x10000000
MIB = 1 << 20


def quick(facts: dict[str, Any], names: list[str]) -> dict[str, tuple[bool, str]]:
    """Try what is over at once and has one of the names: did it work, and how."""
    attempts: dict[str, Callable[[], object]] = {
        "tcp": lambda: socket.create_connection(("127.0.0.1", facts["tcp"]), 1),
        "udp": lambda: _say(socket.AF_INET, ("127.0.0.1", facts["udp"])),
        "unix": lambda: _say(socket.AF_UNIX, facts["unix"]),
        "abstract": lambda: _say(socket.AF_UNIX, "\0" + facts["abstract"]),
        "file": lambda: read(facts["file"]),
        "repository": lambda: os.listdir(facts["repository"]),
        "password": lambda: read("/etc/passwd"),
        "variable": lambda: os.environ[facts["variable"]],
        "signal": lambda: os.kill(facts["pid"], 0),
        "memory of others": lambda: read(f"/proc/{facts['pid']}/environ"),
        "processes": lambda: other_processes(),
        "listing": lambda: os.listdir("/"),
        "limits of others": lambda: other_limits(facts["pid"]),
        "descriptors": lambda: descriptors(),
        "write": lambda: write_anywhere(facts["python"]),
        "autograder": lambda: find("autograder"),
        "nbgrader": lambda: find("nbgrader"),
        "namespace": lambda: new_namespace(),
        "keys": lambda: system_call("keyctl"),
        "root": lambda: os.setuid(0),
    }
    return {name: attempt(attempts[name]) for name in names}


def attempt(what: Callable[[], object]) -> tuple[bool, str]:
    """Return whether it worked, and the result or the refusal as a text."""
    try:
        return True, repr(what())[:100]
    except BaseException as error:
        return False, f"{type(error).__name__}: {error}"[:100]


def _say(family: int, address: Any) -> int:
    with socket.socket(family, socket.SOCK_DGRAM) as end:
        return end.sendto(b"canary", address)


def read(path: str) -> bytes:
    """Return the first bytes of a file."""
    with open(path, "rb") as file:
        return file.read(80)


def find(package: str) -> str:
    """Return where a package is."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ImportError(f"no {package}")
    return str(spec.origin)


def other_processes() -> list[str]:
    """Return the processes seen beyond our own and bubblewrap's."""
    seen = [name for name in os.listdir("/proc") if name.isdigit()]
    if len(seen) <= 3:
        raise PermissionError(f"only {seen}")
    return seen


def other_limits(pid: int) -> list[int]:
    """Change a limit of another process: of the one outside, or of the first inside."""
    changed = []
    for other in (pid, 1):
        try:
            resource.prlimit(other, resource.RLIMIT_CORE, (0, 0))
            changed.append(other)
        except OSError:
            continue
    if not changed:
        raise PermissionError("nobody's")
    return changed


def descriptors() -> list[int]:
    """Return the open files beyond the three streams and the one link."""
    found = []
    for number in range(3, 200):
        try:
            os.fstat(number)
            found.append(number)
        except OSError:
            continue
    if len(found) == 1:
        raise PermissionError("only the link")
    return found


def write_anywhere(python: str) -> list[str]:
    """Return the folders outside the scratch place in which a file could be made."""
    folders = ["/", "/env", "/env/site", "/env/site/numpy", "/env/course", "/dev"]
    written = []
    for folder in [*folders, "/env/inside", "/usr/lib", os.path.dirname(python)]:
        try:
            open(f"{folder}/canary", "w").close()
            written.append(folder)
        except OSError:
            continue
    if not written:
        raise PermissionError("nowhere")
    return written


def new_namespace() -> str:
    """Make a user namespace, in which one would be root."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    return "made one"


def system_call(name: str) -> int:
    """Make a rare system call."""
    number = {"x86_64": {"keyctl": 250}, "aarch64": {"keyctl": 219}}
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(number[os.uname().machine][name], 0, -3, 1))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def status() -> dict[str, str]:
    """Return what the kernel says of this process."""
    with open("/proc/self/status") as file:
        return {k: v.strip() for k, v in (line.split(":", 1) for line in file)}


def forks(count: int) -> int:
    """Return how many of `count` processes could be started."""
    children = []
    try:
        for _ in range(count):
            child = os.fork()
            if child == 0:
                time.sleep(30)
                os._exit(0)
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return len(children)


def one_file(size: int) -> int:
    """Return how many bytes one file can hold, up to `size`."""
    return _fill("one", size)


def many_files(count: int, size: int) -> int:
    """Return how many bytes many files can hold together."""
    return sum(_fill(f"many{i}", size) for i in range(count))


def _fill(path: str, size: int) -> int:
    written, chunk = 0, b"x" * MIB
    try:
        with open(path, "wb", buffering=0) as file:
            while written < size:
                written += file.write(chunk)
    except OSError:
        pass
    return written


def small_files(count: int) -> int:
    """Make empty files, whose names alone take memory of the kernel."""
    for number in range(count):
        os.close(os.open(f"small{number}", os.O_CREAT))
    time.sleep(1)
    return count


def own_memory(size: int) -> int:
    """Fill memory of this process alone."""
    return len(b"x" * size)


def shared_memory(size: int) -> int:
    """Fill memory that the limit on a process's own data does not count."""
    with mmap.mmap(-1, size) as area:
        for start in range(0, size, MIB):
            area[start : start + MIB] = b"x" * MIB
        time.sleep(1)
    return size


def memory_of_many(count: int, size: int) -> int:
    """Fill memory in several processes at once."""
    children = []
    for _ in range(count):
        child = os.fork()
        if child == 0:
            kept = b"x" * size
            time.sleep(10)
            os._exit(len(kept) == 0)
        children.append(child)
    return sum(os.waitpid(child, 0)[1] == 0 for child in children)


def endless() -> None:
    """Never return."""
    while True:
        pass


def daemon(marker: str) -> bool:
    """Leave a process behind that belongs to nobody."""
    if os.fork():
        return True
    os.setsid()
    if os.fork():
        os._exit(0)
    code = "import time; time.sleep(60)"
    os.execv(sys.executable, [sys.executable, "-S", "-c", code, marker])
