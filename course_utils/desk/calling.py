"""Call a learner's function with care: catch what it raises, warns and prints."""

from __future__ import annotations

import copy
import io
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from course_utils.desk.diagnose import Answer


@dataclass(frozen=True)
class Called:
    """What a call did: the answer, the arguments afterwards, and what was said."""

    answer: Answer
    arguments_after: Mapping[str, Any]
    error: str = ""
    warnings: tuple[str, ...] = ()


def call(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Called:
    """Call `function` with fresh copies of `arguments`, in their order."""
    fresh = copy.deepcopy(dict(arguments))
    answer, error = Answer(), ""
    with (
        warnings.catch_warnings(record=True) as caught,
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("always")
        try:
            answer = Answer(function(*fresh.values()))
        except KeyboardInterrupt:
            raise
        except (
            BaseException
        ) as raised:  # SystemExit in an answer must not end the lesson
            answer, error = Answer(raised=type(raised).__name__), _sentence(raised)
    return Called(answer, fresh, error, _unique(str(w.message) for w in caught))


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
