"""Read a notebook file that nobody vouches for into plain cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 64_000_000
MAX_PARTS = 6_000_000  # lists, dicts and what stands in them; each takes memory
MAX_CELLS = 5_000
MAX_SOURCE = 200_000
MAX_DIGITS = 100
MAX_PICTURES = 10_000_000  # characters of base64, of one cell
PROSE = ("markdown", "raw", "heading", "html")
PICTURES = ("image/png", "image/jpeg", "image/gif")
BASE64 = re.compile(r"[A-Za-z0-9+/\n]+={0,2}\n?")
NAME = re.compile(r"[\w .()-]{1,100}")
NOT_A_NOTEBOOK = (
    "The file is JSON, but not a Jupyter notebook: it has no list of cells."
)


class IntakeError(Exception):
    """The submission cannot be graded; the message is a sentence that says why."""


@dataclass(frozen=True)
class RawCell:
    """A cell of the submitted notebook: all of it is a claim of the sender."""

    kind: str
    source: str
    grade_id: str | None = None
    nbgrader: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_cells(notebook: bytes | Path) -> list[RawCell]:
    """Return the cells of the notebook, in document order.

    Raises:
        IntakeError: the file is too large, not a notebook, or has no cells.
    """
    cells = [_cell(item) for item in _cell_list(_parse(_read_bytes(notebook)))]
    if not cells:
        raise IntakeError("The notebook has no cells.")
    return cells


def clean(text: str) -> str:
    """Return `text` with Unix line ends, without NUL and without lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")


def refuse_large(size: int) -> None:
    """Raise IntakeError if a file of `size` bytes is more than is read."""
    if size > MAX_BYTES:
        raise IntakeError(
            f"The notebook has {size / 1e6:.1f} MB; the limit is {MAX_BYTES / 1e6:.0f} "
            "MB. Clear its outputs, save it and submit it again."
        )


def _read_bytes(notebook: bytes | Path) -> bytes:
    if isinstance(notebook, bytes):
        refuse_large(len(notebook))
        return notebook
    try:
        with notebook.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            size = max(len(data), notebook.stat().st_size)
    except OSError as error:
        raise IntakeError(f"The file cannot be read: {error.strerror}.") from error
    refuse_large(size)
    return data


def _parse(data: bytes) -> Any:
    """Return the first JSON value; what comes after it is no part of the notebook."""
    if not data.strip(b" \t\r\n\0"):
        raise IntakeError("The file is empty.")
    _refuse_archive(data)
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_PARTS:
        raise IntakeError("The notebook has too many parts. Clear its outputs.")
    text, is_unicode = _decode(data)
    try:
        return _DECODER.raw_decode(text)[0]
    except json.JSONDecodeError as error:
        if not is_unicode:
            raise IntakeError("The file is not UTF-8 text; a notebook is.") from error
        raise IntakeError(_not_json(text, error.lineno)) from error
    except RecursionError as error:
        raise IntakeError("The file is nested too deeply to be read.") from error


def _decode(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether it is Unicode in truth; white space is stripped."""
    try:
        text, is_unicode = data.decode(json.detect_encoding(data)), True
    except UnicodeDecodeError:
        text, is_unicode = data.decode("cp1252", "replace"), False
    return text.removeprefix("\ufeff").strip(), is_unicode


def _not_json(text: str, line: int) -> str:
    if "\n<<<<<<< " in text and "\n>>>>>>> " in text:
        return (
            "The file holds two versions with git's conflict marks (<<<<<<<) between "
            "them. Keep one version and submit it again."
        )
    return (
        f"The file is not valid JSON from line {line} on; "
        "it may have been cut off while it was saved or sent."
    )


def _refuse_archive(data: bytes) -> None:
    """Raise IntakeError for a packed file, which is never unpacked here."""
    for mark, what in ((b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gzip")):
        if data.startswith(mark):
            raise IntakeError(
                f"The file is a {what} archive, not a notebook. "
                "Unpack it and submit what was in it."
            )


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= MAX_DIGITS else None


# Not strict: a line break within a string is a slip that does no harm.
_DECODER = json.JSONDecoder(parse_int=_whole_number, strict=False)


def _cell_list(data: Any) -> list[Any]:
    if not isinstance(data, dict):
        raise IntakeError(NOT_A_NOTEBOOK)
    cells = data.get("cells")
    if cells is None and isinstance(data.get("worksheets"), list):
        # nbformat 3 kept its cells in worksheets.
        sheets = (sheet for sheet in data["worksheets"] if isinstance(sheet, dict))
        lists = (sheet.get("cells") for sheet in sheets)
        cells = [cell for one in lists if isinstance(one, list) for cell in one]
    if not isinstance(cells, list):
        raise IntakeError(NOT_A_NOTEBOOK)
    if len(cells) > MAX_CELLS:
        raise IntakeError(
            f"The notebook has {len(cells)} cells; the limit is {MAX_CELLS}."
        )
    return cells


def _cell(item: Any) -> RawCell:
    item = item if isinstance(item, dict) else {}
    # nbformat 3 called the source of a code cell its input.
    source = _text(item.get("source", item.get("input", "")))
    metadata = item.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    nbgrader = nbgrader if isinstance(nbgrader, dict) else {}
    grade_id = nbgrader.get("grade_id")
    return RawCell(
        kind=str(item.get("cell_type", ""))[:20],
        source=source,
        grade_id=grade_id if isinstance(grade_id, str) else None,
        nbgrader=nbgrader,
        pictures=dict(_pictures(item.get("attachments"))),
    )


def _pictures(attachments: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the photographs that were pasted into a cell, by the name they have there.

    Nothing but a picture's base64 gets through: a browser of the teacher's shows it.
    """
    left = MAX_PICTURES
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        kinds = kinds if isinstance(kinds, dict) else {}
        found = {kind: _text(kinds[kind]) for kind in PICTURES if kind in kinds}
        sound = {kind: data for kind, data in found.items() if BASE64.fullmatch(data)}
        left -= sum(map(len, sound.values()))
        if sound and left >= 0 and NAME.fullmatch(name):
            yield name, sound


def _text(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return clean(source) if isinstance(source, str) else ""
