"""Catch what student code prints, shows and warns, up to a limit."""

from __future__ import annotations

import base64
import binascii
import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

TEXT_LIMIT = 20_000
OUTPUT_COUNT = 40
PICTURE_COUNT = 8
PICTURE_BYTES = 400_000
WARNING_COUNT = 20
WARNING_LENGTH = 300
LEFT_OUT = "More was shown than is kept here."
LARGE_PICTURE = f"A picture of more than {PICTURE_BYTES:,} bytes is left out."


@dataclass
class Shown:
    """One output: what was printed, what was displayed, or a note of ours."""

    kind: str
    text: str = ""
    png: bytes = b""
    name: str | None = None


class Record:
    """All that one request shows, in its order, as far as it may go."""

    def __init__(self) -> None:
        self.muted = False
        self._outputs: list[Shown] = []
        self._left = TEXT_LIMIT
        self._lost = False
        self._clear_next = False

    def print(self, text: str) -> None:
        """Keep what still fits of a printed text."""
        if self.muted or not text:
            return
        self._begin()
        if not self._left:
            self._lost = True
        elif self._is_printing() or self._add(Shown("printed")):
            last = self._outputs[-1]
            self._left += len(last.text)  # of which a line may be written over
            last.text = self._take(_overwritten(last.text + text[: TEXT_LIMIT + 1]))

    def show(
        self, bundle: Mapping[str, Any], name: str | None, *, update: bool = False
    ) -> None:
        """Keep the text and the picture of what is displayed; markup stays here."""
        if self.muted:
            return
        self._begin()
        shown = Shown("shown", str(bundle.get("text/plain", "")), name=name)
        shown.png = _bytes_of(bundle.get("image/png"))
        if len(shown.png) > PICTURE_BYTES:
            shown = Shown("note", LARGE_PICTURE, name=name)
        shown.text = self._take(shown.text)
        if shown.text or shown.png:
            if not (update and name and self._replaced(shown)):
                self._add(shown)

    def clear(self, *, wait: bool) -> None:
        """Forget what was shown: at once, or when the next thing is shown."""
        self._clear_next = True
        if not wait:
            self._begin()

    def pack(self, first: int) -> tuple[list[dict[str, Any]], list[bytes]]:
        """Return the outputs as plain data, and the pictures, from buffer `first`."""
        told: list[dict[str, Any]] = []
        pictures: list[bytes] = []
        for one in self._outputs:
            told.append({"kind": one.kind, "text": one.text})
            if one.png:
                told[-1]["png"] = first + len(pictures)
                pictures.append(one.png)
        if self._lost:
            told.append({"kind": "note", "text": LEFT_OUT})
        return told, pictures

    def _begin(self) -> None:
        if self._clear_next:
            self._outputs, self._left = [], TEXT_LIMIT
            self._clear_next = self._lost = False

    def _is_printing(self) -> bool:
        return bool(self._outputs) and self._outputs[-1].kind == "printed"

    def _take(self, text: str) -> str:
        kept = text[: self._left]
        self._left -= len(kept)
        self._lost = self._lost or len(kept) < len(text)
        return kept

    def _add(self, shown: Shown) -> bool:
        pictures = sum(1 for one in self._outputs if one.png)
        full = len(self._outputs) >= OUTPUT_COUNT
        if full or (shown.png and pictures >= PICTURE_COUNT):
            self._lost = True
            return False
        self._outputs.append(shown)
        return True

    def _replaced(self, shown: Shown) -> bool:
        """Put `shown` where its name was shown before."""
        for index, one in enumerate(self._outputs):
            if one.name == shown.name:
                self._outputs[index] = shown
                self._left += len(one.text)
                return True
        return False


class Printed(io.TextIOBase):
    """A text stream that hands on to a record."""

    encoding = "utf-8"

    def __init__(self, record: Record) -> None:
        self._record = record

    def writable(self) -> bool:
        """Say yes: `print` asks."""
        return True

    def write(self, text: str) -> int:
        """Let the record keep what it may, and say that all was written."""
        self._record.print(str(text))
        return len(text)


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


# The shell is made once and lives long; a record lasts for one request.
_current = Record()


def record() -> Record:
    """Return the record of the request under way."""
    return _current


@contextlib.contextmanager
def captured() -> Iterator[tuple[Record, Notes]]:
    """Send prints and warnings to new records, and put everything back after."""
    global _current
    _current, notes = Record(), Notes()
    stream: Any = Printed(_current)
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(stream),
        contextlib.redirect_stderr(stream),
    ):
        warnings.simplefilter("always")
        warnings.showwarning = notes.show
        yield _current, notes


def _overwritten(text: str) -> str:
    """Let a carriage return go back to the start of its line, as progress bars do."""
    if "\r" not in text:
        return text
    return "\n".join(map(_last_state, text.split("\n")))


def _last_state(line: str) -> str:
    """Return what is left of a line; a return at its end waits for what follows."""
    waits = "\r" if line.endswith("\r") else ""
    return line.rstrip("\r").rpartition("\r")[2] + waits


def _bytes_of(picture: Any) -> bytes:
    """Return the bytes of a picture, which IPython keeps as they are or in base64."""
    if isinstance(picture, str):
        try:
            return base64.b64decode(picture[: 2 * PICTURE_BYTES])
        except (binascii.Error, ValueError):
            return b""
    return bytes(picture) if isinstance(picture, bytes | bytearray) else b""
