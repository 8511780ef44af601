"""Try to break out of the sandbox, and report what held: configured is not proved."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.doctor.bait import bait, marker, running
from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.outcome import Cell, Outcome
from autograder.sandbox.session import Session
from autograder.sandbox.walls import tiers
from autograder.sandbox.walls.tiers import Tier, TierName
from course_utils import desk

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
    "listing": "the list of what is installed is not there",
    "limits of others": "nobody else's limits can be changed",
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


def examine(name: TierName | None = None) -> list[Check]:
    """Return every check, made with live bait inside real sandboxes.

    The first ones say which kinds of walls stand here; the others try the strongest of
    them, or the kind that is named.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)  # in tier B, student code reads its desk where it lies
        edition = small_edition(folder)
        wanted = tiers.WALLED if name is None else (tiers.TIERS[name],)
        tried = [_try(tier, edition) for tier in wanted]
        sessions = [session for session, _ in tried if session]
        for session in sessions:
            stack.callback(session.close)
        checks = [check for _, check in tried]
        if not sessions:
            return [Check("a sandbox starts", True, False, checks[0].detail), *checks]
        facts, heard = stack.enter_context(bait(folder))
        started = _is("a sandbox starts", True, f"tier {sessions[0].tier}")
        return [*checks, started, *_attack(sessions[0], facts, heard)]


def _try(tier: Tier, edition: Path) -> tuple[Session | None, Check]:
    """Start a sandbox of one kind, and say whether it stands."""
    name = _heading(tier)
    try:
        if reason := tiers.why_not(tier):
            raise SandboxUnavailable(reason)
        session = Session(edition, SMALL, tier, "numpy")
    except SandboxUnavailable as error:
        return None, Check(name, False, False, str(error)[:200])
    return session, Check(name, False, True)


def stands(tier: Tier, checks: Iterable[Check]) -> bool:
    """Tell whether walls of this kind were among those that could be started."""
    return any(check.name == _heading(tier) and check.holds for check in checks)


def _heading(tier: Tier) -> str:
    return f"tier {tier.name}: {tier.about}"


def _attack(
    session: Session, facts: dict[str, Any], heard: Callable[[], list[Any]]
) -> list[Check]:
    session.run([Cell("probe", PROBE.read_text())])
    checks = _rights(session)
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
    for module in Path(desk.__path__[0]).glob("[!_]*.py"):
        shutil.copy(module, package)
    return edition


def _is(name: str, holds: bool, detail: object = "") -> Check:
    return Check(name, True, holds, str(detail)[:200])


def _rights(session: Session) -> list[Check]:
    """Check what the kernel says of the student's process, inside and outside."""
    inside = session.call("status", {}).value
    pid = session.pids()[-1]
    outside = Path(f"/proc/{pid}/status").read_text()
    uid = next(x.split()[1] for x in outside.splitlines() if x.startswith("Uid:"))
    return [
        _is("student code is not root on this machine", uid != "0", f"uid {uid}"),
        _is("it has no capabilities", int(inside["CapEff"], 16) == 0, inside["CapEff"]),
        _is("it can be given none", _barred(inside), inside["CapBnd"]),
        _is("it can gain no rights", inside["NoNewPrivs"] == "1"),
        _is("its system calls are filtered", inside["Seccomp"] == "2"),
    ]


def _barred(inside: dict[str, str]) -> bool:
    """Tell whether no capability is left to be had; an ordinary user never had one."""
    return int(inside["CapBnd"], 16) == 0 or os.geteuid() != 0


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
    bomb = session.call("forks", {"count": 400})
    one = session.call("one_file", {"size": 2 * SMALL.file_bytes})
    many = session.call("many_files", {"count": 16, "size": 4 * MIB})
    small = session.call("small_files", {"count": 2 * SMALL.files})
    half, room = SMALL.memory // 2, SMALL.scratch_bytes + 1
    own = session.call("own_memory", {"size": 2 * SMALL.memory})
    shared = session.call("shared_memory", {"size": 2 * SMALL.memory})
    sum_ = session.call("memory_of_many", {"count": 4, "size": half})
    endless = session.call("endless", {}, timeout=0.5)
    return [
        _is("a fork bomb is stopped", _stopped(bomb, SMALL.processes + 1), bomb.value),
        _is("a large file is stopped", _stopped(one, SMALL.file_bytes + 1), one.value),
        _is("many files are stopped", _stopped(many, room), many.value),
        _is(
            "endless small files are stopped", _stopped(small, SMALL.files), small.kind
        ),
        _is("a process's memory is limited", own.kind == "memory", own.kind),
        _is("shared memory is limited", shared.kind == "memory", shared.kind),
        _is("the memory of many is limited", sum_.kind == "memory", sum_.kind),
        _is("an endless loop is stopped", endless.kind == "timeout", endless.kind),
    ]


def _stopped(outcome: Outcome, limit: int) -> bool:
    """Tell whether an attack came to less than the limit, or was ended for it."""
    if outcome.kind in ("memory", "raised"):
        return True
    return type(outcome.value) is int and outcome.value < limit


def _leaves_nothing(session: Session) -> Check:
    """Check that a daemon is gone as soon as the sandbox is closed."""
    name = marker()
    started = session.call("daemon", {"marker": name}).value is True
    until = time.monotonic() + 2
    while not (born := running(name)) and time.monotonic() < until:
        time.sleep(0.01)
    session.close()
    left = running(name)
    return _is("no process survives", started and bool(born) and not left, left)
