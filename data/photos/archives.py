"""Open the two kinds of archive the photographs come in: Debian's and Qt's."""

import io
import struct
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

AR_MAGIC, AR_HEADER = b"!<arch>\n", 60
DIRECTORY, ZLIB, ZSTD = 2, 1, 4


def deb_files(package: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every regular file a .deb would install."""
    with tarfile.open(fileobj=io.BytesIO(_data_tar(package.read_bytes()))) as tar:
        for member in tar:
            if member.isfile():
                yield member.name.removeprefix("./"), tar.extractfile(member).read()


def _data_tar(ar: bytes) -> bytes:
    if not ar.startswith(AR_MAGIC):
        raise ValueError("not a Debian package: it does not begin with '!<arch>'")
    at = len(AR_MAGIC)
    while at < len(ar):
        name, size = ar[at : at + 16].strip(), int(ar[at + 48 : at + 58])
        if name.startswith(b"data.tar"):
            return ar[at + AR_HEADER : at + AR_HEADER + size]
        at += AR_HEADER + size + size % 2
    raise ValueError("not a Debian package: it holds no data.tar")


def rcc_files(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file in a compiled Qt resource (.rcc).

    Four big-endian numbers follow the magic `qres`: the version, and where the tree,
    the data and the names begin. A node of the tree is a directory (a count and the
    number of its first child) or a file (the place of its data).
    """
    magic, version, tree, data, names = struct.unpack(">4sIIII", archive[:20])
    if magic != b"qres":
        raise ValueError("not a Qt resource: it does not begin with 'qres'")
    node_size = 22 if version >= 2 else 14  # version 2 added a date

    def walk(node: int, folder: str) -> Iterator[tuple[str, bytes]]:
        name_at, flags, first, second = struct.unpack_from(
            ">IHII", archive, tree + node * node_size
        )
        path = folder + _name(archive, names + name_at) if node else ""
        if flags & DIRECTORY:
            for child in range(second, second + first):
                yield from walk(child, f"{path}/" if path else "")
        else:
            yield path, _content(archive, data + second, flags)

    return walk(0, "")


def _name(archive: bytes, at: int) -> str:
    (length,) = struct.unpack_from(">H", archive, at)  # then a hash of four bytes
    return archive[at + 6 : at + 6 + 2 * length].decode("utf-16-be")


def _content(archive: bytes, at: int, flags: int) -> bytes:
    (size,) = struct.unpack_from(">I", archive, at)
    content = archive[at + 4 : at + 4 + size]
    if flags & ZSTD:
        raise ValueError("a file in the Qt resource is packed with zstd")
    return zlib.decompress(content[4:]) if flags & ZLIB else content
