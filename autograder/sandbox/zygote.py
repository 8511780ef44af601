"""A warm interpreter behind its outer walls, from which submissions are born."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from autograder.sandbox import watchdog
from autograder.sandbox.errors import SandboxTooSlow, SandboxUnavailable
from autograder.sandbox.inside.wire import Link, WireError
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import bubblewrap
from autograder.sandbox.walls.cgroups import Cgroup
from autograder.sandbox.walls.environment import (
    INSIDE,
    VARIABLES,
    Environment,
    environment,
)
from autograder.sandbox.walls.tiers import Tier
from autograder.sandbox.walls.uids import Uid

START = (
    "import sys; sys.path.insert(0, {!r}); import inside.zygote as zygote; "
    "del sys.path[0]; zygote.main({})"
)
DEVICES = (
    *("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"),
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat"),
)
GRACE = 2.0


class Zygote:
    """A running interpreter, behind its outer walls, that submissions are born from."""

    def __init__(
        self, edition: Path, tier: Tier, kind: str, limits: Limits | None = None
    ) -> None:
        """Start it and wait until it is warm.

        `limits` size the scratch folders of a sandbox that serves one submission.

        Raises:
            SandboxUnavailable: it does not start; the message says what to do.
        """
        self.tier = tier
        self.key = (edition, tier.name, kind)
        self.host = environment(kind)
        self._edition = edition
        self._popen: subprocess.Popen[bytes] | None = None
        self._home = tempfile.TemporaryDirectory(prefix="workbook-")
        self.home = Path(self._home.name)
        self.uid = self._lent_uid()
        self.group = Cgroup.make() if tier.name != "none" else None
        self._control, theirs = socket.socketpair()
        try:
            with theirs, tempfile.TemporaryFile() as complaints:
                self._popen = self._start(
                    theirs.fileno(), complaints, limits or Limits()
                )
                theirs.close()
                self._settle(complaints)
        except BaseException:
            self.end()
            raise
        # Of all that runs now, the interpreter is the last: it has no children yet.
        self._pid = watchdog.family(self._popen.pid)[-1]

    @property
    def alive(self) -> bool:
        """Whether it can start one more submission."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def readable(self) -> list[str]:
        """Return the files that Landlock lets a submission read."""
        places = [str(place) for place in self.host.shown]
        if self.tier.bubblewrap:
            return [*places, "/env", "/usr", "/lib", "/lib64", *DEVICES]
        places += [str(place) for _, place in self.host.packages]
        return [*places, str(self.home), str(self._edition), str(INSIDE), *DEVICES]

    def begin(self) -> socket.socket:
        """Start a submission and return our end of the only line to it.

        Raises:
            SandboxUnavailable: the interpreter is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise SandboxUnavailable("The warm interpreter ended.") from error
        return ours

    def pids(self) -> list[int]:
        """Return the host's numbers of the processes of the submission."""
        if not self.alive or self._popen is None:
            return []
        if self.tier.forks:
            return watchdog.family(self._pid)[1:]
        # Bubblewrap's first process stands outside the walls.
        return watchdog.family(self._popen.pid)[1 if self.tier.bubblewrap else 0 :]

    def clear(self) -> None:
        """End the submission and all it started; end this too if that is not enough."""
        if not (self.tier.forks and self._cleared()):
            self.end()

    def _cleared(self) -> bool:
        """Kill what there is of the submission until there is nothing.

        The first of its processes only waits for the others. It ends last and by
        itself: as long as it is there, the kernel may still be clearing away.
        """
        until = time.monotonic() + GRACE
        while left := self.pids():
            if time.monotonic() > until:
                return False
            watchdog.end(left[1:])
            time.sleep(0.0005)
        return True

    def end(self) -> None:
        """End everything, and wait until it is gone."""
        if self._popen:
            self._end(self._popen)
        self._control.close()
        if self.group:
            self.group.remove()
        if self.uid:
            self.uid.give_back()
        with contextlib.suppress(OSError):
            self._home.cleanup()

    def _lent_uid(self) -> Uid | None:
        """Return a user for a sandbox of root's, to whom the warm-up's files belong."""
        if os.geteuid() != 0 or self.tier.name == "none":
            return None
        uid = Uid.lend()
        os.chown(self.home, uid.number, uid.number)
        return uid

    def _end(self, popen: subprocess.Popen[bytes]) -> None:
        members = watchdog.family(popen.pid) if self.alive else []
        watchdog.end(members[1:])
        if self.tier.bubblewrap and members:
            # Bubblewrap sees that all is gone inside, and clears away after it.
            with contextlib.suppress(subprocess.TimeoutExpired):
                popen.wait(1.0)
        popen.kill()
        popen.wait()
        watchdog.wait_for(members, GRACE)

    def _start(
        self, control: int, complaints: IO[bytes], limits: Limits
    ) -> subprocess.Popen[bytes]:
        passed: list[int] = []
        try:
            command = self._command(control, passed, limits)
            return subprocess.Popen(
                command,
                pass_fds=[control, *passed],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                cwd="/" if self.tier.bubblewrap else self.home,
                env=self._variables(),
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxUnavailable(f"{error}.") from error
        finally:
            for descriptor in passed:
                os.close(descriptor)

    def _command(self, control: int, passed: list[int], limits: Limits) -> list[str]:
        """Return the program to start; files that it reads go to `passed`."""
        if not self.tier.bubblewrap:
            python = sys.executable if self.tier.name == "none" else self.host.python
            return _python(python, INSIDE.parent, control)
        words = bubblewrap.arguments(
            self._edition, self.host, limits, as_root=self.uid is not None
        )
        passed.append(_as_file(b"\0".join(word.encode() for word in words) + b"\0"))
        program = str(bubblewrap.find_bubblewrap())
        inner = _python(self.host.python, Path("/env"), control)
        return [program, "--args", str(passed[0]), "--", *inner]

    def _variables(self) -> dict[str, str]:
        """Return the variables of a program without bubblewrap, which sets its own."""
        home = str(self.home)
        own = {"HOME": home, "MPLCONFIGDIR": home, "KERAS_HOME": home}
        return {**VARIABLES, **self.host.variables, **own}

    def _settle(self, complaints: IO[bytes]) -> None:
        """Tell the interpreter what to become and to import, and wait until it has."""
        name = secrets.token_hex(16)
        link = Link(self._control)
        first = {
            "id": name,
            "uid": self.uid.number if self.uid else None,
            "folders": folders(self.tier, self._edition, self.host, self.home),
            "warm": list(self.host.warm) if self.tier.forks else ["numpy"],
            "forks": self.tier.forks,
        }
        try:
            until = time.monotonic() + Limits().start_seconds
            link.send(first, until=until)
            header, _ = link.receive(until)
            if header != {"id": name, "is": "ready"}:
                raise WireError("it gave another answer")
        except TimeoutError as error:
            raise SandboxTooSlow("The sandbox did not start in time.") from error
        except WireError as error:
            self.end()  # all that was complained of has been written then
            complaints.seek(0)
            said = complaints.read(2000).decode(errors="replace").strip()
            said = bubblewrap.why_not(said) or f"{error}."
            raise SandboxUnavailable(f"It could not start. {said}") from error


def folders(tier: Tier, edition: Path, host: Environment, home: Path) -> list[str]:
    """Return where an interpreter finds the student's desk and the packages."""
    if tier.bubblewrap:
        return ["/env/course", "/env/site"]
    if tier.name == "none":
        return [str(edition), *(p for p in sys.path if p.endswith("-packages"))]
    # Links to what may be seen, for the folder of all packages may not.
    site = home / "site"
    site.mkdir()
    for name, place in host.packages:
        (site / name).symlink_to(place)
    return [str(edition), str(site)]


def _python(python: str | Path, parent: Path, control: int) -> list[str]:
    start = START.format(str(parent), control)
    return [str(python), "-I", "-S", "-B", "-c", start]


def _as_file(content: bytes) -> int:
    """Return a descriptor from which a child reads `content`."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return os.dup(file.fileno())
