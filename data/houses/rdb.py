"""Read what R saves: enough of its serialisation to get a table of numbers out.

The format is described in "R Internals", section 1.8. A package keeps its data in two
files: `Rdata.rdx` says where each object starts in `Rdata.rdb` and how long it is.
"""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np

NULL, GLOBAL, MISSING, BASE, EMPTY = 254, 253, 251, 241, 242
SYMBOL, PAIRS, CHARACTERS, LOGICAL, INTEGER, REAL = 1, 2, 9, 10, 13, 14
TEXTS, LIST, S4, REFERENCE, PERSISTENT, ALTREP = 16, 19, 25, 255, 247, 238


@dataclass
class Value:
    """An object of R: what it holds, and its attributes by name."""

    value: Any
    attributes: dict[str, Any] = field(default_factory=dict)

    def named(self) -> dict[str, Any]:
        """Return the entries of a list by their names."""
        return dict(zip(self.attributes["names"].value, self.value, strict=True))


@dataclass
class Reader:
    """A place in serialised bytes; each method reads on from there."""

    content: bytes
    at: int = 0
    seen: list[Any] = field(default_factory=list)

    def take(self, n: int) -> bytes:
        """Return the next n bytes."""
        self.at += n
        return self.content[self.at - n : self.at]

    def integer(self) -> int:
        """Return the next whole number."""
        return int(struct.unpack(">i", self.take(4))[0])

    def array(self, kind: str) -> np.ndarray:
        """Return the next vector of numbers, as NumPy's `kind`."""
        n = self.integer()
        return np.frombuffer(self.take(n * np.dtype(kind).itemsize), kind)

    def head(self) -> None:
        """Step over the first lines: the format, and the versions of R."""
        if self.take(2) != b"X\n":
            raise ValueError("expected R's binary XDR format; found another")
        version = self.integer()
        self.take(8)
        if version == 3:
            self.take(self.integer())

    def item(self) -> Any:
        """Return the next object with everything in it."""
        flags = self.integer()
        kind, has_attributes, has_tag = flags & 255, flags & 512, flags & 1024
        if kind in (NULL, GLOBAL, MISSING, BASE, EMPTY):
            return None
        if kind == REFERENCE:
            return self.seen[(flags >> 8 or self.integer()) - 1]
        if kind in (SYMBOL, PERSISTENT):
            return self.remembered(kind)
        if kind == PAIRS:
            return self.pairs(bool(has_attributes), bool(has_tag))
        value = Value(self.content_of(kind))
        if has_attributes:
            value.attributes = dict(self.item() or ())
        return value

    def remembered(self, kind: int) -> Any:
        """Return a symbol or an outside object, which later parts may refer to."""
        if kind == SYMBOL:
            self.integer()
            found = self.content_of(CHARACTERS)
        else:
            self.integer()
            found = [self.item_text() for _ in range(self.integer())]
        self.seen.append(found)
        return found

    def item_text(self) -> str:
        """Return the next text, which has its own flags before it."""
        self.integer()
        return str(self.content_of(CHARACTERS))

    def pairs(self, has_attributes: bool, has_tag: bool) -> list[tuple[Any, Any]]:
        """Return a linked list of (name, object)."""
        if has_attributes:
            self.item()
        name = self.item() if has_tag else ""
        first = (name, self.item())
        return [first, *(self.item() or [])]

    def content_of(self, kind: int) -> Any:
        """Return what an object of this kind holds, without its attributes."""
        if kind == CHARACTERS:
            n = self.integer()
            return "" if n < 0 else self.take(n).decode("utf-8", "replace")
        if kind in (LOGICAL, INTEGER):
            return self.array(">i4")
        if kind == REAL:
            return self.array(">f8")
        if kind == TEXTS:
            return [self.item_text() for _ in range(self.integer())]
        if kind == LIST:
            return [self.item() for _ in range(self.integer())]
        if kind == S4:
            return None
        raise ValueError(f"an object of R's kind {kind} at byte {self.at}: not known")


def objects(rdx: bytes, rdb: bytes) -> dict[str, bytes]:
    """Return each object of a package's data by its name, still serialised.

    Args:
        rdx: the index, unpacked.
        rdb: the objects, each packed by itself after four bytes of its length.
    """
    index = read(rdx).named()["variables"].named()
    places = {name: [int(n) for n in place.value] for name, place in index.items()}
    parts = {
        name: rdb[start : start + length] for name, (start, length) in places.items()
    }
    # Objects packed in another way than zlib's are none that we need.
    return {n: zlib.decompress(part[4:]) for n, part in parts.items() if part[4] == 120}


def read(content: bytes) -> Value:
    """Return the object that some bytes are the serialisation of."""
    reader = Reader(content)
    reader.head()
    value: Value = reader.item()
    return value
