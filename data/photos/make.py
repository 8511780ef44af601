"""Make photos.npz, manifest.json and CREDITS.md from the Debian package.

apt-get download gcompris-qt-data=3.1-2
python data/photos/make.py gcompris-qt-data_3.1-2_all.deb

The same package gives the same bytes, with the versions of NumPy, Pillow and libwebp
that the manifest names. No randomness: the split follows a hash of each picture's name.
"""

import argparse
import hashlib
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL
from archives import deb_files, rcc_files
from attribution import ACCEPTED, Credit, credits_page, read_credits
from PIL import Image, features

HERE = Path(__file__).parent
SIZE = 64
TEST_SHARE = 0.2
SEED = "photos 1"  # part of what is hashed: another text gives another split
CLASSES = ("not an animal", "animal")
ORIGIN = {
    "package": "gcompris-qt-data",
    "version": "3.1-2",
    "distribution": "Debian 12",
    "file": "gcompris-qt-data_3.1-2_all.deb",
    "sha256": "e9cf06ab2105529068df73085784e835d2ff03f870d2a8091f09125d40abac9f",
    "upstream": "https://gcompris.net",
}


UNKNOWN = Credit(author="", licence="", source="", changes="")


@dataclass(frozen=True)
class Shelf:
    """A folder of photographs that share a label."""

    name: str
    archive: str
    folder: str
    label: int


def _shelf(name: str, archive: str, folder: str, label: int) -> Shelf:
    return Shelf(name, archive, f"gcompris/src/activities/{archive}/{folder}", label)


SHELVES = (
    _shelf("farm_animals", "explore_farm_animals", "resource/animals/", 1),
    _shelf("world_animals", "explore_world_animals", "resource/animals/", 1),
    _shelf("erase", "erase", "resource/", 1),
    _shelf("fishes", "categorization", "resource/images/fishes/", 1),
    _shelf("monuments", "categorization", "resource/images/monuments/", 0),
    _shelf("others", "categorization", "resource/images/others/", 0),
    _shelf("renewable", "categorization", "resource/images/renewable/", 0),
    _shelf("tools", "categorization", "resource/images/tools/", 0),
    _shelf("world_monuments", "explore_monuments", "resource/", 0),
)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def open_package(package: Path) -> dict[str, bytes]:
    """Return every file of the archives on our shelves, by its path in the archive."""
    if (found := sha256(package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(
            f"{package}: expected sha256 {ORIGIN['sha256']} ({ORIGIN['file']}); "
            f"found {found}"
        )
    wanted = {f"{shelf.archive}.rcc" for shelf in SHELVES}
    return {
        path: content
        for name, archive in deb_files(package)
        if Path(name).name in wanted
        for path, content in rcc_files(archive)
    }


def square(photo: bytes, focus: float = 0.5) -> np.ndarray:
    """Cut a square from a photograph and reduce it to (64, 64, 3) uint8."""
    with Image.open(io.BytesIO(photo)) as image:
        width, height = image.size
        side = min(image.size)
        left, top = round((width - side) * focus), round((height - side) * focus)
        box = (left, top, left + side, top + side)
        small = image.convert("RGB").resize((SIZE, SIZE), Image.Resampling.LANCZOS, box)
    return np.asarray(small)


def shelf_credits(
    files: dict[str, bytes], shelf: Shelf, misspelt: dict[str, str]
) -> dict[str, Credit]:
    """Return the credits of a shelf by picture id."""
    credits = {
        f"{shelf.name}/{name.removesuffix('.webp')}": credit
        for name, credit in read_credits(
            files[f"{shelf.folder}README"].decode()
        ).items()
    }
    return {misspelt.get(id_, id_): credit for id_, credit in credits.items()}


def photographs(files: dict[str, bytes], shelf: Shelf) -> dict[str, bytes]:
    """Return the photographs of a shelf, by picture id."""
    return {
        f"{shelf.name}/{path.removeprefix(shelf.folder).removesuffix('.webp')}": content
        for path, content in files.items()
        if path.startswith(shelf.folder) and path.endswith(".webp")
    }


def reason_to_leave_out(credit: Credit) -> str:
    """Say why a licence keeps a photograph out; nothing if it does not."""
    if not (credit.author and credit.source):
        return "the README gives no author or no source"
    if credit.licence not in ACCEPTED:
        return f"the licence {credit.licence or '(none)'} is not one we can pass on"
    return ""


def description(notes: dict[str, dict[str, Any]], id_: str) -> str:
    """Return what somebody saw in a picture and wrote into pictures.toml."""
    shelf, _, name = id_.partition("/")
    if name not in notes[shelf]:
        raise ValueError(
            f"pictures.toml: expected {name} under [{shelf}] or {id_} under "
            "[left_out]; found neither"
        )
    return notes[shelf][name]


def splits(ids: Iterable[str]) -> dict[str, str]:
    """Return the split of each picture of one shelf, in the order of the arrays."""
    order = sorted(ids, key=lambda id_: sha256(f"{SEED}: {id_}".encode()))
    n_test = round(TEST_SHARE * len(order))
    return {id_: "test" if i < n_test else "train" for i, id_ in enumerate(order)}


def choose(
    files: dict[str, bytes], notes: dict[str, dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, np.ndarray], dict[str, str]]:
    """Return the records of the pictures kept, their pixels, and what is left out."""
    records, pixels, left_out = [], {}, dict(notes["left_out"])
    for shelf in SHELVES:
        credits = shelf_credits(files, shelf, notes["misspelt"])
        photos = photographs(files, shelf)
        for id_ in photos.keys() - left_out.keys():
            if reason := reason_to_leave_out(credits.get(id_, UNKNOWN)):
                left_out[id_] = reason
        for id_, split in splits(photos.keys() - left_out.keys()).items():
            pixels[id_] = square(photos[id_], notes["focus"].get(id_, 0.5))
            records.append(
                {
                    "id": id_,
                    "description": notes[shelf.name][
                        id_.removeprefix(f"{shelf.name}/")
                    ],
                    "label": shelf.label,
                    "split": split,
                    **vars(credits[id_]),
                    "sha256": sha256(pixels[id_].tobytes()),
                }
            )
    records.sort(key=lambda record: sha256(f"{SEED}: {record['id']}".encode()))
    return records, pixels, dict(sorted(left_out.items()))


def refuse_repeats(records: list[dict[str, Any]]) -> None:
    """Raise if one photograph is there twice: it could sit in both splits."""
    sources = Counter(record["source"] for record in records)
    if repeats := [source for source, n in sources.items() if n > 1]:
        raise ValueError(f"the same photograph more than once: {repeats}")


def to_arrays(
    records: list[dict[str, Any]], pixels: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return X (m, 64, 64, 3) and Y (1, m) of both splits, all uint8."""
    arrays = {}
    for split in ("train", "test"):
        chosen = [record for record in records if record["split"] == split]
        labels = [record["label"] for record in chosen]
        arrays[f"X_{split}"] = np.stack([pixels[record["id"]] for record in chosen])
        arrays[f"Y_{split}"] = np.array([labels], dtype=np.uint8)
    return arrays


def to_manifest(
    file: Path,
    arrays: dict[str, np.ndarray],
    records: list[dict[str, Any]],
    left_out: dict[str, str],
) -> dict[str, Any]:
    """Return what manifest.json says: of the file, then of each picture."""
    content = file.read_bytes()
    return {
        "file": file.name,
        "sha256": sha256(content),
        "bytes": len(content),
        "arrays": {
            name: {"shape": array.shape, "dtype": str(array.dtype)}
            for name, array in arrays.items()
        },
        "classes": CLASSES,
        "origin": ORIGIN,
        "made_by": "data/photos/make.py",
        "made_with": {
            "numpy": np.__version__,
            "pillow": PIL.__version__,
            "libwebp": features.version("webp"),
        },
        "licences": {
            name: {"pictures": n, "url": ACCEPTED[name]}
            for name, n in Counter(r["licence"] for r in records).most_common()
        },
        "left_out": left_out,
        "pictures": records,
    }


def main() -> None:
    """Read the package named on the command line; write the three files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()

    notes = tomllib.loads((HERE / "pictures.toml").read_text(encoding="utf-8"))
    records, pixels, left_out = choose(open_package(options.package), notes)
    refuse_repeats(records)
    arrays = to_arrays(records, pixels)

    # Not compressed: git and the wheel compress, and other zlibs give other bytes.
    photos = options.into / "photos.npz"
    np.savez(photos, **arrays)
    manifest = to_manifest(photos, arrays, records, left_out)
    write(options.into / "manifest.json", _json(manifest))
    write(options.into / "CREDITS.md", credits_page(manifest))
    print(f"{len(records)} photographs in {photos}; {len(left_out)} left out")


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def write(file: Path, text: str) -> None:
    """Write a text with the same bytes on every system."""
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
