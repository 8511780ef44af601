"""Submissions as students hand them in, good and bad: for the demo and the tests.

Each is made from the release notebook, the file a student starts from, with answers
that come from the source notebook's solutions.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.samples.hostile import HOSTILE, WRITTEN

Notebook = dict[str, Any]
Answers = Mapping[str, str]

NOISE = """\
    import sys
    import warnings
    print("working ...", file=sys.stderr)
    warnings.warn("this is only a warning", DeprecationWarning, stacklevel=1)
"""


@dataclass(frozen=True)
class Sample:
    """One sample: who hands it in, what it shows, and its bytes."""

    student: str
    about: str
    notebook: bytes


def samples(week: str, course: Course) -> list[Sample]:
    """Return the samples of a week that is built and released."""
    released = _read(course.release_notebook(week))
    answers = solutions(_read(course.source_notebook(week)))
    made = [
        Sample(student, about, _bytes(make(copy.deepcopy(released), answers)))
        for student, about, make in MAKERS
    ]
    cut_off = made[0].notebook[: len(made[0].notebook) // 2]
    return [*made, Sample("nora", "a file that was cut off", cut_off)]


def write(week: str, course: Course) -> list[Sample]:
    """Write the samples where submissions are collected, and return them."""
    made = samples(week, course)
    for sample in made:
        folder = course.submitted / sample.student / week
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{week}.ipynb").write_bytes(sample.notebook)
        (folder / "timestamp.txt").write_text("2026-09-14 16:30:00 UTC")
    return made


def solutions(source: Notebook) -> dict[str, str]:
    """Return the answers of the source notebook, without the marks around them."""
    answers = {}
    for cell in source["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("solution"):
            lines = "".join(cell["source"]).split("\n")
            kept = [line for line in lines if "SOLUTION" not in line]
            answers[nbgrader["grade_id"]] = "\n".join(kept)
    return answers


def answered(notebook: Notebook, answers: Answers) -> Notebook:
    """Return the notebook with these answers in it."""
    for cell in notebook["cells"]:
        if _grade_id(cell) in answers:
            cell["source"] = answers[_grade_id(cell)]
    return notebook


def _perfect(notebook: Notebook, answers: Answers) -> Notebook:
    return answered(notebook, answers)


def _blank(notebook: Notebook, answers: Answers) -> Notebook:
    return notebook


def _misconception(notebook: Notebook, answers: Answers) -> Notebook:
    wrong = answers["propagate"].replace("dw = X @ dZ.T / m", "dw = X @ dZ.T")
    if wrong == answers["propagate"]:
        raise ValueError("propagate's solution changed: the sample has no wrong dw")
    return answered(notebook, {**answers, "propagate": wrong})


def _half(notebook: Notebook, answers: Answers) -> Notebook:
    first = list(answers)[: len(answers) // 2]
    return answered(notebook, {name: answers[name] for name in first})


def _warnings(notebook: Notebook, answers: Answers) -> Notebook:
    noisy = {name: _with_noise(source) for name, source in answers.items()}
    return answered(notebook, noisy)


def _split(notebook: Notebook, answers: Answers) -> Notebook:
    """Do what JupyterLab's Split Cell does: the second half copies the metadata."""
    answered(notebook, answers)
    place = next(
        number
        for number, cell in enumerate(notebook["cells"])
        if _grade_id(cell) == "propagate"
    )
    cell = notebook["cells"][place]
    lines = cell["source"].split("\n")
    middle = len(lines) - 3
    second = copy.deepcopy(cell) | {"id": "split-off"}
    cell["source"] = "\n".join(lines[:middle])
    second["source"] = "\n".join(lines[middle:])
    notebook["cells"].insert(place + 1, second)
    return notebook


def _edited_tests(notebook: Notebook, answers: Answers) -> Notebook:
    """Leave the answers empty, and write better checks and more points."""
    for cell in notebook["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("grade") and cell["cell_type"] == "code":
            cell["source"] = "print('all points')"
            nbgrader["points"] = 200
    return notebook


def _hostile(notebook: Notebook, answers: Answers) -> Notebook:
    written = dict.fromkeys(set(answers) - set(HOSTILE), WRITTEN)
    return answered(notebook, {**HOSTILE, **written})


Make = Callable[[Notebook, Answers], Notebook]
MAKERS: tuple[tuple[str, str, Make], ...] = (
    ("ada", "everything right", _perfect),
    ("ben", "handed in as it was released", _blank),
    ("cleo", "one misconception, in propagate", _misconception),
    ("dan", "half done", _half),
    ("eve", "right, and warns on stderr", _warnings),
    ("finn", "right, with a split cell", _split),
    ("gus", "no answers, edited tests", _edited_tests),
    ("mallory", "hostile: thirteen tricks", _hostile),
)


def _with_noise(source: str) -> str:
    """Put the noise after the docstring of the function, if there is one."""
    head, quotes, body = source.rpartition('"""\n')
    return f"{head}{quotes}{NOISE}{body}" if quotes else source


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _read(path: Path) -> Notebook:
    notebook: Notebook = json.loads(path.read_text("utf-8"))
    return notebook


def _bytes(notebook: Notebook) -> bytes:
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()
