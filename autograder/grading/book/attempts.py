"""Every attempt ever graded: our own table in nbgrader's database.

nbgrader keeps one result for a student and an assignment; this table keeps them all,
with the whole verdict, so that nothing is lost when a student hands in again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from weakref import WeakSet

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateColumn

from autograder.grading.running.sources import combined
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
    Column("reason", Text, nullable=False),
    Column("tier", String(32), nullable=False, server_default=""),
    Column("fingerprint", String(64), nullable=False, server_default=""),
    Column("parts", Text, nullable=False, server_default="{}"),
    Column("seconds", Float, nullable=False, server_default="0"),
    Column("filed", Boolean, nullable=False, server_default=text("false")),
)
RENAMED = {"walls": "tier"}  # as the first version of this table had them

# Looking takes as long as asking: databases whose table is known to be complete.
_COMPLETE: WeakSet[Engine] = WeakSet()


@dataclass(frozen=True)
class Attempt:
    """One attempt: what was handed in, when it was graded, and the result.

    Attributes:
        sha256: the hash of the bytes that were handed in.
        status: "graded", or why there is no result.
        verdict: the verdict as JSON, or None if nothing could be graded.
        tier: the sandbox of the run; "none" for trusted submissions.
        parts: JSON, the hash of each thing that the result rests on.
        fingerprint: all parts in one hash; equal work need not be done again.
        seconds: what the judging took.
        filed: whether the graded notebook and the feedback page were written too.
    """

    student: str
    week: str
    sha256: str
    status: str
    points: float | None = None
    max_points: float | None = None
    verdict: str | None = None
    tier: str = ""
    reason: str = ""
    graded_at: str = ""
    fingerprint: str = ""
    parts: str = "{}"
    seconds: float = 0.0
    filed: bool = False
    id: int | None = None


def of_verdict(
    student: str,
    sha256: str,
    verdict: Verdict,
    *,
    parts: Mapping[str, str],
    seconds: float,
) -> Attempt:
    """Return the attempt that a verdict makes."""
    return Attempt(
        student=student,
        week=verdict.week,
        sha256=sha256,
        status="problem" if verdict.problem else "graded",
        points=verdict.points,
        max_points=verdict.max_points,
        verdict=verdict.to_json(),
        tier=verdict.sandbox,
        reason=verdict.problem or "",
        fingerprint=combined(parts),
        parts=_json(parts),
        seconds=round(seconds, 3),
    )


def of_problem(
    student: str,
    week: str,
    sha256: str,
    *,
    status: str,
    reason: str,
    parts: Mapping[str, str],
) -> Attempt:
    """Return the attempt of which nothing could be graded."""
    return Attempt(
        student=student,
        week=week,
        sha256=sha256,
        status=status,
        reason=reason,
        fingerprint=combined(parts),
        parts=_json(parts),
    )


def prepare(connection: Connection) -> None:
    """Make the table, or give one of an earlier version the columns it lacks."""
    TABLE.create(connection, checkfirst=True)
    for change in _changes(connection):
        try:
            with connection.begin_nested():
                connection.execute(text(change))
        except DBAPIError:
            if change in _changes(connection):  # no other grader has just done it
                raise


def add(connection: Connection, attempt: Attempt) -> int:
    """Write the attempt, in the connection's transaction; return its number.

    The same result on the same grounds is one attempt, whoever comes to it again.
    """
    last = latest(connection, attempt.week, attempt.student)
    if last and last.id and attempt.fingerprint and _is_same(last, attempt):
        return last.id
    values = {f.name: getattr(attempt, f.name) for f in fields(attempt)}
    values["graded_at"] = datetime.now(UTC).isoformat(timespec="seconds")
    del values["id"]
    (number,) = connection.execute(TABLE.insert(), values).inserted_primary_key or [0]
    return int(number)


def mark_filed(connection: Connection, numbers: Collection[int]) -> None:
    """Note that what people read of these attempts is written."""
    own = TABLE.c.id.in_(numbers)
    connection.execute(TABLE.update().where(own).values(filed=True))


def latest(connection: Connection, week: str, student: str) -> Attempt | None:
    """Return the student's last attempt at the week, if there is one."""
    found = all_of(connection, week, student, most=1)
    return found[0] if found else None


def all_of(
    connection: Connection, week: str, student: str, *, most: int | None = None
) -> list[Attempt]:
    """Return the student's attempts at the week, the oldest first; the last `most`."""
    columns = _columns(connection)
    if not columns:
        return []
    own = (TABLE.c.week == week) & (TABLE.c.student == student)
    query = select(*columns).where(own).order_by(TABLE.c.id.desc()).limit(most)
    return [Attempt(**row._mapping) for row in connection.execute(query)][::-1]


def _columns(connection: Connection) -> list[Column[object]]:
    """Return the columns that are there: who only reads does not prepare the table."""
    if connection.engine in _COMPLETE:
        return list(TABLE.columns)
    there = _there(connection)
    found = [column for column in TABLE.columns if column.name in there]
    if len(found) == len(TABLE.columns):
        _COMPLETE.add(connection.engine)
    return found


def _there(connection: Connection) -> set[str]:
    inspector = inspect(connection)
    if not inspector.has_table(TABLE.name):
        return set()
    return {column["name"] for column in inspector.get_columns(TABLE.name)}


def _changes(connection: Connection) -> list[str]:
    """Return the statements that turn an earlier table into today's."""
    there = _there(connection)
    renamed = {old: new for old, new in RENAMED.items() if old in there}
    changes = [f"RENAME COLUMN {old} TO {new}" for old, new in renamed.items()]
    new = [c for c in TABLE.columns if c.name not in there | {*renamed.values()}]
    changes += [
        f"ADD COLUMN {CreateColumn(c).compile(dialect=connection.dialect)}" for c in new
    ]
    return [f"ALTER TABLE {TABLE.name} {change}" for change in changes]


def _is_same(one: Attempt, other: Attempt) -> bool:
    """Tell whether two attempts agree; what the cells showed may hold the time."""
    names = ("fingerprint", "status", "reason")
    alike = all(getattr(one, name) == getattr(other, name) for name in names)
    return alike and _verdict(one) == _verdict(other)


def _verdict(attempt: Attempt) -> Verdict | None:
    text = attempt.verdict
    return Verdict.from_dict(json.loads(text)) if text else None


def _json(parts: Mapping[str, str]) -> str:
    return json.dumps(dict(parts), sort_keys=True)
