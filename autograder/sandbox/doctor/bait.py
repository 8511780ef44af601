"""What the doctor sets out to be found: listeners, a file, a variable, a process."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]


def marker() -> str:
    """Return a word that nobody else uses."""
    return f"canary-{secrets.token_hex(8)}"


@contextlib.contextmanager
def bait(
    folder: Path,
) -> Iterator[tuple[dict[str, Any], Callable[[], list[socket.socket]]]]:
    """Set out listeners, a file, a variable and a process to be found."""
    secret = marker()
    file, path = folder / "canary.txt", str(folder / "canary.sock")
    file.write_text(secret)
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        named = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        hidden = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        named.bind(path)
        hidden.bind(f"\0{secret}")
        sleeper = [sys.executable, "-S", "-c", "import time; time.sleep(120)"]
        process = stack.enter_context(subprocess.Popen(sleeper))
        stack.callback(process.kill)
        os.environ["WORKBOOK_CANARY"] = secret
        stack.callback(os.environ.pop, "WORKBOOK_CANARY", None)
        facts = {"tcp": tcp.getsockname()[1], "udp": udp.getsockname()[1]}
        facts |= {"unix": path, "abstract": secret, "file": str(file)}
        facts |= {"variable": "WORKBOOK_CANARY", "pid": process.pid}
        facts |= {"repository": str(REPOSITORY), "python": sys.executable}
        yield facts, lambda: [s for s in (tcp, udp, named, hidden) if _heard(s)]


def _heard(listener: socket.socket) -> bool:
    listener.setblocking(False)
    try:
        if listener.type == socket.SOCK_STREAM:
            listener.accept()[0].close()
        else:
            listener.recv(1)
    except BlockingIOError:
        return False
    return True


def running(name: str) -> list[int]:
    """Return the processes of this machine with `name` in their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if name.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found
