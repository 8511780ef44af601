"""A recorded voice: the smallest sound the course looks at."""

import io
from dataclasses import dataclass

import numpy as np

from course_utils.desk.data import find_folder, read_checked, read_manifest


@dataclass(frozen=True)
class Voice:
    """A person saying a few words.

    Attributes:
        sound: (n,) int16, the pressure of the air, `rate` times a second.
        rate: how many samples there are in a second.
        words: what is said.
    """

    sound: np.ndarray
    rate: int
    words: str

    def __repr__(self) -> str:
        return f"<Voice: {self.words!r}, {self.sound.size / self.rate:.2f} seconds>"


def load_voice() -> Voice:
    """Return a recorded voice, after checking that it is the right bytes.

    Spoken by Allison Smith (CC-BY-SA-3.0): see `data/voice/manifest.json`.

    Raises:
        DataError: the recording is missing or is not that of the manifest.
    """
    folder = find_folder("voice")
    manifest = read_manifest(folder, "rate", "words")
    content = read_checked(folder / manifest["file"], manifest["sha256"])
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Voice(arrays["sound"], manifest["rate"], manifest["words"])
