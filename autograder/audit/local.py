"""A session without walls or wire: for code of our own, judged as a learner's is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from autograder.sandbox import KEPT, MODEL, Cell, Limits, Outcome, StudentError
from autograder.sandbox.inside import models
from course_utils.desk import calling


class LocalSession:
    """Call the functions of a namespace in this process, with the sandbox's manners."""

    tier = walls = "none"
    limits = Limits()

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self.namespace = dict(namespace)
        self.kept: Any = None

    def run(self, cells: Sequence[Cell]) -> list[Outcome]:
        """Execute the cells in the namespace."""
        for cell in cells:
            exec(cell.source, self.namespace)
        return [Outcome("value") for _ in cells]

    def restart(self) -> None:
        """Keep the namespace: nothing here survives a call anyway."""

    def half_of_the_time(self) -> AbstractContextManager[None]:
        """Let all have the time it takes."""
        return nullcontext()

    def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        proxies: Mapping[str, Callable[..., Any]] | None = None,
        count_events: bool = False,
        timeout: float | None = None,
        keep: bool = False,
        seed: int = 0,
    ) -> Outcome:
        """Return what the function of that name does with copies of the arguments."""
        if name == MODEL:
            return Outcome("value", models.report(self.kept, **arguments))
        if name == KEPT:
            return self._kept_outcome(arguments)
        if name not in self.namespace:
            return Outcome("missing")
        before = dict(self.namespace)
        self.namespace.update(proxies or {})
        try:
            outcome = _outcome(
                self.namespace[name],
                name,
                arguments,
                count_events,
                self.namespace,
                proxies,
            )
        finally:
            self.namespace.clear()
            self.namespace.update(before)
        if keep:
            self.kept = outcome.value
        return outcome

    def _kept_outcome(self, arguments: Mapping[str, Any]) -> Outcome:
        if not callable(self.kept):
            return Outcome("missing")
        return _outcome(self.kept, KEPT, arguments, count_events=False)


def _outcome(
    function: Callable[..., Any],
    name: str,
    arguments: Mapping[str, Any],
    count_events: bool,
    names: Mapping[str, Any] | None = None,
    proxies: Mapping[str, Callable[..., Any]] | None = None,
) -> Outcome:
    called = calling.call(function, arguments, names=names, instead=proxies)
    count = calling.work(function, arguments, names) if count_events else None
    raised = called.answer.raised
    return Outcome(
        "raised" if raised else "value",
        called.answer.value,
        StudentError(raised, called.error, cell=name) if raised else None,
        called.arguments_after,
        count,
        called.warnings,
    )
