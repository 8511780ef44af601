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
from dataclasses import asdict, dataclass

from autograder.oracle.verdict import Verdict
from autograder.sandbox import Cell, SandboxUnavailable, open_session


@dataclass(frozen=True)
class Task:
    """What a worker needs to know: no course folder, no student's name, no secret.

    Attributes:
        week: the assignment.
        cells: the code to run, in order.
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

    def to_json(self) -> str:
        """Return the task as one line of JSON."""
        cells = [[cell.name, cell.source] for cell in self.cells]
        return json.dumps(vars(self) | {"cells": cells, "key": self.key.hex()})

    @classmethod
    def from_json(cls, text: str) -> Task:
        """Return the task that `to_json` wrote."""
        data = json.loads(text)
        cells = tuple(Cell(name, source) for name, source in data["cells"])
        return cls(**data | {"cells": cells, "key": bytes.fromhex(data["key"])})


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
    return answer_to(text).to_json()


def answer_to(text: str) -> Answer:
    """Return the answer to a task; whatever goes wrong is in it."""
    start = time.perf_counter()
    try:
        if refusal := _refusal(json.loads(text)):
            return Answer(refused=refusal)
        verdict = judge_cells(Task.from_json(text))
    except SandboxUnavailable as error:
        return Answer(unavailable=str(error))
    except Exception as error:
        return Answer(failed=type(error).__name__, details=traceback.format_exc())
    return Answer(verdict.to_json(), seconds=time.perf_counter() - start)


def judge_cells(task: Task) -> Verdict:
    """Run the cells behind walls, ask about every exercise, and judge.

    Raises:
        SandboxUnavailable: no sandbox can start here, and the task is not trusted.
    """
    from autograder.grading.running.editions import edition
    from autograder.oracle.judge import judge

    with open_session(edition(task.week), trust=task.trust) as session:
        return judge(session, task.week, task.cells, task.key)


def probe(week: str, *, trust: bool, require: str | None, code: str = "") -> Task:
    """Return a task without work, to see whether a worker can judge at all."""
    return Task(week, (), bytes(32), trust=trust, require=require, code=code)


def _refusal(data: dict[str, object]) -> str:
    """Return why this installation must not judge what another one sent, or ""."""
    from autograder.grading.running import sources

    week, wanted = str(data["week"]), data["code"]
    if not wanted:
        return ""
    try:
        ours = sources.judging(week)
    except OSError:
        ours = ""
    if ours == wanted:
        return ""
    return (
        f"The worker on {platform.node()} has other exercises, references or another "
        f"oracle of {week}, so its marks would differ. Install this version there."
    )
