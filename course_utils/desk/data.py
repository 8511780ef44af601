"""The course's data, found on the disk and checked before anybody learns from it."""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


class DataError(RuntimeError):
    """A data set is missing or damaged; the message says which, and what to do."""


@dataclass(frozen=True)
class Photos:
    """Colour photographs, animal or not, split into training and test examples.

    `X_train / 255` flattened, one column a picture, is what the course learns from.

    Attributes:
        X_train: (m_train, 64, 64, 3) uint8, red, green and blue from 0 to 255.
        Y_train: (1, m_train) int, 1 for an animal and 0 for anything else.
        X_test: (m_test, 64, 64, 3) uint8.
        Y_test: (1, m_test) int.
        classes: the words for label 0 and for label 1.
        names_train: what each training picture shows, in the order of `X_train`.
        names_test: what each test picture shows, in the order of `X_test`.
    """

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray
    classes: tuple[str, ...]
    names_train: tuple[str, ...]
    names_test: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"<Photos: {len(self.X_train)} for training, {len(self.X_test)} for test, "
            f"each {self.X_train.shape[1:]}>"
        )


def load_photos() -> Photos:
    """Return the course's photographs, after checking that they are the right bytes.

    The same pictures in the same order every time; each call returns fresh arrays.
    Authors and licences are in `data/photos/CREDITS.md`.

    Raises:
        DataError: the photographs are missing or are not those of the manifest.
    """
    folder = find_folder("photos")
    manifest = read_manifest(folder, "classes", "pictures")
    content = read_checked(folder / manifest["file"], manifest["sha256"])
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Photos(
            X_train=arrays["X_train"],
            Y_train=arrays["Y_train"].astype(int),
            X_test=arrays["X_test"],
            Y_test=arrays["Y_test"].astype(int),
            classes=tuple(manifest["classes"]),
            names_train=tuple(_names(manifest, "train")),
            names_test=tuple(_names(manifest, "test")),
        )


def _names(manifest: dict[str, Any], split: str) -> Iterator[str]:
    for picture in manifest["pictures"]:
        if picture["split"] == split:
            yield picture["description"]


def find_folder(name: str) -> Path:
    """Return the folder of a data set, from the first place that has it."""
    if chosen := os.environ.get("WORKBOOK_DATA"):
        places = [Path(chosen)]
    else:
        package = Path(__file__).resolve().parents[1]
        places = [package / "_data", package.parent / "data"]
    for place in places:
        if (place / name).is_dir():
            return place / name
    raise DataError(
        f"{name}: expected a folder of this name in "
        f"{' or '.join(str(place) for place in places)}; found none. Install the "
        "course again, or set WORKBOOK_DATA to the folder that holds its data."
    )


def read_manifest(folder: Path, *needs: str) -> dict[str, Any]:
    """Return what a data set says of itself: its file, SHA-256, and what is needed."""
    file = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(_read(file))
        if missing := {"file", "sha256", *needs} - manifest.keys():
            raise ValueError(f"it lacks {', '.join(sorted(missing))}")
    except (ValueError, AttributeError) as error:
        raise DataError(
            f"{file}: expected a manifest in JSON; found something else ({error}). "
            "Get the file again."
        ) from None
    return manifest


def read_checked(file: Path, expected: str) -> bytes:
    """Return the content of a file whose SHA-256 must be the one expected."""
    content = _read(file)
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise DataError(
            f"{file} is damaged or was changed: expected sha256 {expected}; "
            f"found {found} ({len(content)} bytes). Get the file again."
        )
    return content


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(
            f"{file}: expected to read this file; found that it cannot be read "
            f"({error.strerror}). Get the file again."
        ) from None
