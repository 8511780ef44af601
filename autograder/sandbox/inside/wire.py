"""Frames over one socket: the length, a strict JSON header, then raw buffers.

Both ends use this module, and the trusted end believes nothing: every size is checked
before memory is taken for it, and anything odd raises `WireError`, after which the link
must not be used again.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NoReturn

Header = dict[str, Any]

HEADER_LIMIT = 4 << 20
BUFFER_LIMIT = 64 << 20
BUFFER_COUNT = 10_000
INT_DIGITS = 20
LENGTH = struct.Struct("<I")
AT_ONCE = 1 << 16  # most frames come whole in one reading


class WireError(Exception):
    """The other end sent something that is not a frame, or hung up."""


def pack(header: Header, buffers: Sequence[bytes]) -> bytes:
    """Return the first part of a frame: the length and the header.

    Raises:
        ValueError: the header is larger than may travel.
    """
    sizes = [len(buffer) for buffer in buffers]
    text = _ENCODER.encode({**header, "sizes": sizes}).encode("ascii")
    if len(text) > HEADER_LIMIT:
        raise ValueError(f"a header of {len(text)} bytes is larger than may travel")
    return LENGTH.pack(len(text)) + text


def parse(text: bytes, buffer_limit: int = BUFFER_LIMIT) -> tuple[Header, list[int]]:
    """Return a header and the sizes of the buffers that follow it.

    Raises:
        WireError: the text is not the strict JSON that `pack` writes.
    """
    try:
        header = _DECODER.decode(text.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError(f"not a header: {type(error).__name__}") from error
    if type(header) is not dict:
        raise WireError("a header is not an object")
    return header, _sizes(header.pop("sizes", None), buffer_limit)


def _once(pairs: list[tuple[str, Any]]) -> Header:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key comes twice")
    return result


def _refuse(literal: str) -> NoReturn:
    raise ValueError(f"{literal[:20]} does not travel as a JSON number")


def _short_int(literal: str) -> int:
    if len(literal) > INT_DIGITS:
        raise ValueError("an integer is too long")
    return int(literal)


_ENCODER = json.JSONEncoder(allow_nan=False)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_constant=_refuse,
    parse_float=_refuse,
    parse_int=_short_int,
)


def _sizes(sizes: Any, limit: int) -> list[int]:
    if type(sizes) is not list or len(sizes) > BUFFER_COUNT:
        raise WireError("the buffer sizes are not a short list")
    if any(type(size) is not int or size < 0 for size in sizes):
        raise WireError("a buffer size is not a count")
    if sum(sizes) > limit:
        raise WireError("the buffers are larger than may travel")
    return sizes


class Link:
    """One end of the socket."""

    def __init__(self, end: socket.socket, buffer_limit: int = BUFFER_LIMIT) -> None:
        self._end = end
        self._came = bytearray()  # and was not asked for yet
        self._buffer_limit = buffer_limit

    def send(
        self, header: Header, buffers: Sequence[bytes] = (), until: float | None = None
    ) -> None:
        """Send one frame before the moment `until` of the monotonic clock."""
        try:
            frame = b"".join((pack(header, buffers), *buffers))
            self._end.settimeout(_left(until))
            self._end.sendall(frame)
        except TimeoutError:
            raise
        except OSError as error:
            raise WireError("the other end hung up") from error

    def receive(self, until: float | None = None) -> tuple[Header, list[bytes]]:
        """Return one whole frame, received before the moment `until`.

        Raises:
            WireError: the frame is wrong or the other end hung up.
            TimeoutError: the frame was not complete in time.
        """
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, until))
        if length > HEADER_LIMIT:
            raise WireError("a header is larger than may travel")
        header, sizes = parse(self._exactly(length, until), self._buffer_limit)
        together = memoryview(self._exactly(sum(sizes), until))
        ends = list(accumulate(sizes))
        return header, [
            bytes(together[end - size : end])
            for size, end in zip(sizes, ends, strict=True)
        ]

    def _exactly(self, size: int, until: float | None) -> bytes:
        while len(self._came) < size:
            self._came += self._more(until)
        taken = bytes(memoryview(self._came)[:size])
        del self._came[:size]
        return taken

    def _more(self, until: float | None) -> bytes:
        self._end.settimeout(_left(until))
        try:
            came = self._end.recv(AT_ONCE)
        except TimeoutError:
            raise
        except OSError as error:
            raise WireError("the other end hung up") from error
        if not came:
            raise WireError("the other end hung up")
        return came

    def close(self) -> None:
        """Hang up."""
        self._end.close()


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is over")
    return left
