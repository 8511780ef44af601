"""Every attempt ever graded: our own table in nbgrader's database.

nbgrader keeps one result for a student and an assignment; this table keeps them all,
with the whole verdict, so that nothing is lost when a student hands in again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    select,
)

from autograder.oracle.verdict import Verdict

TABLE = Table(
    "workbook_attempts",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("student", String(128), nullable=False, index=True),
    Column("week", String(128), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("graded_at", String(32), nullable=False),
    Column("status", String(32), nullable=False),
    Column("points", Float),
    Column("max_points", Float),
    Column("verdict", Text),
    Column("walls", String(32), nullable=False),
    Column("reason", Text, nullable=False),
)


@dataclass(frozen=True)
class Attempt:
    """One attempt: what was handed in (by its hash), when it was graded, the result.

    `walls` is the sandbox of the run: "bubblewrap", or "none" for trusted submissions.
    `verdict` is the verdict as JSON, or None if nothing could be graded.
    """

    student: str
    week: str
    sha256: str
    status: str
    points: float | None = None
    max_points: float | None = None
    verdict: str | None = None
    walls: str = ""
    reason: str = ""
    graded_at: str = ""


def of_verdict(student: str, sha256: str, verdict: Verdict) -> Attempt:
    """Return the attempt that a verdict makes."""
    return Attempt(
        student=student,
        week=verdict.week,
        sha256=sha256,
        status="problem" if verdict.problem else "graded",
        points=verdict.points,
        max_points=verdict.max_points,
        verdict=verdict.to_json(),
        walls=verdict.sandbox,
        reason=verdict.problem or "",
    )


def add(connection: Connection, attempt: Attempt) -> None:
    """Write the attempt, in the connection's transaction."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(TABLE.insert(), vars(attempt) | {"graded_at": now})


def all_of(connection: Connection, week: str, student: str) -> list[Attempt]:
    """Return the student's attempts at the week, the oldest first."""
    columns = [TABLE.c[name] for name in Attempt.__dataclass_fields__]
    own = (TABLE.c.week == week) & (TABLE.c.student == student)
    rows = connection.execute(select(*columns).where(own).order_by(TABLE.c.id))
    return [Attempt(**row._mapping) for row in rows]
