"""nbgrader's gradebook, made ready for a release."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, func, inspect, select
from sqlalchemy.orm import Session

from autograder.course import Course
from autograder.database import Database

VERSION = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), nullable=False)
)
REVISION = re.compile(r"^revision\s*=\s*['\"](\w+)['\"]", re.M)
FOLLOWED = re.compile(r"^down_revision\s*=\s*['\"](\w+)['\"]", re.M)
# Any number will do, so long as every `prepare` asks PostgreSQL for the same.
LOCK = 0x776F726B


def prepare(course: Course) -> None:
    """Make the gradebook's tables if they are not there.

    nbgrader would do it too, but asks a program `alembic` on the PATH for the version
    of its tables, which takes seconds and fails where that program is not found.

    Raises:
        GradebookError: the database cannot be used; the message says why.
    """
    book = Database(course)
    try:
        if book.is_missing or not book.read(_has_tables):
            book.write(_make_tables)
    finally:
        book.close()


def _has_tables(session: Session) -> bool:
    # nbgrader takes any table at all for a gradebook that is complete.
    return bool(inspect(session.connection()).get_table_names())


def _make_tables(session: Session) -> None:
    """Make nbgrader's tables and note their version, all in one transaction."""
    from nbgrader import api

    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # SQLite's transaction is alone already.
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    if _has_tables(session):
        return
    api.Base.metadata.create_all(connection)
    VERSION.create(connection)
    session.execute(VERSION.insert().values(version_num=tables_version()))


def tables_version() -> str:
    """Return the newest revision of the installed nbgrader's tables.

    It is the one that no other revision follows; alembic would be half a second of
    imports to say the same.
    """
    import nbgrader

    folder = Path(nbgrader.__file__).parent / "alembic" / "versions"
    texts = [file.read_text("utf-8") for file in folder.glob("*.py")]
    names: set[str] = {name for text in texts for name in REVISION.findall(text)}
    followed: set[str] = {name for text in texts for name in FOLLOWED.findall(text)}
    (newest,) = names - followed
    return newest


def follow_prose(week: str, course: Course, cells: list[dict[str, Any]]) -> None:
    """Let the gradebook know the locked cells of the new release.

    Once there are submissions nbgrader refuses a release whose cells have other ids,
    and a locked cell's id changes with its words. No grade hangs on such a cell, so a
    corrected sentence must not need a new gradebook. Graded cells are left to nbgrader.
    """
    book = Database(course)
    try:
        book.write(lambda session: _follow(session, week, cells))
    finally:
        book.close()


def _follow(session: Session, week: str, cells: list[dict[str, Any]]) -> None:
    from nbgrader.api import SourceCell

    notebook = _find_notebook(session, week)
    if notebook is None or not notebook.submissions:
        return
    wanted = {cell["grade_id"] for cell in cells if cell.get("grade_id")}
    prose = {c["grade_id"] for c in cells if c.get("locked") and _is_prose(c)}
    kept = wanted | _graded_names(notebook)
    known = {cell.name: cell for cell in notebook.source_cells}
    for name in known.keys() - kept:
        session.delete(known[name])
    for name in sorted(prose - known.keys()):
        # nbgrader fills in kind, source and checksum when it saves the cells.
        session.add(
            SourceCell(name=name, cell_type="markdown", locked=True, notebook=notebook)
        )


def _find_notebook(session: Session, week: str) -> Any:
    from nbgrader import api

    query = (
        select(api.Notebook)
        .join(api.Assignment)
        .where(api.Assignment.name == week, api.Notebook.name == week)
    )
    return session.scalars(query).one_or_none()


def _is_prose(cell: dict[str, Any]) -> bool:
    return not (cell["grade"] or cell["solution"] or cell.get("task"))


def _graded_names(notebook: Any) -> set[str]:
    kinds = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    return {cell.name for cells in kinds for cell in cells}
