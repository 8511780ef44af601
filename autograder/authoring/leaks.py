"""Searching what students receive for what they must not receive."""

from __future__ import annotations

import ast
import base64
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring import fingerprint
from autograder.authoring.cells import Piece, Registry, read_pieces, registered
from autograder.authoring.fingerprint import Answer
from autograder.authoring.roles import BEGIN, END, without_solution
from autograder.authoring.student_edition import (
    SLOW_TWINS,
    Names,
    graded,
    package_folder,
    read_tree,
    stubbed,
    top_functions,
)
from autograder.course import Course

MARKERS = re.compile(
    r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)|(HASHED )?AUTOTEST"
)
STAFF = re.compile(r"^\s*(?:from|import)\s+autograder\b", re.MULTILINE)
# What `checks.json` is made of; anything else in it is not for learners.
FROZEN_KEYS = {"format", "week", "exercises"}
EXERCISE_KEYS = {"rules", "pure", "depends_on", "tree", "buffers"}
VISIBLE_CASE = re.compile(r"([a-z]+ )?case \d+")


@dataclass(frozen=True)
class Leak:
    """Something that would give an answer away: the file, the place in it, and what."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        """Return the leak as a sentence."""
        return f"{self.file}, {self.where}: {self.what}"


@dataclass(frozen=True)
class Secrets:
    """What must not be published: answers in code, answers in words, the secret."""

    answers: tuple[Answer, ...]
    words: Mapping[str, str]
    keys: tuple[bytes, ...] = ()


def scan(
    week: str,
    course: Course,
    *,
    registry: Registry | None = None,
    release: Path | None = None,
) -> list[Leak]:
    """Return what the release, the student edition and the handout give away.

    `release` is a folder to search in place of the course's own release.
    """
    secrets = secrets_of(week, course, registry=registry)
    released = release or course.release(week)
    files = _named(f"release/{week}", read_tree(released))
    files += _named(f"build/student/{week}", read_tree(course.student_edition(week)))
    handout = course.student_edition(week).with_name(f"{week}.zip")
    if release is None and handout.is_file():
        # Most of it is the files above, and those need no second reading.
        clean = {content for _, content in files}
        packed = _named(f"build/student/{week}.zip", _unzipped(handout.read_bytes()))
        files += [(name, content) for name, content in packed if content not in clean]
    solved = solved_before(week, registry)
    return [
        leak
        for name, content in files
        for leak in leaks_in(name, without_solved(name, content, solved), secrets)
    ]


def solved_before(week: str, registry: Registry | None = None) -> dict[str, Names]:
    """Return file -> function of all that was graded before `week` and is not again.

    Whoever comes to the week has solved these, and the edition holds them open, their
    slow twins too.
    """
    known = registered() if registry is None else registry
    ever, now = graded(next(iter(known)), registry), graded(week, registry)
    return {
        file: {
            name + ending: said
            for name, said in names.items()
            if name not in now.get(file, {})
            for ending in ("", *SLOW_TWINS)
        }
        for file, names in ever.items()
    }


def without_solved(file: str, content: bytes, solved: Mapping[str, Names]) -> bytes:
    """Return a module of the edition less the answers to the weeks before.

    This week may ask for the same line again: that is no leak.
    """
    names = next(
        (solved[path] for path in solved if f"/{file}".endswith(f"/{path}")), {}
    )
    return stubbed(content.decode(), names).encode() if names else content


def _named(place: str, files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return [(f"{place}/{name}", content) for name, content in files.items()]


def secrets_of(
    week: str, course: Course, *, registry: Registry | None = None
) -> Secrets:
    """Return the answers of the week's text and the references of graded functions."""
    text = course.text(week).read_text("utf-8")
    pieces = read_pieces(text, str(course.text(week).name))
    given: dict[str, str] = {}
    answers: list[Answer] = []
    words: dict[str, str] = {}
    for piece in pieces:
        if name := piece.header.get("solve"):
            given[name] = without_solution(piece)
            what = f"the solution of {name}"
            answers.append(fingerprint.answer(name, what, solution(piece)))
        elif name := piece.header.get("answer"):
            words[name] = solution(piece) if BEGIN in piece.source else piece.source
    answers += _references(week, course, registry)
    kept = [a.without(given.get(a.exercise, "")) for a in answers]
    telling = tuple(a for a in kept if a.expressions)
    return Secrets(telling, words, tuple(_keys(course)))


def _keys(course: Course) -> Iterator[bytes]:
    """Yield the course's secret as it is and in the usual spellings of bytes."""
    file = course.root / ".course_secret"
    if secret := file.read_bytes() if file.is_file() else b"":
        yield from (secret, secret.hex().encode(), base64.b64encode(secret))


def solution(piece: Piece) -> str:
    """Return the lines between the marks of a solution."""
    blocks = re.findall(
        rf"^[^\n]*{BEGIN}[^\n]*\n(.*?)^[^\n]*{END}",
        piece.source,
        re.DOTALL | re.MULTILINE,
    )
    return "\n".join(textwrap.dedent(block) for block in blocks)


def _references(
    week: str, course: Course, registry: Registry | None
) -> Iterator[Answer]:
    root = package_folder(course).parent
    for file, functions in graded(week, registry).items():
        source = (root / file).read_text("utf-8")
        for node in top_functions(ast.parse(source)):
            if node.name in functions:
                docstring = ast.get_docstring(node) or ""
                body = node.body[1:] if docstring else node.body
                code = "\n".join(ast.unparse(line) for line in body)
                what = f"the reference of {node.name}"
                yield fingerprint.answer(node.name, what, code).without(docstring)


def leaks_in(file: str, content: bytes, secrets: Secrets) -> list[Leak]:
    """Return what one published file gives away."""
    if any(key in content for key in secrets.keys):
        return [Leak(file, "bytes", "it holds the secret of the hidden cases")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return []  # pictures and arrays: words would not survive in them
    if file.endswith(".ipynb"):
        return list(_notebook_leaks(file, json.loads(text), secrets))
    found = list(_text_leaks(file, "text", text, secrets))
    if file.endswith(".py"):
        found += _code_leaks(file, "", text, secrets)
    if file.endswith("checks.json"):
        found += _frozen_leaks(file, json.loads(text))
    return _once(found)


def _notebook_leaks(file: str, notebook: Any, secrets: Secrets) -> Iterator[Leak]:
    for number, cell in enumerate(notebook["cells"], start=1):
        where = f"cell {number} ({cell.get('id', 'no id')})"
        source = "".join(cell["source"])
        found = list(_text_leaks(file, where, source, secrets))
        if cell["cell_type"] == "code":
            found += _code_leaks(file, where, source, secrets)
        if cell.get("outputs"):
            found.append(Leak(file, where, "it holds a stored output"))
        yield from _once(found)


def _code_leaks(file: str, where: str, code: str, secrets: Secrets) -> Iterator[Leak]:
    statements = fingerprint.parse(code) or []
    for name, nodes in fingerprint.scopes(statements):
        place = where or (f"{name}()" if name else "top level")
        shapes = fingerprint.shapes(nodes)
        for answer in secrets.answers:
            telling = answer.exercise == name or answer.weight >= fingerprint.HEAVY
            if telling and answer.is_in_code(shapes):
                yield Leak(file, place, f"it computes {answer.what}")


def _text_leaks(file: str, where: str, text: str, secrets: Secrets) -> Iterator[Leak]:
    if marker := MARKERS.search(text):
        yield Leak(file, where, f"it holds the mark {marker[0]!r}")
    if STAFF.search(text):
        yield Leak(file, where, "it imports the autograder, which stays with staff")
    said = fingerprint.squeeze(text)
    for answer in secrets.answers:
        if answer.is_in_text(said):
            yield Leak(file, where, f"it tells {answer.what}")
    for name, words in secrets.words.items():
        if _is_told(words, said):
            yield Leak(file, where, f"it tells the model answer of {name}")


def _is_told(words: str, said: str) -> bool:
    """Return whether most sentences of a model answer stand in a squeezed text."""
    sentences = [fingerprint.squeeze(s) for s in re.split(r"(?<=[.!?])\s|\n\n", words)]
    told = sum(len(sentence) for sentence in sentences if sentence in said)
    length = sum(map(len, sentences))
    return length > 0 and told >= fingerprint.SHARE * length


def _frozen_leaks(file: str, checks: Any) -> Iterator[Leak]:
    """Look for what is no visible case in the frozen checks."""
    for key in sorted(set(checks) - FROZEN_KEYS):
        yield Leak(file, f"key {key!r}", "frozen checks have no such part")
    for name, exercise in checks.get("exercises", {}).items():
        for key in sorted(set(exercise) - EXERCISE_KEYS):
            yield Leak(file, f"{name}, key {key!r}", "frozen checks have no such part")
        for case in _case_names(exercise):
            if not VISIBLE_CASE.fullmatch(case):
                yield Leak(file, f"{name}, {case}", "it is not a visible case")


def _case_names(exercise: Mapping[str, Any]) -> list[str]:
    from course_utils.desk.plain import decode

    buffers = [base64.b64decode(buffer) for buffer in exercise["buffers"]]
    return [
        str(case[0]) for case in decode(exercise["tree"], buffers, ours=True)["cases"]
    ]


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _once(leaks: Iterable[Leak]) -> list[Leak]:
    return list(dict.fromkeys(leaks))
