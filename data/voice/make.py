"""Make voice.npz and manifest.json from the Debian package.

apt-get download asterisk-core-sounds-en-wav=1.6.1-1
python data/voice/make.py asterisk-core-sounds-en-wav_1.6.1-1_all.deb
"""

import argparse
import hashlib
import io
import json
import sys
import wave
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "photos"))

from archives import deb_files  # noqa: E402

RECORDING = "en_US_f_Allison/hello-world.wav"
ORIGIN = {
    "package": "asterisk-core-sounds-en-wav",
    "version": "1.6.1-1",
    "distribution": "Debian 12",
    "file": "asterisk-core-sounds-en-wav_1.6.1-1_all.deb",
    "sha256": "2be3ea287d83299d143815fa804f11179a75b7affd4a758b98b55f5afc18a35d",
    "upstream": "http://downloads.asterisk.org/pub/telephony/asterisk/",
    "recording": RECORDING,
    "author": "Allison Smith",
}
LICENCE = {
    "name": "CC-BY-SA-3.0",
    "url": "https://creativecommons.org/licenses/by-sa/3.0/",
    "read_in": "debian/copyright of the package",
}


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def samples(recording: bytes) -> tuple[np.ndarray, int]:
    """Return the samples (n,) of a recording, and how many there are in a second."""
    with wave.open(io.BytesIO(recording)) as file:
        return np.frombuffer(file.readframes(-1), "<i2"), file.getframerate()


def main() -> None:
    """Read the package named on the command line; write the two files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()
    if (found := sha256(options.package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(f"expected sha256 {ORIGIN['sha256']}; found {found}")
    files = dict(deb_files(options.package))
    wave_file = next(c for name, c in files.items() if name.endswith(RECORDING))
    sound, rate = samples(wave_file)
    np.savez(options.into / "voice.npz", sound=sound)
    content = (options.into / "voice.npz").read_bytes()
    manifest = {
        "file": "voice.npz",
        "sha256": sha256(content),
        "bytes": len(content),
        "arrays": {"sound": {"shape": sound.shape, "dtype": str(sound.dtype)}},
        "rate": rate,
        "words": "hello world",
        "origin": ORIGIN,
        "licence": LICENCE,
        "made_by": "data/voice/make.py",
        "made_with": {"numpy": np.__version__},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (options.into / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
