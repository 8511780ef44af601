"""Text to source notebook: the same text always gives the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from autograder.authoring.cells import (
    AuthoringError,
    Exercises,
    Piece,
    Registry,
    cell_ids,
    cell_node,
    exercises_of,
    notebook_json,
    read_pieces,
)
from autograder.authoring.lesson import build_lesson, lesson_differences
from autograder.authoring.roles import Metadata, metadata_of, role_of
from autograder.course import Course

__all__ = ["build", "build_lesson", "build_week", "differences", "weeks"]

Freeze = Callable[[str, Path], object]


def build(text: str, exercises: Exercises, *, name: str = "the text") -> str:
    """Return the source notebook of the percent script `text`, as JSON."""
    pieces = read_pieces(text, name)
    ids = list(cell_ids(piece.source for piece in pieces))
    metadata = [
        metadata_of(piece, exercises, locked_id)
        for piece, locked_id in zip(pieces, ids, strict=True)
    ]
    names = [_grade_id(data) or own for data, own in zip(metadata, ids, strict=True)]
    _refuse_duplicates(pieces, names)
    _refuse_gaps(pieces, exercises, name)
    return notebook_json(
        cell_node(piece.kind, identity, piece.source, data)
        for piece, identity, data in zip(pieces, names, metadata, strict=True)
    )


def build_week(
    week: str,
    course: Course,
    *,
    registry: Registry | None = None,
    freeze: Freeze | None = None,
) -> Path:
    """Build the source notebook of `week` and its frozen checks; return its path."""
    notebook = course.source_notebook(week)
    _build_into(notebook.parent, week, course, registry, freeze)
    return notebook


def weeks(course: Course) -> list[str]:
    """Return the weeks that have an assignment's text, in teaching order."""
    return sorted(path.stem for path in (course.root / "source").glob("*.py"))


def differences(
    course: Course,
    *,
    registry: Registry | None = None,
    freeze: Freeze | None = None,
) -> list[str]:
    """Return a sentence for each built file that a rebuild would change."""
    found = [
        sentence
        for week in weeks(course)
        for sentence in _week_differences(week, course, registry, freeze)
    ]
    return found + lesson_differences(course)


def _week_differences(
    week: str, course: Course, registry: Registry | None, freeze: Freeze | None
) -> Iterator[str]:
    from autograder.authoring.generate import generate

    with tempfile.TemporaryDirectory() as place:
        source, release = Path(place, "source", week), Path(place, "release", week)
        _copy_companions(course.source(week), source, week)
        _build_into(source, week, course, registry, freeze)
        yield from _compare(source, course.source(week), course, f"build {week}")
        generate(week, course, source=source.parent, release=release.parent)
        yield from _compare(release, course.release(week), course, f"release {week}")


def _build_into(
    folder: Path,
    week: str,
    course: Course,
    registry: Registry | None,
    freeze: Freeze | None,
) -> None:
    path = course.text(week)
    if not path.is_file():
        known = ", ".join(weeks(course)) or "none"
        raise AuthoringError(f"there is no {path}; the weeks with a text are {known}")
    exercises = exercises_of(week, registry)
    name = str(path.relative_to(course.root))
    notebook = build(path.read_text("utf-8"), exercises, name=name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{week}.ipynb").write_text(notebook, "utf-8", newline="\n")
    (freeze or _registered_freeze())(week, folder)


def _registered_freeze() -> Freeze:
    from autograder.authoring import freeze

    return freeze.write


def _copy_companions(folder: Path, target: Path, week: str) -> None:
    """Copy what people put beside the notebook, such as figures."""
    import shutil

    made = shutil.ignore_patterns(f"{week}.ipynb", "checks.json", ".ipynb_checkpoints")
    if folder.is_dir():
        shutil.copytree(folder, target, ignore=made)


def _compare(fresh: Path, kept: Path, course: Course, remedy: str) -> Iterator[str]:
    for name in sorted(_names(fresh) | _names(kept)):
        new, old = fresh / name, kept / name
        path = old.relative_to(course.root)
        if not new.is_file():
            yield f"{path} is left over: delete it, or run `workbook {remedy}`"
        elif not old.is_file():
            yield f"{path} is missing: run `workbook {remedy}`"
        elif new.read_bytes() != old.read_bytes():
            yield f"{path} is not what its text gives: run `workbook {remedy}`"


def _names(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def _grade_id(metadata: Metadata) -> str:
    return str(metadata["nbgrader"].get("grade_id", ""))


def _refuse_duplicates(pieces: Sequence[Piece], names: Sequence[str]) -> None:
    first: dict[str, Piece] = {}
    for piece, name in zip(pieces, names, strict=True):
        if name in first:
            raise piece.mistake(
                f"the id {name!r} is taken by the cell at {first[name].where}"
            )
        first[name] = piece


def _refuse_gaps(pieces: Sequence[Piece], exercises: Exercises, name: str) -> None:
    """Every exercise of the week has one solve cell, and later its check."""
    order = [(role_of(p), p.header.get(role_of(p))) for p in pieces]
    for exercise in exercises:
        for role in ("solve", "check"):
            if (role, exercise) not in order:
                raise AuthoringError(
                    f"{name}: the exercise {exercise!r} has no {role} cell; "
                    f'expected a header `# %% {role}="{exercise}"`'
                )
        if order.index(("check", exercise)) < order.index(("solve", exercise)):
            where = pieces[order.index(("check", exercise))].where
            raise AuthoringError(f"{where}: check={exercise!r} stands before its solve")
