"""How warm each day was in one city: a noisy series that everybody can picture."""

import io
from dataclasses import dataclass

import numpy as np

from course_utils.desk.data import find_folder, read_checked, read_manifest


@dataclass(frozen=True)
class Temperatures:
    """The highest and the lowest temperature of each day, without a gap.

    Attributes:
        high: (days,), the highest of each day, in degrees Celsius.
        low: (days,), the lowest of each day.
        dates: (days,) datetime64, the days themselves.
        place: where it was measured.
    """

    high: np.ndarray
    low: np.ndarray
    dates: np.ndarray
    place: str

    def __repr__(self) -> str:
        return (
            f"<Temperatures: {self.place}, {self.high.size} days, "
            f"{self.dates[0]} to {self.dates[-1]}>"
        )


def load_temperatures() -> Temperatures:
    """Return the temperatures of Seattle, after checking that they are the right bytes.

    Measured by NOAA (public domain): see `data/temperatures/manifest.json`.

    Raises:
        DataError: the series is missing or is not that of the manifest.
    """
    folder = find_folder("temperatures")
    manifest = read_manifest(folder, "place", "first_day", "step")
    content = read_checked(folder / manifest["file"], manifest["sha256"])
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        # Rounded, so that 12.8 is the 12.8 of the station and not 12.800000000000001.
        high, low = (np.round(arrays[k] * manifest["step"], 1) for k in ("high", "low"))
    dates = np.datetime64(manifest["first_day"], "D") + np.arange(high.size)
    return Temperatures(high, low, dates, manifest["place"])
