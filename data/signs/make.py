"""Render signs.npz and manifest.json from the drawings in a Debian package.

apt-get download tuxpaint-stamps-default=2022.06.04-1
python data/signs/make.py tuxpaint-stamps-default_2022.06.04-1_all.deb

Six line drawings, one a digit, are coloured, turned, sized and placed at random, from a
seed. The same package gives the same pictures, with the versions in the manifest.
"""

import argparse
import hashlib
import io
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import PIL
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "photos"))

from archives import deb_files  # noqa: E402

SEED = 6
CLASSES = ("0", "1", "2", "3", "4", "5")
M_TRAIN, M_TEST, SIDE = 1080, 120, 64
DRAWING = "usr/share/tuxpaint/stamps/symbols/alphabets/asl/asl_zzz_{}.png"
SKINS = (
    (255, 224, 196),
    (241, 194, 150),
    (224, 172, 125),
    (198, 134, 90),
    (141, 85, 50),
    (92, 56, 35),
)
GAP = 9  # half the widest hole in an outline that is closed, in pixels
WALL = (205, 200, 195)
ORIGIN = {
    "package": "tuxpaint-stamps-default",
    "version": "2022.06.04-1",
    "distribution": "Debian 12",
    "file": "tuxpaint-stamps-default_2022.06.04-1_all.deb",
    "sha256": "6db6c1bfc870a47f1499d6203b083522eacb57c5f9c87d468f2e92eb6d9d5f34",
    "upstream": "http://sourceforge.net/projects/tuxpaint",
    "drawings": [DRAWING.format(digit) for digit in CLASSES],
    "author": "Bill Kendrick and contributors to Tux Paint (2002-2022)",
}
LICENCE = {
    "name": "GPL-2.0-or-later",
    "url": "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html",
    "read_in": "debian/copyright of the package",
}


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def open_package(package: Path) -> list[Image.Image]:
    """Return the drawings, one for each class."""
    if (found := sha256(package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(
            f"{package}: expected sha256 {ORIGIN['sha256']} ({ORIGIN['file']}); "
            f"found {found}"
        )
    wanted = ORIGIN["drawings"]
    files = {name: content for name, content in deb_files(package) if name in wanted}
    return [Image.open(io.BytesIO(files[name])).convert("RGBA") for name in wanted]


def inside(drawing: Image.Image) -> np.ndarray:
    """Return (height, width), True inside the outline and on it.

    What can be reached from the left, the top or the right lies outside, when the gaps
    of the outline are closed; at the bottom the wrist is open.
    """
    wide = 2 * GAP
    width, height = drawing.size
    lines = Image.new("L", (width + 2 * wide, height + wide))
    lines.paste(drawing.getchannel("A").point(lambda a: 255 * (a > 60)), (wide, wide))
    closed = lines.filter(ImageFilter.MaxFilter(2 * GAP + 1))
    ImageDraw.floodfill(closed, (0, 0), 128)
    outside = closed.point(lambda a: 255 * (a == 128))
    outside = outside.filter(ImageFilter.MaxFilter(2 * GAP + 1))
    return (np.asarray(outside) == 0)[wide:, wide:-wide] | (np.asarray(lines) > 0)[
        wide:, wide:-wide
    ]


def render(
    drawing: Image.Image, filled: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return one picture, (64, 64, 3) uint8: the hand in some skin, before a wall."""
    ink = np.asarray(drawing)[..., 3:] / 255
    skin = np.array(SKINS[rng.integers(len(SKINS))]) * rng.uniform(0.85, 1.1)
    colour = np.clip((1 - 0.85 * ink) * skin, 0, 255)
    opaque = np.maximum(255 * ink, 255 * filled[..., None])
    coloured = np.concatenate([colour, opaque], axis=-1)
    hand = Image.fromarray(coloured.astype(np.uint8)).rotate(
        rng.uniform(-12, 12), expand=True, resample=Image.Resampling.BICUBIC
    )
    scale = rng.uniform(0.85, 0.97) * SIDE / max(hand.size)
    width, height = (max(1, int(n * scale)) for n in hand.size)
    hand = hand.resize((width, height), Image.Resampling.LANCZOS)
    wall = np.array(WALL) * rng.uniform(0.85, 1.15) + rng.normal(0, 6, size=3)
    picture = Image.new("RGB", (SIDE, SIDE), tuple(int(n) for n in wall.clip(0, 255)))
    corner = tuple(int(rng.integers(SIDE - n + 1)) for n in (width, height))
    picture.paste(hand, corner, hand)
    return np.asarray(picture)


def to_arrays(drawings: list[Image.Image]) -> dict[str, np.ndarray]:
    """Return X (m, 64, 64, 3) and Y (1, m), uint8, of both splits, classes in turn."""
    rng = np.random.default_rng(SEED)
    hands = [(drawing, inside(drawing)) for drawing in drawings]
    arrays = {}
    for split, m in (("train", M_TRAIN), ("test", M_TEST)):
        labels = rng.permutation(np.arange(m) % len(CLASSES))
        arrays[f"X_{split}"] = np.array([render(*hands[k], rng) for k in labels])
        arrays[f"Y_{split}"] = labels.astype(np.uint8).reshape(1, m)
    return arrays


def to_manifest(file: Path, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """Return what manifest.json says."""
    content = file.read_bytes()
    return {
        "file": file.name,
        "sha256": sha256(content),
        "bytes": len(content),
        "arrays": {
            name: {
                "shape": array.shape,
                "dtype": str(array.dtype),
                "sha256": sha256(array.tobytes()),
            }
            for name, array in arrays.items()
        },
        "classes": CLASSES,
        "what": "rendered from drawings, not photographs",
        "origin": ORIGIN,
        "licence": LICENCE,
        "made_by": "data/signs/make.py",
        "made_with": {
            "numpy": np.__version__,
            "pillow": PIL.__version__,
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
        },
    }


def main() -> None:
    """Read the package named on the command line; write the two files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()
    arrays = to_arrays(open_package(options.package))
    signs = options.into / "signs.npz"
    np.savez_compressed(signs, **arrays)
    text = json.dumps(to_manifest(signs, arrays), indent=2, ensure_ascii=False) + "\n"
    (options.into / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{M_TRAIN} + {M_TEST} pictures in {signs}")


if __name__ == "__main__":
    main()
