"""House sales of one American county: what each house is like, and what it cost."""

import io
from dataclasses import dataclass

import numpy as np

from course_utils.desk.data import find_folder, read_checked, read_manifest


@dataclass(frozen=True)
class Houses:
    """Sales of single-family homes in Lucas County, Ohio, 1993 to 1998.

    Each split is in random order, so its first n columns are a fair sample.

    Attributes:
        X_train: (n_x, m_train), one house a column; the rows are `features`.
        Y_train: (1, m_train), what each was sold for, in thousands of dollars.
        X_test: (n_x, m_test), houses that are not among those for training.
        Y_test: (1, m_test).
        features: what each row of X is; the first is the size of the living area.
        units: the unit of each row, empty for a count.
    """

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray
    features: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def size_train(self) -> np.ndarray:
        """Return (m_train,), the living area in square metres."""
        return self.X_train[0]

    @property
    def price_train(self) -> np.ndarray:
        """Return (m_train,), the price in thousands of dollars."""
        return self.Y_train[0]

    @property
    def size_test(self) -> np.ndarray:
        """Return (m_test,), the living area in square metres."""
        return self.X_test[0]

    @property
    def price_test(self) -> np.ndarray:
        """Return (m_test,), the price in thousands of dollars."""
        return self.Y_test[0]

    def __repr__(self) -> str:
        return (
            f"<Houses: {self.X_train.shape[1]} for training, {self.X_test.shape[1]} "
            f"for test, {len(self.features)} features each>"
        )


def load_houses() -> Houses:
    """Return the course's house sales, after checking that they are the right bytes.

    Origin and licence (CC0) are in `data/houses/manifest.json`.

    Raises:
        DataError: the houses are missing or are not those of the manifest.
    """
    folder = find_folder("houses")
    manifest = read_manifest(folder, "columns")
    content = read_checked(folder / manifest["file"], manifest["sha256"])
    columns = manifest["columns"]
    steps = np.array([[column["step"]] for column in columns])  # (n_x, 1)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Houses(
            X_train=arrays["X_train"] * steps,
            Y_train=arrays["Y_train"] / 1000,
            X_test=arrays["X_test"] * steps,
            Y_test=arrays["Y_test"] / 1000,
            features=tuple(column["name"] for column in columns),
            units=tuple(column["unit"] for column in columns),
        )
