"""Small pictures in several classes: drawn hand signs, and things to wear."""

import io
from dataclasses import dataclass

import numpy as np

from course_utils.desk.data import find_folder, read_checked, read_manifest


@dataclass(frozen=True)
class Labelled:
    """Pictures with a class each, split into training and test examples.

    Attributes:
        X_train: (m_train, 64, 64, 3) or (m_train, 28, 28) uint8, from 0 to 255.
        Y_train: (1, m_train) int, the class of each, counted from 0.
        X_test: (m_test, ...) uint8, like X_train.
        Y_test: (1, m_test) int.
        classes: the word for each class.
    """

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray
    classes: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"<{len(self.classes)} classes: {len(self.X_train)} pictures for training, "
            f"{len(self.X_test)} for test, each {self.X_train.shape[1:]}>"
        )


def load_signs() -> Labelled:
    """Return hand signs for 0 to 5, rendered from drawings, not photographs.

    Both splits show the same six drawings, turned, sized and coloured in another way:
    a test accuracy says nothing about real hands. GPL: see `data/signs/LICENSE`.

    Raises:
        DataError: the pictures are missing or are not those of the manifest.
    """
    return _load("signs")


def load_fashion() -> Labelled:
    """Return ten classes of things to wear, a part of Fashion-MNIST, in grey.

    Copyright Zalando SE, MIT: see `data/fashion/LICENSE`.

    Raises:
        DataError: the pictures are missing or are not those of the manifest.
    """
    return _load("fashion")


def _load(name: str) -> Labelled:
    folder = find_folder(name)
    manifest = read_manifest(folder, "classes")
    content = read_checked(folder / manifest["file"], manifest["sha256"])
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Labelled(
            X_train=arrays["X_train"],
            Y_train=arrays["Y_train"].astype(int),
            X_test=arrays["X_test"],
            Y_test=arrays["Y_test"].astype(int),
            classes=tuple(manifest["classes"]),
        )
