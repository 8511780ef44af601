"""What a student's Python may see: an allow-list of programs, libraries, packages.

Everything is named one by one. The autograder, nbgrader and the references are not on
the list, so nothing needs to be hidden.
"""

from __future__ import annotations

import functools
import glob
import importlib.metadata
import platform
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

INSIDE = Path(__file__).resolve().parents[1] / "inside"
STAFF = frozenset({"autograder", "nbgrader", "course_utils", "tests"})
VARIABLES = {
    "HOME": "/scratch",
    "PATH": "/usr/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/scratch",
}


@dataclass(frozen=True)
class Kind:
    """What one kind of week needs: packages, what to import early, variables."""

    roots: tuple[str, ...]
    warm: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


NUMPY = Kind(
    roots=("numpy", "matplotlib", "pillow", "ipywidgets", "ipython"),
    warm=("numpy.random", "matplotlib.pyplot", "PIL.Image", "course_utils.desk"),
)
KINDS = {
    "numpy": NUMPY,
    "tensorflow": Kind(
        roots=(*NUMPY.roots, "tensorflow", "keras"),
        warm=(*NUMPY.warm, "tensorflow", "keras"),
        variables={
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_ENABLE_ONEDNN_OPTS": "0",
            "CUDA_VISIBLE_DEVICES": "-1",
            "KERAS_BACKEND": "tensorflow",
            "KERAS_HOME": "/scratch",
        },
    ),
}


@dataclass(frozen=True)
class Environment:
    """The parts of the host that are shown inside, all of them read-only."""

    python: Path
    shown: tuple[Path, ...]  # at their own place
    hidden: tuple[Path, ...]  # folders inside `shown` that appear empty
    links: tuple[tuple[str, str], ...]  # /lib64 -> usr/lib64
    packages: tuple[tuple[str, Path], ...]  # name in the site folder, place on the host
    warm: tuple[str, ...]  # modules to import before the first submission
    variables: Mapping[str, str] = field(hash=False)


@functools.cache
def environment(kind: str = "numpy") -> Environment:
    """Return the environment of this interpreter; it is looked up once.

    Raises:
        KeyError: there is no such kind of week.
    """
    needs = KINDS[kind]
    python = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    standard = Path(sysconfig.get_path("stdlib")).resolve()
    base = Path(sys.base_prefix).resolve()
    libpython = [Path(path) for path in glob.glob(f"{base}/lib/libpython3*.so*")]
    system, links = _system_libraries()
    shown = tuple(dict.fromkeys([*system, standard, python, *libpython]))
    packages = tuple(sorted(_packages(needs.roots).items()))
    return Environment(
        python,
        shown,
        _site_folders(shown),
        links,
        packages,
        needs.warm,
        needs.variables,
    )


def lacking(kind: str) -> str:
    """Return a sentence on the packages that a kind of week needs and nobody installed.

    It is empty if all are there.
    """
    names = [name for name in KINDS[kind].roots if not _installed(name)]
    if not names:
        return ""
    return (
        f"What this week needs is not installed here: {', '.join(names)} "
        f"(requirements-{kind}.txt)."
    )


def _installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _system_libraries() -> tuple[list[Path], tuple[tuple[str, str], ...]]:
    """Return the folders of shared libraries, and the links that lead to them."""
    multiarch = Path(f"/usr/lib/{platform.machine()}-linux-gnu")
    usual = [multiarch] if multiarch.is_dir() else [Path("/usr/lib")]
    folders = [path for path in (*usual, Path("/usr/lib64")) if path.is_dir()]
    links = []
    for name in ("/lib", "/lib64"):
        path = Path(name)
        if path.is_symlink():
            links.append((str(path.readlink()), name))
        elif path.is_dir():
            folders.append(path)
    return [path for path in folders if not path.is_symlink()], tuple(links)


def _site_folders(shown: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the folders of installed packages that lie inside what is shown."""
    patterns = ("*-packages", "python3*/*-packages", "python3*/config-*")
    found = (
        path for top in shown if top.is_dir() for p in patterns for path in top.glob(p)
    )
    return tuple(path for path in found if path.is_dir())


def _packages(roots: tuple[str, ...]) -> dict[str, Path]:
    """Return each importable name of the roots and of what they need, and its place."""
    found: dict[str, Path] = {}
    for distribution in _closure(roots):
        for file in distribution.files or ():
            top = file.parts[0]
            if top in ("..", "__pycache__") or not _is_of_use(top):
                continue
            if top not in STAFF and top not in found:
                found[top] = Path(str(distribution.locate_file(top))).resolve()
    return {name: place for name, place in found.items() if place.exists()}


def _is_of_use(top: str) -> bool:
    """Whether a name can be imported, or tells Matplotlib of its inline backend."""
    return not top.endswith(".dist-info") or top.startswith("matplotlib_inline-")


def _closure(roots: tuple[str, ...]) -> list[importlib.metadata.Distribution]:
    """Return the installed distributions among the roots and all they require."""
    wanted, found = list(roots), {}
    for name in wanted:
        try:
            found[name] = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        wanted += [r for r in _requirements(found[name]) if r not in wanted]
    return list(found.values())


def _requirements(distribution: importlib.metadata.Distribution) -> list[str]:
    from packaging.requirements import Requirement

    requirements = [Requirement(text) for text in distribution.requires or ()]
    return [
        requirement.name.lower()
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    ]
