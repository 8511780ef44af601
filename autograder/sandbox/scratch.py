"""The folders in which a submission may write."""

from __future__ import annotations

import contextlib
import os
import tempfile

from autograder.sandbox.walls.bubblewrap import WRITABLE
from autograder.sandbox.walls.tiers import Tier
from autograder.sandbox.walls.uids import Uid


class Scratch:
    """Empty folders in memory inside bubblewrap, else one on disk, gone at the end."""

    def __init__(self, tier: Tier, uid: Uid | None) -> None:
        self._disk: tempfile.TemporaryDirectory[str] | None = None
        self.folders: tuple[str, ...] = WRITABLE
        if not tier.bubblewrap:
            self._disk = tempfile.TemporaryDirectory(prefix="workbook-scratch-")
            self.folders = (self._disk.name,)
            if uid:
                os.chown(self._disk.name, uid.number, uid.number)

    def remove(self) -> None:
        """Throw away what was written on disk."""
        if self._disk:
            with contextlib.suppress(OSError):
                self._disk.cleanup()
