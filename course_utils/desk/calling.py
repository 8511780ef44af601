"""Call a learner's function with care: catch what it raises, warns and prints."""

from __future__ import annotations

import io
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.desk.answers import Behaviour
from course_utils.desk.diagnose import Answer
from course_utils.desk.events import counted
from course_utils.desk.standins import StandIn, enliven
from course_utils.desk.tensors import Variable, settle

Then = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Called:
    """What a call did: the answer, the arguments afterwards, and what was said."""

    answer: Answer
    arguments_after: Mapping[str, Any]
    error: str = ""
    warnings: tuple[str, ...] = ()


def call(
    function: Callable[..., Any],
    arguments: Mapping[str, Any],
    then: Then = (),
    names: Mapping[str, Any] | None = None,
    instead: Mapping[str, Any] | None = None,
) -> Called:
    """Call `function` with fresh copies of `arguments`, in their order.

    Args:
        function: what to call.
        arguments: the values; stand-ins come alive first.
        then: if there are any, the function's result is a function too, and the answer
            is what that one returns for each of these.
        names: the learner's names, among which a stand-in finds the learner's own.
        instead: functions that take the place of those the function calls by name, or
            stand-ins for them; afterwards the learner's are back.
    """
    fresh: dict[str, Any] = {}
    answer, error = Answer(), ""
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(all="warn", under="ignore"),
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
        _replaced(function, enliven(dict(instead or {}))),
    ):
        warnings.simplefilter("always")
        try:
            fresh = {name: enliven(value, names) for name, value in arguments.items()}
            answer = Answer(settle(_behaviour(function(*fresh.values()), then, names)))
        except KeyboardInterrupt:
            raise
        except (
            BaseException
        ) as raised:  # SystemExit in an answer must not end the lesson
            answer, error = Answer(raised=type(raised).__name__), _sentence(raised)
    return Called(answer, settle(fresh), error, _unique(str(w.message) for w in caught))


def work(
    function: Callable[..., Any],
    arguments: Mapping[str, Any],
    names: Mapping[str, Any] | None = None,
) -> int | None:
    """Return what a call costs the interpreter, or None if it cannot be told."""

    def counting(*values: Any) -> int | None:
        return counted(function, values)[1]

    count = call(counting, arguments, names=names).answer.value
    return count if isinstance(count, int) else None


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the names of the arguments that a call has changed."""
    return [name for name in before if not _same(after.get(name), before[name])]


@contextmanager
def _replaced(function: Any, new: Mapping[str, Any]) -> Iterator[None]:
    """Put `new` for a while among the names that a function sees, or what it wraps."""
    seen = list(_globals(function)) if new else []
    before = [{name: names[name] for name in new if name in names} for names in seen]
    for names in seen:
        names.update(new)
    try:
        yield
    finally:
        for names, kept in zip(seen, before, strict=True):
            for name in new:
                names.pop(name, None)
            names.update(kept)


def _globals(function: Any) -> Iterator[dict[str, Any]]:
    """Yield the names of a function, then of what it wraps, each once."""
    seen: list[int] = []
    while function is not None:
        names = getattr(function, "__globals__", None)
        if names is not None and id(names) not in seen:
            seen.append(id(names))
            yield names
        function = getattr(function, "__wrapped__", None)


def _behaviour(result: Any, then: Then, names: Mapping[str, Any] | None) -> Any:
    """Return what the result does, if it is to do something and can be called."""
    if not then or not callable(result):
        return result
    asked = [[enliven(value, names) for value in more.values()] for more in then]
    return Behaviour(tuple(settle(result(*values)) for values in asked))


def _same(after: Any, before: Any) -> bool:
    """Whether a value is what it was; nobody can look into what a stand-in became.

    A variable is there to be changed: that is no difference.
    """
    if isinstance(before, StandIn | Variable):
        return True
    if isinstance(before, dict):
        alike = isinstance(after, dict) and list(after) == list(before)
        return alike and all(_same(after[key], before[key]) for key in before)
    if isinstance(before, tuple | list):
        alike = type(after) is type(before) and len(after) == len(before)
        return alike and all(map(_same, after, before))
    if isinstance(before, np.ndarray):
        return isinstance(after, np.ndarray) and _same_array(after, before)
    return type(after) is type(before) and bool(after == before or before != before)


def _same_array(after: np.ndarray, before: np.ndarray) -> bool:
    inexact = before.dtype.kind in "fc" and after.dtype.kind in "fc"
    return np.array_equal(after, before, equal_nan=inexact)


def _sentence(raised: BaseException) -> str:
    """Return type, message and the learner's own line: no traceback of ours."""
    frames = traceback.extract_tb(raised.__traceback__)[1:]
    mine = [frame for frame in frames if "site-packages" not in frame.filename]
    message = (
        f"{type(raised).__name__}: {raised}" if str(raised) else type(raised).__name__
    )
    if not mine:
        return message
    return f"{message} (line {mine[-1].lineno}: {mine[-1].line})"


def _unique(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
