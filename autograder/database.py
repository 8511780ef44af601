"""The gradebook's database: one engine, whole transactions, patience with others.

SQLite by default, PostgreSQL by URL. Formgrader, a second grader and `nbgrader` itself
may write at the same time: a transaction that meets them is run again as a whole.

SQLite keeps its rollback journal. A write-ahead log would let readers pass a writer,
but does not work on network drives, and a plain copy of gradebook.db, such as nbgrader
and careful teachers make, would lack the last marks.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from autograder.course import Course

SECONDS_OF_PATIENCE = 120.0
# SQLite waits in C, where Ctrl-C is not heard, so it waits briefly and often.
SECONDS_TO_WAIT_IN_SQLITE = 2.0
MOST_COLLISIONS = 8
LONGEST_PAUSE = 1.0

SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL = 5, 6, 15
SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE = 11, 26
# Serialization failure, deadlock, lock not available.
POSTGRES_BUSY = ("40001", "40P01", "55P03")

Result = TypeVar("Result")
Work = Callable[[Session], Result]


class GradebookError(Exception):
    """The gradebook cannot be used; the message says why and what to do."""


class Database:
    """The gradebook's tables, whatever they are kept in."""

    def __init__(self, course: Course) -> None:
        self.url = url_of(course)
        self._engine = _engine(self.url)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        self._reached = False

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no database file; a server is never missing."""
        return _is_sqlite(self.url) and not Path(self.url.database or "").is_file()

    def read(self, work: Work[Result]) -> Result:
        """Return what `work` finds in one transaction.

        Raises:
            GradebookError: the gradebook cannot be read.
        """
        return self._patiently(work, self._engine)

    def write(self, work: Work[Result]) -> Result:
        """Run `work` in one transaction, and again while others stand in the way.

        Raises:
            GradebookError: nothing was written.
        """
        return self._patiently(work, self._writer)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction to look around in; nothing is written.

        Raises:
            GradebookError: the gradebook cannot be read.
        """
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                yield session
        except SQLAlchemyError as error:
            raise GradebookError(self._sentence(error, 0.0)) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _patiently(self, work: Work[Result], engine: Engine) -> Result:
        started, tries = time.monotonic(), 0
        while True:
            try:
                return self._once(work, engine)
            except SQLAlchemyError as error:
                tries += 1
                waited = time.monotonic() - started
                if not self._passes(error, tries, waited):
                    raise GradebookError(self._sentence(error, waited)) from error
            # Two that collided must not meet again at the next step.
            time.sleep(random.uniform(0.5, 1.0) * min(0.02 * 2**tries, LONGEST_PAUSE))

    def _once(self, work: Work[Result], engine: Engine) -> Result:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            session.connection()
            self._reached = True
            return work(session)

    def _passes(self, error: SQLAlchemyError, tries: int, waited: float) -> bool:
        """Tell whether the same transaction may succeed if it is run again."""
        if isinstance(error, IntegrityError | StaleDataError):
            return tries < MOST_COLLISIONS
        away = _is_away(error) and self._reached
        return (_is_busy(error) or away) and waited < SECONDS_OF_PATIENCE

    def _sentence(self, error: SQLAlchemyError, waited: float) -> str:
        if _is_busy(error):
            return (
                f"The gradebook was locked by another program for {waited:.0f} "
                "seconds, so nothing was written. Grade again when that is over."
            )
        cause = without_secrets(_cause(error), self.url)
        if _is_away(error):
            return f"The gradebook {shown(self.url)} cannot be reached: {cause}."
        if _sqlite_code(error) in (SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE):
            file = self.url.database
            return f"The gradebook {file} is damaged: {cause}. Restore a copy of it."
        return f"The gradebook refused: {cause}."


def url_of(course: Course) -> URL:
    """Return the gradebook's URL.

    Raises:
        GradebookError: it is no URL.
    """
    url = _parsed(course.gradebook_url)
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if _is_sqlite(url) and url.database and url.database != ":memory:":
        return url.set(database=str(course.root.absolute() / url.database))
    return url


def shown(url: URL) -> str:
    """Return the URL as people may see it, without passwords."""
    return url.set(query={}).render_as_string(hide_password=True)


def without_secrets(text: str, url: URL) -> str:
    """Return the text with every password of the URL made unreadable."""
    secrets = [url.password, *(url.query[k] for k in url.query if "pass" in k)]
    for secret in filter(None, secrets):
        text = text.replace(str(secret), "***")
    return text


def _parsed(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    # An @ to the right of the host is the rest of a password that held a slash.
    if url is None or "@" in (url.database or ""):
        # What could not be read may be a password, so it is not repeated.
        raise GradebookError(
            "The gradebook's db_url in nbgrader_config.py is no database URL. "
            "Signs such as @ : / in a password are written %40 %3A %2F."
        )
    return url


def _engine(url: URL) -> Engine:
    try:
        if not _is_sqlite(url):
            return create_engine(url)
        wait = {"timeout": SECONDS_TO_WAIT_IN_SQLITE}
        engine = create_engine(url, connect_args=wait)
    except (SQLAlchemyError, ImportError) as error:
        cause = without_secrets(str(error).splitlines()[0], url)
        raise GradebookError(
            f"The gradebook {shown(url)} cannot be used: {cause}."
        ) from None
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: Any, _: object) -> None:
    # Python's driver begins by itself, late, and without the right to write.
    connection.isolation_level = None


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("begin", "BEGIN"))


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _is_busy(error: SQLAlchemyError) -> bool:
    busy = (SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL)
    return _sqlite_code(error) in busy or _state(error) in POSTGRES_BUSY


def _is_away(error: SQLAlchemyError) -> bool:
    """Tell whether the server went away, starts, or never answered."""
    if not isinstance(error, DBAPIError) or _sqlite_code(error) is not None:
        return False
    state = _state(error) or ""
    refused = type(error.orig).__name__ == "OperationalError" and not state
    return error.connection_invalidated or refused or state.startswith(("08", "57P"))


def _sqlite_code(error: SQLAlchemyError) -> int | None:
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _state(error: SQLAlchemyError) -> str | None:
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def _cause(error: SQLAlchemyError) -> str:
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
