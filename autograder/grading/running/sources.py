"""The code that a result rests on, found by its imports and hashed by its meaning.

A comment, a docstring or a blank line changes no result, so it changes no hash: the
hash is of the syntax tree. Nothing is imported to find out what would be.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from types import MappingProxyType

import autograder
from course_utils.desk import parsing

PACKAGES = Path(autograder.__file__).resolve().parent.parent
INSIDE = "autograder.sandbox.inside"
FRONT = "autograder"
# The first prefix that fits names the part.
PARTS = (
    ("autograder.exercises", "exercises"),
    ("course_utils.desk", "oracle"),
    ("course_utils", "references"),
    ("autograder.oracle", "oracle"),
    ("autograder.sandbox", "sandbox"),
    ("autograder.grading", "intake"),
)
# What judges: a worker elsewhere must have the very same.
JUDGING = ("exercises", "references", "oracle", "sandbox")


def combined(hashes: Mapping[str, str]) -> str:
    """Return one hash of all, or "" of none."""
    if not hashes:
        return ""
    text = json.dumps(dict(hashes), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def judging(week: str) -> str:
    """Return the hash of all that judges the week in this installation."""
    every = parts(week)
    return combined({name: every[name] for name in JUDGING})


@cache
def parts(week: str) -> MappingProxyType[str, str]:
    """Return the hash of each part of the code that judges the week."""
    inside = [f"{INSIDE}.{p.stem}" for p in sorted(_folder(INSIDE).glob("*.py"))]
    code = closure(
        f"autograder.exercises.{week}",
        "autograder.oracle.judge",
        "autograder.grading.handed_in.intake",
        *inside,
    )
    hashes = {name: hashlib.sha256() for _, name in PARTS}
    for module, tree in sorted(code.items()):
        if part := _part(module):
            hashes[part].update(f"{module}\0{meaning(tree)}\0".encode())
    return MappingProxyType({name: h.hexdigest() for name, h in hashes.items()})


def closure(*starts: str) -> dict[str, ast.Module]:
    """Return the syntax of every module of ours that `starts` import, and their own."""
    found: dict[str, ast.Module] = {}
    wanted = list(starts)
    for module in wanted:
        file = None if module in found else _file(module)
        if file:
            found[module] = parsing.parse(file.read_bytes())
            package = module if file.stem == "__init__" else module.rpartition(".")[0]
            wanted += _imports(found[module], package)
    return found


def meaning(tree: ast.Module) -> str:
    """Return the syntax as text, without docstrings and places."""
    for node in ast.walk(tree):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ):
            if ast.get_docstring(node, clean=False) is not None:
                node.body[:1] = []
    return ast.dump(tree, annotate_fields=False)


def _part(module: str) -> str | None:
    fitting = (name for prefix, name in PARTS if f"{module}.".startswith(f"{prefix}."))
    return next(fitting, None)


def _folder(module: str) -> Path:
    return PACKAGES.joinpath(*module.split("."))


def _file(module: str) -> Path | None:
    """Return the module's file, or None if it is not ours or no module."""
    # The front door of `autograder` leads everywhere, but nothing rests on it.
    if module.split(".")[0] not in ("autograder", "course_utils") or module == FRONT:
        return None
    folder = _folder(module)
    files = (folder.with_name(f"{folder.name}.py"), folder / "__init__.py")
    return next((file for file in files if file.is_file()), None)


def _imports(tree: ast.Module, package: str) -> Iterator[str]:
    """Yield what a module of `package` imports, wherever the statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            yield base
            # What is imported from a package may be a module of it.
            yield from (f"{base}.{alias.name}" for alias in node.names)
