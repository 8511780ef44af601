"""Judge one submission: text in, text out, so that it can be done anywhere.

The same function runs in the grader's own process, in the processes of its pool, and
on the machines of a Dask cluster. Nothing but JSON goes either way; what went wrong is
an answer too, so that no exception of a worker's has to be understood elsewhere.
"""

from __future__ import annotations

import json
import platform
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from autograder.oracle.verdict import Verdict
from autograder.sandbox import (
    Cell,
    Limits,
    SandboxUnavailable,
    Session,
    open_session,
)


@dataclass(frozen=True)
class Task:
    """What a worker needs to know: no course folder, no student's name, no secret.

    Attributes:
        week: the assignment.
        cells: the code to run, in order.
        document: all code of the notebook, if a teacher looks at what it shows.
        key: what this submission's hidden cases are drawn from.
        environment: the packages that the week's answers need.
        trust: run without a sandbox.
        require: the weakest tier of sandbox that will do, if that matters.
        code: the hash of all that judges the week; "" if the worker is this very
            installation.
    """

    week: str
    cells: tuple[Cell, ...]
    key: bytes
    environment: str = "numpy"
    trust: bool = False
    require: str | None = None
    code: str = ""
    document: tuple[Cell, ...] = ()

    def to_json(self) -> str:
        """Return the task as one line of JSON."""
        plain = {"cells": _pairs(self.cells), "document": _pairs(self.document)}
        return json.dumps(vars(self) | plain | {"key": self.key.hex()})

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Task:
        """Return the task that `to_json` wrote."""
        code = {name: _cells(data[name]) for name in ("cells", "document")}
        return cls(**data | code | {"key": bytes.fromhex(data["key"])})


def _pairs(cells: tuple[Cell, ...]) -> list[list[str]]:
    return [[cell.name, cell.source] for cell in cells]


def _cells(pairs: list[list[str]]) -> tuple[Cell, ...]:
    return tuple(Cell(name, source) for name, source in pairs)


@dataclass(frozen=True)
class Answer:
    """A verdict as JSON, or the reason why there is none.

    Attributes:
        verdict: what the oracle says; it may be a problem too.
        seconds: what the judging took.
        unavailable: why no sandbox can start there, and what helps.
        refused: why this worker must not judge.
        failed: the name of a mistake of ours; `details` is for our log.
    """

    verdict: str | None = None
    seconds: float = 0.0
    unavailable: str = ""
    refused: str = ""
    failed: str = ""
    details: str = ""

    def to_json(self) -> str:
        """Return the answer as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Answer:
        """Return the answer that `to_json` wrote."""
        return cls(**json.loads(text))


def judge_task(text: str) -> str:
    """Judge the task in `text` and return the answer; both are JSON."""
    return answered(lambda: _judge(json.loads(text))).to_json()


def answered(judge: Callable[[], Verdict]) -> Answer:
    """Return what `judge` says; whatever goes wrong is an answer too."""
    start = time.perf_counter()
    try:
        verdict = judge()
    except _RefusedError as refusal:
        return Answer(refused=str(refusal))
    except SandboxUnavailable as error:
        return Answer(unavailable=str(error))
    except Exception as error:
        return Answer(failed=type(error).__name__, details=traceback.format_exc())
    seconds = round(time.perf_counter() - start, 3)
    return Answer(verdict.to_json(), seconds=seconds)


def _judge(data: dict[str, Any]) -> Verdict:
    _refuse_strangers(str(data["week"]), data["code"])
    return judge_cells(Task.from_data(data))


def judge_cells(task: Task) -> Verdict:
    """Run the cells behind walls, ask about every exercise, and judge.

    Raises:
        SandboxUnavailable: no sandbox can start here, and the task is not trusted.
    """
    from autograder.grading import showing
    from autograder.oracle.judge import judge

    limits = Limits.of(task.environment)
    with _session(task, limits) as session:
        if not task.cells:  # a probe: the sandbox has started
            return Verdict(task.week, (), sandbox=session.tier)
        verdict = judge(session, task.week, task.cells, task.key)
    if not task.document:
        return verdict
    seconds = showing.LIMITS.total_seconds
    limits = replace(limits, total_seconds=seconds)
    with _session(task, limits, with_data=True) as session:
        return showing.with_document(verdict, session, task.document)


def _session(task: Task, limits: Limits, *, with_data: bool = False) -> Session:
    from autograder.grading.running.editions import edition

    return open_session(
        edition(task.week, with_data=with_data),
        limits=limits,
        trust=task.trust,
        environment=task.environment,
        require=cast(Any, task.require),
    )


@dataclass(frozen=True)
class Probe:
    """A task without work, to see whether a worker can judge at all."""

    task: str


def probe(task: Task) -> Probe:
    """Return the task without its work."""
    return Probe(replace(task, cells=(), document=(), code="").to_json())


class _RefusedError(Exception):
    """This worker must not judge; the message says why."""


def _refuse_strangers(week: str, wanted: str) -> None:
    """Refuse to judge for a grader that has other exercises, references or oracle.

    Raises:
        _RefusedError: the marks would not be that grader's.
    """
    from autograder.grading.running import sources

    if wanted and sources.judging(week) != wanted:
        raise _RefusedError(
            f"The worker on {platform.node()} has other exercises, references or "
            f"another oracle of {week}, so its marks would differ. Install the "
            "grader's version there."
        )
