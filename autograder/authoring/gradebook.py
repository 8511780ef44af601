"""nbgrader's gradebook, made ready for a release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course import Course


def prepare(course: Course) -> None:
    """Make the gradebook's tables if they are not there.

    nbgrader would do it too, but asks a program `alembic` on the PATH for the version
    of its tables, which takes seconds and fails where that program is not found.
    """
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader import api
    from sqlalchemy import create_engine, inspect, text

    engine = create_engine(course.gradebook_url)
    try:
        if inspect(engine).get_table_names():
            return
        scripts = Config()
        scripts.set_main_option("script_location", str(_alembic_folder()))
        head = ScriptDirectory.from_config(scripts).get_current_head()
        with engine.begin() as connection:
            api.Base.metadata.create_all(connection)
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(
                text("INSERT INTO alembic_version VALUES (:head)"), {"head": head}
            )
    finally:
        engine.dispose()


def follow_prose(week: str, course: Course, cells: list[dict[str, Any]]) -> None:
    """Let the gradebook know the locked cells of the new release.

    Once there are submissions nbgrader refuses a release whose cells have other ids,
    and a locked cell's id changes with its words. No grade hangs on such a cell, so a
    corrected sentence must not need a new gradebook. Graded cells are left to nbgrader.
    """
    from nbgrader import api
    from sqlalchemy import create_engine, select
    from sqlalchemy.orm import Session

    engine = create_engine(course.gradebook_url)
    query = (
        select(api.Notebook)
        .join(api.Assignment)
        .where(api.Assignment.name == week, api.Notebook.name == week)
    )
    try:
        with Session(engine) as session:
            notebook = session.scalars(query).one_or_none()
            if notebook is not None and notebook.submissions:
                _follow(session, notebook, cells)
                session.commit()
    finally:
        engine.dispose()


def _follow(session: Any, notebook: Any, cells: list[dict[str, Any]]) -> None:
    from nbgrader.api import SourceCell

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


def _is_prose(cell: dict[str, Any]) -> bool:
    return not (cell["grade"] or cell["solution"] or cell.get("task"))


def _graded_names(notebook: Any) -> set[str]:
    kinds = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    return {cell.name for cells in kinds for cell in cells}


def _alembic_folder() -> Path:
    import nbgrader

    return Path(nbgrader.__file__).parent / "alembic"
