"""Users without rights, lent to sandboxes by a grader that runs as root."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

from autograder.sandbox.errors import SandboxUnavailable

UIDS = range(58_000, 59_000)


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
