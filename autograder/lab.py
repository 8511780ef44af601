"""JupyterLab as a student has it: `python -m autograder.lab`, or `make lab`.

The desk is a copy of the release, so playing with it changes nothing that is
committed; `course_utils` on it is the student edition, whose graded functions are
stubs; the instructor's tools are hidden.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course

# The profile ships with the desk; its path is spelt out because importing the
# desk would bring in NumPy for nothing.
PROFILE = Path(__file__).parent.parent / "course_utils" / "desk" / "jupyter"


@dataclass(frozen=True)
class Desk:
    """One student's place: the week, its folder, and what JupyterLab needs to know."""

    week: str
    folder: Path
    settings: Path
    edition: Path
    data: Path

    @property
    def notebook(self) -> str:
        """Return the path of the week's notebook below the folder."""
        return f"{self.week}/{self.week}.ipynb"


def prepare(week: str, course: Course, root: Path | None = None) -> Desk:
    """Lay a copy of the released week on a desk below `root` (default build/).

    Work that lies there already is kept: files are added, never written over.

    Raises:
        FileNotFoundError: the week has not been released.
    """
    from autograder.authoring import student_edition

    released = course.release(week)
    if not course.release_notebook(week).is_file():
        raise FileNotFoundError(
            f"{week} has no release at {released}: make build writes it"
        )
    root = root or course.root / "build"
    desk = Desk(
        week=week,
        folder=root / "lab",
        settings=root / "lab-settings",
        edition=student_edition.make(week, course),
        data=course.root / "data",
    )
    _copy_new(released, desk.folder / week)
    return desk


def environment(desk: Desk, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables under which JupyterLab and its kernels see this desk."""
    settings = desk.settings
    return {
        **base,
        "PYTHONPATH": str(desk.edition),
        "WORKBOOK_DATA": str(desk.data),
        "JUPYTER_CONFIG_PATH": str(PROFILE),
        "JUPYTER_CONFIG_DIR": str(settings / "config"),
        "JUPYTER_DATA_DIR": str(settings / "data"),
        "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "user"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
        "IPYTHONDIR": str(settings / "ipython"),
    }


def command(desk: Desk, *options: str) -> list[str]:
    """Return the command that starts JupyterLab on this desk."""
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        *[sys.executable, "-m", "jupyterlab"],
        f"--ServerApp.root_dir={desk.folder}",
        f"--LabApp.default_url=/lab/tree/{desk.notebook}",
        "--ip=127.0.0.1",
        *as_root,
        *options,
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Open JupyterLab on a student's desk; what it does not know goes to JupyterLab."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.lab", description="JupyterLab as a student has it."
    )
    parser.add_argument("--week", default="c1w2_logistic_regression")
    parser.add_argument("--fresh", action="store_true", help="start from a clean desk")
    chosen, options = parser.parse_known_args(arguments)
    course = Course.here()
    if chosen.fresh:
        shutil.rmtree(course.root / "build" / "lab" / chosen.week, ignore_errors=True)
    try:
        desk = prepare(chosen.week, course)
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"The desk is {desk.folder}; Ctrl-C twice closes JupyterLab.")
    run = subprocess.run(
        command(desk, *options), cwd=desk.folder, env=environment(desk), check=False
    )
    return run.returncode


def _copy_new(source: Path, target: Path) -> None:
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        copy = target / file.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)


if __name__ == "__main__":
    raise SystemExit(main())
