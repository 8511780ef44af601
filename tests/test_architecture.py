"""The arrows between the parts point one way.

Read from the imports in the source, so an import inside a function counts too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def imports(file):
    """Yield the full dotted name of every module that a file asks for."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from . import x` counts from the folder that the file is in.
            above = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def offenders(folder, forbidden):
    """Return `file imports module` for every forbidden import below a folder."""
    files = [f for f in sorted((ROOT / folder).rglob("*.py")) if f.is_file()]
    assert files, f"nothing to read in {folder}"
    return [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files
        for module in imports(file)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]


def references():
    """Return the modules of course_utils that hold references."""
    return [
        f"course_utils.{file.stem}" for file in (ROOT / "course_utils").glob("*.py")
    ]


@pytest.mark.parametrize(
    "folder, forbidden",
    [
        ("course_utils", ["autograder", "nbgrader"]),
        ("course_utils/desk", references()),
        ("autograder/sandbox", ["autograder.exercises", *references()]),
        ("autograder/sandbox", ["autograder.oracle.judge", "autograder.grading"]),
        ("autograder/exercises", ["autograder.oracle", "autograder.grading"]),
        ("autograder/oracle", ["autograder.grading", "autograder.reports"]),
    ],
)
def test_the_arrows_point_one_way(folder, forbidden):
    assert offenders(folder, forbidden) == []


def test_numpy_modules_never_import_tensorflow():
    # A module may need TensorFlow only when its name says so.
    found = offenders("course_utils", ["tensorflow", "keras"])
    named = ("course_utils/keras_", "course_utils/tensorflow_")
    assert [line for line in found if not line.startswith(named)] == []


def test_the_trusted_side_imports_tensorflow_only_when_a_week_needs_it():
    program = "import sys, autograder.oracle.judge, autograder.authoring.freeze; "
    program += "print(*({'tensorflow', 'keras'} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split() == []


@pytest.mark.parametrize("module", ["course_utils", "course_utils.desk"])
def test_importing_it_brings_in_nothing_heavy(module):
    heavy = ["tensorflow", "keras", "matplotlib", "IPython", "ipywidgets", "nbgrader"]
    program = f"import sys, {module}; print(*(set({heavy}) & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split() == []
