"""A warm interpreter inside the walls: it has imported everything and run nothing.

For each submission it forks a child, which builds its own walls and serves. It never
sees a student's byte, an expected value or a score; all it gets is a socket to pass on.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from . import runner
from .confine import confine, kernel, rights
from .wire import Link


def main(control: int) -> None:
    """Settle in as the first message says, then start submissions until hung up on."""
    end = socket.socket(fileno=control)
    link = Link(end)
    start, _ = link.receive()
    rights.close_all_but(control)
    rights.become(start["uid"])
    _warm(start)
    link.send({"id": start["id"], "is": "ready"})
    if start["forks"]:
        _serve(end)
    else:
        _begin(_next(end))


def _warm(start: dict[str, Any]) -> None:
    """Import what submissions will want, so that each of them need not."""
    sys.path.extend(start["folders"])
    for module in start["warm"]:
        with suppress(ImportError):  # whoever needs it will be told
            importlib.import_module(module)
    runner.import_desk()
    from . import shell  # it needs IPython, which lies in those folders

    shell.make()
    rights.silence()
    kernel.be_unreadable()
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page it looks at


def _serve(end: socket.socket) -> None:
    """Fork a child for each socket that arrives; the kernel clears away after them."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        descriptor = _next(end)
        if threads() > 1:
            # A child would wait for ever for a lock that such a thread holds.
            raise SystemExit("a thread is running: it would not live on in a child")
        if os.fork() == 0:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _begin(descriptor)
        os.close(descriptor)


def threads() -> int:
    """Return how many threads this process has, those of C libraries included."""
    return len(os.listdir("/proc/self/task"))


def _next(end: socket.socket) -> int:
    """Wait for the next submission's socket; end when there will be none."""
    word, descriptors, _, _ = socket.recv_fds(end, 1, 1)
    if not word or not descriptors:
        os._exit(0)
    return descriptors[0]


def _begin(descriptor: int) -> None:
    """Become a submission: take the first message, build the walls, serve, end."""
    try:
        link = Link(socket.socket(fileno=descriptor))
        plan, buffers = link.receive()
        rights.close_all_but(descriptor)
        try:
            confine(plan, b"".join(buffers))
        except Exception as error:
            link.send({"id": plan["id"], "is": "refused", "why": str(error)[:300]})
            return
        link.send({"id": plan["id"], "is": "ready"})
        runner.Runner(link, plan["reply_bytes"]).serve()
    finally:
        os._exit(0)
