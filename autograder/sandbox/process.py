"""One process inside the walls, and the only line to it."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, NoReturn

from autograder.sandbox import walls, watchdog
from autograder.sandbox.inside.wire import Header, Link, WireError
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import Kind
from autograder.sandbox.seccomp import UnknownProcessorError, assemble
from autograder.sandbox.walls import SandboxUnavailable, Uid, Walls

GRACE = 1.0
Reply = tuple[Header, list[bytes]]


class Ended(Exception):  # noqa: N818 - it is news, not always an error
    """The process is gone: how, and why in a sentence."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Process:
    """A running sandbox. It is asked, it answers, and any wrong answer ends it."""

    def __init__(self, edition: Path, limits: Limits, kind: Walls) -> None:
        self.limits = limits
        self._behind = kind != "none"
        self._uid: Uid | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None
        ours, theirs = socket.socketpair()
        self._link = Link(ours, limits.reply_bytes)
        with tempfile.TemporaryFile() as complaints:
            with theirs:
                self._start(edition, kind, theirs.fileno(), complaints)
            self._watchdog = watchdog.Watchdog(self._popen.pid, limits.memory)
            self._watchdog.start()
            self._settle(edition, kind, complaints)
        if self._behind:
            self._watchdog.count_files(walls.WRITABLE, limits.files)

    def _start(
        self, edition: Path, kind: Walls, theirs: int, complaints: IO[bytes]
    ) -> None:
        home, passed = "/", list[int]()
        if kind == "none":
            self._home = tempfile.TemporaryDirectory(prefix="workbook-")
            home, command = self._home.name, walls.bare_command(theirs)
        else:
            command, passed = self._behind_walls(edition, theirs)
        try:
            self._popen = subprocess.Popen(
                command,
                pass_fds=[theirs, *passed],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                cwd=home,
                env=walls.bare_variables(home),
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxUnavailable(f"{error}. {walls.REMEDY}") from error
        finally:
            for descriptor in passed:
                os.close(descriptor)

    def _behind_walls(self, edition: Path, theirs: int) -> tuple[list[str], list[int]]:
        """Return the command with its walls, and the files it reads while starting."""
        as_root = os.geteuid() == 0
        program = walls.find_bubblewrap()
        try:
            filter_ = _as_file(assemble())
        except UnknownProcessorError as error:
            raise SandboxUnavailable(f"{error}. {walls.REMEDY}") from error
        words = walls.arguments(edition, self.limits, as_root=as_root, seccomp=filter_)
        rest = _as_file(b"\0".join(word.encode() for word in words) + b"\0")
        self._uid = Uid.lend() if as_root else None
        inner = walls.inside_command(theirs)
        return [str(program), "--args", str(rest), "--", *inner], [filter_, rest]

    def _settle(self, edition: Path, kind: Walls, complaints: IO[bytes]) -> None:
        """Tell the process what it is and may use, and wait until it is ready."""
        bare = kind == "none"
        folders = ["/env/course", "/env/site"]
        first = {
            "uid": self._uid.number if self._uid else None,
            "limits": self.limits.of_process(alone=not bare),
            "strict": not bare,
            "folders": walls.bare_folders(edition) if bare else folders,
            "reply_bytes": self.limits.reply_bytes,
        }
        try:
            self.ask(first, [], time.monotonic() + self.limits.start_seconds)
        except Ended as ended:
            complaints.seek(0)
            said = complaints.read(2000).decode(errors="replace").strip()
            raise SandboxUnavailable(
                f"The sandbox could not start: {ended.reason}. {walls.why_not(said)} "
                f"Run `workbook doctor` for more. {walls.REMEDY}"
            ) from ended

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._popen.poll() is None

    def ask(self, message: Header, buffers: list[bytes], until: float) -> Reply:
        """Send one message and return the answer to it.

        Raises:
            Ended: there was no right answer in time; the process is gone now.
        """
        name = secrets.token_hex(16)
        try:
            self._link.send({**message, "id": name}, buffers, until)
            header, data = self._link.receive(until)
            if header.pop("id", None) != name:
                raise WireError("an answer to no question")
            return header, data
        except TimeoutError:
            self.fail("timeout", "it did not answer in time")
        except WireError as error:
            # A hang-up is often the first sign of a process that was killed.
            self.fail("memory" if self._watchdog.bit else "died", str(error))

    def fail(self, kind: Kind, reason: str) -> NoReturn:
        """End the process and raise `Ended`, with the true kind if memory ended it."""
        self.end()
        if self._watchdog.bit:
            kind, reason = (
                "memory",
                "it used more memory or made more files than it may",
            )
        raise Ended(kind, reason)

    def pids(self) -> list[int]:
        """Return the host's numbers of the process and all it has started."""
        return watchdog.family(self._popen.pid)

    def end(self) -> None:
        """Kill everything inside and wait until it is gone."""
        if self.alive:
            members = self.pids()
            watchdog.end(members[1:])
            if self._behind:
                # Bubblewrap sees that all is gone inside, and clears away after it.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._popen.wait(GRACE)
            self._popen.kill()
            self._popen.wait()
            _wait_for(members)
        self._watchdog.stop()
        self._link.close()
        if self._uid:
            self._uid.give_back()
        if self._home:
            with contextlib.suppress(OSError):
                self._home.cleanup()


def _as_file(content: bytes) -> int:
    """Return a descriptor from which a child reads `content`."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return os.dup(file.fileno())


def _wait_for(pids: list[int], seconds: float = 2.0) -> None:
    """Wait until processes have left: a namespace is cleared after its head."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(map(_is_there, pids)):
        time.sleep(0.002)


def _is_there(pid: int) -> bool:
    """Whether a process still runs: one that only waits to be counted does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return not state.startswith(("Z", "X"))
