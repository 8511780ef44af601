"""`course_utils` as a class receives it: what is to be written is not in it.

The body of every function graded in the week or later becomes a stub; signature and
docstring stay, so `help` still tells what is asked. A function that only graded bodies
use is part of their answer and becomes a stub too, and so does the slow twin of a
graded function (`propagate_loop`). Nothing is removed: every import still works.
"""

from __future__ import annotations

import ast
import io
import os
import tempfile
import tokenize
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from autograder.authoring.cells import AuthoringError, Registry, registered
from autograder.course import REPOSITORY, Course
from course_utils.desk import parsing

LEFT_OUT = {"__pycache__", "_data", ".ipynb_checkpoints"}
SLOW_TWINS = ("_loop", "_loops", "_naive", "_slow")

Names = dict[str, str]  # function -> the sentence of its stub


def make(week: str, course: Course, *, registry: Registry | None = None) -> Path:
    """Write the student edition of `week`; return the folder to put on sys.path."""
    target = course.student_edition(week)
    fresh = edition(week, course, registry=registry)
    if read_tree(target) != fresh:
        _replace_tree(target, fresh)
    return target


def edition(
    week: str, course: Course, *, registry: Registry | None = None
) -> dict[str, bytes]:
    """Return the files of the student edition, by their path."""
    package = package_folder(course)
    files = {
        f"course_utils/{name}": content for name, content in read_tree(package).items()
    }
    modules = {
        name: parsing.parse(content)
        for name, content in files.items()
        if name.endswith(".py")
    }
    stubs = graded(week, registry)
    _require_all(stubs, modules)
    _add_helpers(stubs, modules)
    for name, functions in stubs.items():
        if functions:
            files[name] = stubbed(files[name].decode(), functions).encode()
    return files


def package_folder(course: Course) -> Path:
    """Return the folder of `course_utils`: the course's own, else this repository's."""
    own = course.root / "course_utils"
    return own if own.is_dir() else REPOSITORY / "course_utils"


def graded(week: str, registry: Registry | None = None) -> dict[str, Names]:
    """Return file -> function -> stub of all that is graded in `week` or later."""
    known = registered() if registry is None else registry
    order = list(known)
    if week not in order:
        raise AuthoringError(f"{week} has no exercises; there are {', '.join(order)}")
    found: dict[str, Names] = {}
    for later in order[order.index(week) :]:
        for name, exercise in known[later].items():
            file = exercise.reference.__module__.replace(".", "/") + ".py"
            sentence = f"{name} is an exercise of {later}: write it in the notebook"
            found.setdefault(file, {}).setdefault(name, sentence)
    return found


def stubbed(source: str, functions: Mapping[str, str]) -> str:
    """Return the module with the bodies of `functions` replaced by their sentences."""
    lines = source.splitlines(keepends=True)
    for node in reversed(list(top_functions(parsing.parse(source)))):
        if node.name in functions:
            start, end = _body_lines(node, lines)
            error = f"raise NotImplementedError({functions[node.name]!r})"
            lines[start:end] = [" " * node.body[0].col_offset + error + "\n"]
    return "".join(lines)


def top_functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions that stand at the top of a module."""
    return (node for node in module.body if isinstance(node, ast.FunctionDef))


def _body_lines(node: ast.FunctionDef, lines: list[str]) -> tuple[int, int]:
    """Return the half-open range of lines below signature and docstring."""
    start = _signature_end(node, lines)
    if ast.get_docstring(node) is not None:
        start = node.body[0].end_lineno or start
    end = node.body[-1].end_lineno or start
    # A last comment of the body belongs to no statement.
    while end < len(lines) and lines[end].lstrip().startswith("#"):
        if not lines[end].startswith(" "):
            break
        end += 1
    return start, max(start, end)


def _signature_end(node: ast.FunctionDef, lines: list[str]) -> int:
    """Return the number of the line that ends `def …:`."""
    depth = 0
    code = io.StringIO("".join(lines[node.lineno - 1 :]))
    for token in tokenize.generate_tokens(code.readline):
        if token.type == tokenize.OP:
            depth += (token.string in "([{") - (token.string in ")]}")
            if token.string == ":" and depth == 0:
                end = node.lineno - 1 + token.start[0]
                if end >= node.body[0].lineno:
                    break
                return end
    raise AuthoringError(f"{node.name}: write its body below its signature")


def _require_all(stubs: Mapping[str, Names], modules: Mapping[str, ast.Module]) -> None:
    for file, functions in stubs.items():
        module = modules.get(file) or parsing.parse("")
        there = {node.name for node in top_functions(module)}
        if missing := sorted(functions.keys() - there):
            raise AuthoringError(
                f"{file} has no function {missing[0]!r} at its top, but an exercise "
                "takes its reference from there"
            )


def _add_helpers(stubs: dict[str, Names], modules: Mapping[str, ast.Module]) -> None:
    """Add slow twins, and functions that only graded bodies use, until none is left."""
    for file, functions in stubs.items():
        for name in {node.name for node in top_functions(modules[file])}:
            for exercise in list(functions):
                if name in {exercise + ending for ending in SLOW_TWINS}:
                    functions.setdefault(name, functions[exercise])
    while helpers := list(_helpers(stubs, modules)):
        for file, name in helpers:
            stubs.setdefault(file, {})[name] = f"{name} is part of an exercise"


def _helpers(
    stubs: Mapping[str, Names], modules: Mapping[str, ast.Module]
) -> Iterator[tuple[str, str]]:
    hidden: set[str] = set()
    visible: set[str] = set()
    functions: set[tuple[str, str]] = set()
    for file, module in modules.items():
        for node in module.body:
            is_function = isinstance(node, ast.FunctionDef)
            name = node.name if isinstance(node, ast.FunctionDef) else ""
            if name in stubs.get(file, {}):
                hidden |= _identifiers(node)
            else:
                visible |= _identifiers(node) - {name}
                if is_function:
                    functions.add((file, name))
    return (
        (file, name)
        for file, name in sorted(functions)
        if name in hidden and name not in visible
    )


def _identifiers(node: ast.stmt) -> set[str]:
    """Return the names a statement uses; an import alone uses nothing."""
    return {
        child.id if isinstance(child, ast.Name) else child.attr
        for child in ast.walk(node)
        if isinstance(child, ast.Name | ast.Attribute)
    }


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below `folder`, by its path, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if not LEFT_OUT & set(path.relative_to(folder).parts) and path.suffix != ".pyc"
    }


def _replace_tree(target: Path, files: Mapping[str, bytes]) -> None:
    """Put the files where `target` is, at once: another process may be reading it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as place:
        fresh, old = Path(place, "fresh"), Path(place, "old")
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        fresh.chmod(0o755)
        # Another process may do the same at the same time; its edition is as good.
        with suppress(FileNotFoundError):
            os.replace(target, old)
        with suppress(OSError):
            os.replace(fresh, target)
