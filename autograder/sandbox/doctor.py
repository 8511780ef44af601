"""Try to break out of the sandbox, and report what held: configured is not proved."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.outcome import Cell, Outcome
from autograder.sandbox.session import Session, open_session
from autograder.sandbox.walls import SandboxUnavailable
from course_utils import desk

REPOSITORY = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("probe.py")
SMALL = Limits(
    call_seconds=10,
    memory=256 * MIB,
    address_space=2048 * MIB,
    processes=32,
    file_bytes=8 * MIB,
    scratch_bytes=24 * MIB,
    files=2_000,
)
REFUSED = {
    "tcp": "a TCP connection to this machine fails",
    "udp": "a UDP packet to this machine fails",
    "unix": "a Unix socket of this machine is out of reach",
    "abstract": "an abstract Unix socket is out of reach",
    "file": "a file of the teacher cannot be read",
    "repository": "sources, references and gradebook are not there",
    "password": "the list of users is not there",
    "variable": "the teacher's environment variables are not there",
    "signal": "the grader's process cannot be signalled",
    "memory of others": "the grader's memory cannot be read",
    "processes": "other processes are not seen",
    "descriptors": "no open file is inherited but the link",
    "write": "nothing can be written outside the scratch folder",
    "autograder": "the autograder cannot be imported",
    "nbgrader": "nbgrader cannot be imported",
    "namespace": "a new user namespace is refused",
    "keys": "the kernel's key rings are refused",
    "root": "root cannot be had back",
}


@dataclass(frozen=True)
class Check:
    """One fact about the sandbox: is it promised, and does it hold here."""

    name: str
    promised: bool
    holds: bool
    detail: str = ""


def examine(edition: Path | None = None) -> list[Check]:
    """Return every check, made with live bait inside the real sandbox."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        facts, heard = stack.enter_context(_bait(folder))
        try:
            session = open_session(edition or small_edition(folder), limits=SMALL)
        except SandboxUnavailable as error:
            return [Check("the sandbox starts", True, False, str(error))]
        stack.enter_context(session)
        checks = [Check("the sandbox starts", True, True, session.walls)]
        session.run([Cell("probe", PROBE.read_text())])
        checks += _rights(session)
        checks += _refusals(session, facts)
        checks.append(_is("nothing was heard outside", not heard(), "listeners"))
        checks += _amounts(session)
        checks.append(_leaves_nothing(session))
        return checks


def small_edition(folder: Path) -> Path:
    """Return an edition of `course_utils` that has only what the sandbox needs."""
    edition = folder / "edition"
    package = edition / "course_utils" / "desk"
    package.mkdir(parents=True)
    for init in (package, package.parent):
        (init / "__init__.py").touch()
    for module in ("plain.py", "events.py"):
        shutil.copy(Path(desk.__path__[0]) / module, package)
    return edition


def _is(name: str, holds: bool, detail: object = "") -> Check:
    return Check(name, True, holds, str(detail)[:200])


@contextlib.contextmanager
def _bait(folder: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Set out listeners, a file, a variable and a process to be found."""
    secret = f"canary-{secrets.token_hex(8)}"
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


def _rights(session: Session) -> list[Check]:
    """Check what the kernel says of the student's process, inside and outside."""
    inside = session.call("status", {}).value
    pid = session.pids()[-1]
    outside = Path(f"/proc/{pid}/status").read_text()
    uid = next(x.split()[1] for x in outside.splitlines() if x.startswith("Uid:"))
    return [
        _is("student code is not root on this machine", uid != "0", f"uid {uid}"),
        _is("it has no capabilities", int(inside["CapEff"], 16) == 0, inside["CapEff"]),
        _is("it can gain no rights", inside["NoNewPrivs"] == "1"),
        _is("its system calls are filtered", inside["Seccomp"] == "2"),
    ]


def _refusals(session: Session, facts: dict[str, Any]) -> list[Check]:
    arguments = {"facts": facts, "names": list(REFUSED)}
    answers = session.call("quick", arguments).value
    if not isinstance(answers, dict):
        return [_is("the probe answers", False, answers)]
    checks = []
    for name, sentence in REFUSED.items():
        worked, detail = answers.get(name, (True, "no answer"))
        checks.append(_is(sentence, worked is False, detail))
    return checks


def _amounts(session: Session) -> list[Check]:
    """Check that each limit ends what passes it, and nothing else."""
    bomb = session.call("forks", {"count": 200})
    one = session.call("one_file", {"size": 2 * SMALL.file_bytes})
    many = session.call("many_files", {"count": 16, "size": 4 * MIB})
    small = session.call("small_files", {"count": 2 * SMALL.files})
    half = SMALL.memory // 2
    own = session.call("own_memory", {"size": 2 * SMALL.memory})
    shared = session.call("shared_memory", {"size": 2 * SMALL.memory})
    sum_ = session.call("memory_of_many", {"count": 4, "size": half})
    endless = session.call("endless", {}, timeout=0.5)
    return [
        _is("a fork bomb is stopped", _below(bomb, SMALL.processes + 1), bomb.value),
        _is("a large file is stopped", _below(one, SMALL.file_bytes + 1), one.value),
        _is(
            "many files are stopped", _below(many, SMALL.scratch_bytes + 1), many.value
        ),
        _is("endless small files are stopped", small.kind == "memory", small.kind),
        _is("a process's memory is limited", own.kind == "memory", own.kind),
        _is("shared memory is limited", shared.kind == "memory", shared.kind),
        _is("the memory of many is limited", sum_.kind == "memory", sum_.kind),
        _is("an endless loop is stopped", endless.kind == "timeout", endless.kind),
    ]


def _below(outcome: Outcome, limit: int) -> bool:
    return type(outcome.value) is int and outcome.value < limit


def _leaves_nothing(session: Session) -> Check:
    """Check that a daemon is gone as soon as the sandbox is closed."""
    marker = f"canary-{secrets.token_hex(8)}"
    started = session.call("daemon", {"marker": marker}).value is True
    until = time.monotonic() + 2
    while not (born := running(marker)) and time.monotonic() < until:
        time.sleep(0.01)
    session.close()
    left = running(marker)
    return _is("no process survives", started and bool(born) and not left, left)


def running(marker: str) -> list[int]:
    """Return the processes of this machine with `marker` in their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if marker.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found
