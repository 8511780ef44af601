"""Make houses.npz and manifest.json from the Debian package.

apt-get download r-cran-spdata=2.2.1-1
python data/houses/make.py r-cran-spdata_2.2.1-1_all.deb

The same package gives the same bytes, with the version of NumPy that the manifest
names. No randomness: the split follows a hash of each house's number in the source.
"""

import argparse
import gzip
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "photos")]

import rdb  # noqa: E402
from archives import deb_files  # noqa: E402

SEED = "houses 1"  # part of what is hashed: another text gives another split
M_TEST = 5357
ORIGIN = {
    "package": "r-cran-spdata",
    "version": "2.2.1-1",
    "distribution": "Debian 12",
    "file": "r-cran-spdata_2.2.1-1_all.deb",
    "sha256": "cec45c198df2ad7dbbea61311067b09b1ffac79c062ffaa2f823b286811feaaf",
    "upstream": "https://jakubnowosad.com/spData/",
    "data_set": "house: single-family homes sold in Lucas County, Ohio, 1993-1998",
    "author": "the county auditor of Lucas County; collected for the Spatial "
    "Econometrics Toolbox of J. P. LeSage; packaged by R. Bivand, J. Nowosad and "
    "R. Lovelace",
}
LICENCE = {
    "name": "CC0-1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/",
    "read_in": "DESCRIPTION and debian/copyright of the package",
}
FOOT = 0.3048  # metres

COLUMNS = (
    # name, unit, what one step of the stored number is worth
    ("size", "m²", FOOT**2),
    ("rooms", "", 1),
    ("bedrooms", "", 1),
    ("bathrooms", "", 1),
    ("half bathrooms", "", 1),
    ("garage", "m²", FOOT**2),
    ("land", "m²", FOOT**2),
    ("built", "year", 1),
    ("sold", "year", 1),
    ("east", "km", 0.1),
    ("north", "km", 0.1),
)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def open_package(package: Path) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return the columns of the table of houses by name, and the places (2, m)."""
    if (found := sha256(package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(
            f"{package}: expected sha256 {ORIGIN['sha256']} ({ORIGIN['file']}); "
            f"found {found}"
        )
    files = {Path(name).name: content for name, content in deb_files(package)}
    index = gzip.decompress(files["Rdata.rdx"])
    house = rdb.read(rdb.objects(index, files["Rdata.rdb"])["house"])
    columns = house.attributes["data"].named()
    places = house.attributes["coords"].value.reshape(2, -1)
    return {name: column.value for name, column in columns.items()}, places


def table(columns: dict[str, np.ndarray], places: np.ndarray) -> np.ndarray:
    """Return (n_x, m) whole numbers, the rows in the order of COLUMNS.

    Where a house stands is rounded to 100 m: a place in town, not an address.
    """
    names = "TLA rooms beds baths halfbaths garagesqft lotsize yrbuilt".split()
    rows = [columns[name] for name in names]
    rows.append(1900 + columns["sdate"] // 10_000)
    corner = places.min(axis=1, keepdims=True)
    rows += list(np.round((places - corner) / 100))
    return np.array(rows).astype(np.int32)


def held_back(m: int) -> np.ndarray:
    """Return (m,), True for the houses that are kept for the test."""
    order = sorted(range(m), key=lambda i: sha256(f"{SEED}: {i}".encode()))
    return np.isin(np.arange(m), order[:M_TEST])


def to_arrays(columns: dict[str, np.ndarray], places: np.ndarray) -> dict[str, Any]:
    """Return X (n_x, m) and Y (1, m), in dollars, of both splits.

    Each split is in the order of the hash: its first n houses are a fair sample.
    """
    inputs, prices = table(columns, places), columns["price"][None, :]
    m = inputs.shape[1]
    kept = held_back(m)
    mixed = np.array(
        sorted(range(m), key=lambda i: sha256(f"{SEED}: order {i}".encode()))
    )
    arrays = {}
    for split, chosen in (("train", mixed[~kept[mixed]]), ("test", mixed[kept[mixed]])):
        arrays[f"X_{split}"] = inputs[:, chosen]
        arrays[f"Y_{split}"] = prices[:, chosen].astype(np.int32)
    return arrays


def to_manifest(file: Path, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """Return what manifest.json says."""
    content = file.read_bytes()
    return {
        "file": file.name,
        "sha256": sha256(content),
        "bytes": len(content),
        "arrays": {
            name: {"shape": array.shape, "dtype": str(array.dtype)}
            for name, array in arrays.items()
        },
        "columns": [
            {"name": name, "unit": unit, "step": step} for name, unit, step in COLUMNS
        ],
        "origin": ORIGIN,
        "licence": LICENCE,
        "made_by": "data/houses/make.py",
        "made_with": {"numpy": np.__version__},
    }


def main() -> None:
    """Read the package named on the command line; write the two files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()
    arrays = to_arrays(*open_package(options.package))
    # Not compressed: git and the wheel compress, and other zlibs give other bytes.
    houses = options.into / "houses.npz"
    np.savez(houses, **arrays)
    text = json.dumps(to_manifest(houses, arrays), indent=2, ensure_ascii=False) + "\n"
    (options.into / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{sum(arrays[f'Y_{s}'].size for s in ('train', 'test'))} houses in {houses}")


if __name__ == "__main__":
    main()
