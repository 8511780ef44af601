"""Catch what student code prints and warns, up to a limit."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import Any, TextIO

PRINTED_LIMIT = 20_000
WARNING_COUNT = 20
WARNING_LENGTH = 300


class Printed(io.TextIOBase):
    """A text stream that keeps its first characters and lets the rest go."""

    encoding = "utf-8"

    def __init__(self, limit: int = PRINTED_LIMIT) -> None:
        self._limit = limit
        self._parts: list[str] = []
        self._length = 0

    def writable(self) -> bool:
        """Say yes: `print` asks."""
        return True

    def write(self, text: str) -> int:
        """Keep what still fits, and say that all was written."""
        kept = str(text)[: self._limit - self._length]
        if kept:
            self._parts.append(kept)
            self._length += len(kept)
        return len(text)

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self._parts)


class Notes:
    """The warnings of one request, as short texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def show(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        """Take one warning; the signature is that of `warnings.showwarning`."""
        if len(self.texts) < WARNING_COUNT:
            self.texts.append(f"{category.__name__}: {message}"[:WARNING_LENGTH])


@contextlib.contextmanager
def captured() -> Iterator[tuple[Printed, Notes]]:
    """Send prints and warnings to the two records, and put everything back after."""
    printed, notes = Printed(), Notes()
    stream: Any = printed
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(stream),
        contextlib.redirect_stderr(stream),
    ):
        warnings.simplefilter("always")
        warnings.showwarning = notes.show
        yield printed, notes
