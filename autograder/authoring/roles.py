"""What the short header of a cell stands for: nbgrader's metadata, schema 3."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

from autograder.authoring.cells import Exercises, Piece

ROLES = ("setup", "solve", "check", "answer", "task")
KEYS = {*ROLES, "points", "nbgrader", "tags"}
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = '# YOUR CODE HERE\nraise NotImplementedError("write your answer here")'

BLANK: dict[str, Any] = {
    "schema_version": 3,
    "grade": False,
    "solution": False,
    "locked": False,
    "task": False,
}

Metadata = dict[str, Any]


def role_of(piece: Piece) -> str:
    """Return the role in the header of a cell; a cell without one is `locked`."""
    if strange := set(piece.header) - KEYS:
        raise piece.mistake(
            f"unknown word {sorted(strange)[0]!r} in the header; a cell knows "
            f'{", ".join(ROLES)}, points, tags and nbgrader, written as solve="name"'
        )
    named = [word for word in (*ROLES, "nbgrader") if word in piece.header]
    if len(named) > 1:
        raise piece.mistake(f"a cell has one role; this one has {' and '.join(named)}")
    if "points" in piece.header and named not in (["answer"], ["task"]):
        raise piece.mistake(
            "points belong to answer and task cells; "
            "those of a check come from its Exercise"
        )
    return named[0] if named else "locked"


def metadata_of(piece: Piece, exercises: Exercises, locked_id: str) -> Metadata:
    """Return the metadata of the built cell; an AuthoringError says what is wrong."""
    role = role_of(piece)
    if role != "solve" and BEGIN in piece.source and role not in ("answer", "nbgrader"):
        raise piece.mistake(f"{BEGIN} stands in a cell that is not a solve cell")
    if role == "locked":
        data: Metadata = {"nbgrader": BLANK | {"grade_id": locked_id, "locked": True}}
    elif role == "nbgrader":
        data = {"nbgrader": dict(piece.header["nbgrader"])}
    else:
        data = _MAKERS[role](piece, _identity(piece, role), exercises)
    tags = piece.header.get("tags")
    return data | ({"tags": list(tags)} if tags else {})


def _identity(piece: Piece, role: str) -> str:
    name = piece.header[role]
    if not isinstance(name, str) or not ID.fullmatch(name):
        raise piece.mistake(
            f"{role}={name!r} is no id; "
            "expected 1 to 64 letters, digits, hyphens and underscores"
        )
    return name


def _setup(piece: Piece, name: str, _: Exercises) -> Metadata:
    allowed = (ast.Import, ast.ImportFrom)
    body = _parse(piece, piece.source).body
    if piece.kind != "code" or not all(isinstance(line, allowed) for line in body):
        raise piece.mistake(
            f"the setup cell {name!r} may hold imports only: it also runs where "
            "submissions are graded"
        )
    nbgrader = BLANK | {"grade_id": name, "locked": True}
    # nbgrader's schema forbids keys of others inside its own dictionary.
    return {"nbgrader": nbgrader, "workbook": {"role": "setup"}}


def _solve(piece: Piece, name: str, exercises: Exercises) -> Metadata:
    _require_exercise(piece, "solve", name, exercises)
    given = _parse(piece, without_solution(piece))
    functions = [n.name for n in ast.walk(given) if isinstance(n, ast.FunctionDef)]
    if name not in functions:
        raise piece.mistake(
            f"the solve cell defines {', '.join(functions) or 'no function'}; "
            f"expected def {name}(...), outside {BEGIN}"
        )
    return {"nbgrader": BLANK | {"grade_id": name, "solution": True}}


def without_solution(piece: Piece) -> str:
    """Return the source as nbgrader will publish it: each solution is a stub."""
    begins, ends = piece.source.count(BEGIN), piece.source.count(END)
    if begins == 0 or begins != ends:
        raise piece.mistake(
            f"a solve cell has {BEGIN} and {END} around what the student writes; "
            f"this one has {begins} and {ends} of them"
        )
    lines, hidden = [], False
    for line in piece.source.split("\n"):
        if BEGIN in line:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + stub for stub in STUB.split("\n")]
        if BEGIN in line or END in line:
            if hidden == (BEGIN in line):
                raise piece.mistake(f"{BEGIN} and {END} do not come in turn")
            hidden = not hidden
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def _check(piece: Piece, name: str, exercises: Exercises) -> Metadata:
    _require_exercise(piece, "check", name, exercises)
    if f"check({name})" not in piece.source:
        raise piece.mistake(f"the check cell must call check({name})")
    points = _number(exercises[name].points)
    grading = {"grade": True, "locked": True, "points": points}
    return {"nbgrader": BLANK | grading | {"grade_id": f"check-{name}"}}


def _answer(piece: Piece, name: str, _: Exercises) -> Metadata:
    grading = {"grade": True, "solution": True, "points": _points(piece, "answer")}
    return {"nbgrader": BLANK | grading | {"grade_id": name}}


def _task(piece: Piece, name: str, _: Exercises) -> Metadata:
    grading = {"locked": True, "task": True, "points": _points(piece, "task")}
    return {"nbgrader": BLANK | grading | {"grade_id": name}}


_MAKERS: Mapping[str, Callable[[Piece, str, Exercises], Metadata]] = {
    "setup": _setup,
    "solve": _solve,
    "check": _check,
    "answer": _answer,
    "task": _task,
}


def _require_exercise(piece: Piece, role: str, name: str, exercises: Exercises) -> None:
    if piece.kind != "code":
        raise piece.mistake(f"a {role} cell is a code cell; this one is {piece.kind}")
    if name not in exercises:
        raise piece.mistake(
            f"{role}={name!r} is no exercise of this week; "
            f"it has {', '.join(exercises) or 'none'}"
        )


def _points(piece: Piece, role: str) -> int | float:
    points = piece.header.get("points")
    if piece.kind != "markdown":
        raise piece.mistake(f"a cell with {role}= is [markdown]; this one is code")
    if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
        raise piece.mistake(
            f"a cell with {role}= needs its points, as in points=5; got {points!r}"
        )
    return _number(points)


def _number(points: float) -> int | float:
    # 5 and 5.0 must give the same bytes.
    return int(points) if points == int(points) else points


def _parse(piece: Piece, source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise piece.mistake(
            f"line {error.lineno} of the cell does not parse ({error.msg}), "
            "with its solution cut out as in the release"
        ) from error
