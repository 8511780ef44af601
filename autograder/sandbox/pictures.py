"""A stranger's PNG: looked at, taken apart, and drawn anew.

What a browser gets was encoded by us from plain pixels: no text, no profile, nothing
hidden behind the end. The sizes are read by hand before a decoder sees a byte.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from autograder.sandbox.inside.capture import PICTURE_BYTES

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">II")
PIXELS = 4_000_000
LONGEST = 4_000
# What draws the pixels; text, profiles, dates and animations are not among it.
CRITICAL = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


class PictureError(ValueError):
    """The bytes are no picture that can be shown; the message is a clause."""


def clean(png: bytes) -> bytes:
    """Return the same picture, encoded by us.

    Raises:
        PictureError: it is no PNG, or larger than may be shown.
    """
    if len(png) > PICTURE_BYTES:
        raise PictureError(f"it has more than {PICTURE_BYTES:,} bytes")
    chunks = list(_chunks(png))
    _check_size(chunks)
    kept = b"".join(whole for name, whole in chunks if name in CRITICAL)
    try:
        again = _drawn_anew(SIGNATURE + kept)
    except Exception as error:
        # A decoder raises many things at bytes that were made to break it.
        raise PictureError("it cannot be read") from error
    if len(again) > PICTURE_BYTES:
        raise PictureError(f"it has more than {PICTURE_BYTES:,} bytes")
    return again


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name of each chunk and all its bytes."""
    if not png.startswith(SIGNATURE):
        raise PictureError("it is no PNG")
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        if at + 12 > len(png):
            raise PictureError("it breaks off")
        (length,) = struct.unpack_from(">I", png, at)
        end, name = at + 12 + length, png[at + 4 : at + 8]
        if end > len(png):
            raise PictureError("it breaks off")
        yield name, png[at:end]
        at = end


def _check_size(chunks: list[tuple[bytes, bytes]]) -> None:
    name, first = chunks[0]
    heads = sum(1 for chunk, _ in chunks if chunk == b"IHDR")
    if name != b"IHDR" or len(first) != 25 or heads != 1:
        raise PictureError("it has no size")
    width, height = HEADER.unpack_from(first, 8)
    if not (0 < width <= LONGEST and 0 < height <= LONGEST):
        raise PictureError(f"{width:,} by {height:,} pixels are too many")
    if width * height > PIXELS:
        raise PictureError(f"{width:,} by {height:,} pixels are too many")


def _drawn_anew(png: bytes) -> bytes:
    from PIL import Image  # only where something was drawn

    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        drawn = opened.convert("RGBA")
    if drawn.getchannel("A").getextrema() == (255, 255):
        drawn = drawn.convert("RGB")
    anew = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    file = io.BytesIO()
    anew.save(file, format="PNG")
    return file.getvalue()
