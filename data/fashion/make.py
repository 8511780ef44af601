"""Make fashion.npz and manifest.json from the Debian package.

apt-get download dataset-fashion-mnist=0.0~git20200523.55506a9-1
python data/fashion/make.py dataset-fashion-mnist_0.0~git20200523.55506a9-1_all.deb

No randomness: which pictures are taken follows a hash of their number in the source.
"""

import argparse
import gzip
import hashlib
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "photos"))

from archives import deb_files  # noqa: E402

CLASSES = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
EACH = {"train": 500, "test": 100}  # pictures of each class
SOURCES = {"train": "train", "test": "t10k"}
ORIGIN = {
    "package": "dataset-fashion-mnist",
    "version": "0.0~git20200523.55506a9-1",
    "distribution": "Debian 12",
    "file": "dataset-fashion-mnist_0.0~git20200523.55506a9-1_all.deb",
    "sha256": "39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0",
    "upstream": "https://github.com/zalandoresearch/fashion-mnist",
    "author": "H. Xiao, K. Rasul and R. Vollgraf; copyright 2017, Zalando SE",
}
LICENCE = {
    "name": "MIT",
    "url": "https://opensource.org/license/mit",
    "read_in": "debian/copyright of the package, which calls it Expat",
    "notice": "data/fashion/LICENSE",
}


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def open_package(package: Path) -> dict[str, np.ndarray]:
    """Return the four arrays of the source by file name, without their headers."""
    if (found := sha256(package.read_bytes())) != ORIGIN["sha256"]:
        raise ValueError(
            f"{package}: expected sha256 {ORIGIN['sha256']} ({ORIGIN['file']}); "
            f"found {found}"
        )
    return {
        Path(name).name: read_idx(gzip.decompress(content))
        for name, content in deb_files(package)
        if name.endswith("-ubyte.gz")
    }


def read_idx(content: bytes) -> np.ndarray:
    """Return the array of bytes in an IDX file: a magic, the sizes, the numbers."""
    axes = content[3]
    sizes = np.frombuffer(content, dtype=">u4", count=axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(sizes)


def to_arrays(files: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return X (m, 28, 28) and Y (1, m), uint8, of both splits, well mixed."""
    arrays = {}
    for split, source in SOURCES.items():
        labels = files[f"{source}-labels-idx1-ubyte.gz"]
        mixed = sorted(
            range(len(labels)), key=lambda i: sha256(f"fashion {source} {i}".encode())
        )
        order = np.array(mixed)
        kept = [order[labels[order] == k][: EACH[split]] for k in range(len(CLASSES))]
        chosen = order[np.isin(order, np.concatenate(kept))]
        arrays[f"X_{split}"] = files[f"{source}-images-idx3-ubyte.gz"][chosen]
        arrays[f"Y_{split}"] = labels[chosen].reshape(1, -1)
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
        "origin": ORIGIN,
        "licence": LICENCE,
        "made_by": "data/fashion/make.py",
        "made_with": {"numpy": np.__version__, "zlib": zlib.ZLIB_RUNTIME_VERSION},
    }


def main() -> None:
    """Read the package named on the command line; write the two files beside us."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help=ORIGIN["file"])
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write")
    options = parser.parse_args()
    arrays = to_arrays(open_package(options.package))
    fashion = options.into / "fashion.npz"
    np.savez_compressed(fashion, **arrays)
    text = json.dumps(to_manifest(fashion, arrays), indent=2, ensure_ascii=False) + "\n"
    (options.into / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{arrays['Y_train'].size} + {arrays['Y_test'].size} pictures in {fashion}")


if __name__ == "__main__":
    main()
