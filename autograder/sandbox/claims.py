"""Turn what the sandbox says into a record: every field a claim, checked and capped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, get_args

from autograder.sandbox import pictures
from autograder.sandbox.inside.capture import (
    OUTPUT_COUNT,
    PICTURE_COUNT,
    TEXT_LIMIT,
    WARNING_COUNT,
    WARNING_LENGTH,
)
from autograder.sandbox.inside.cells import CODE_LENGTH, MESSAGE_LENGTH
from autograder.sandbox.inside.wire import Header, WireError
from autograder.sandbox.outcome import Kind, Outcome, Output, OutputKind, StudentError
from course_utils.desk import plain

TOLD = frozenset({"value", "raised", "missing", "memory"})
TOO_ODD = "value that cannot travel"
NOTE_LENGTH = 200
SHOWN: dict[str, OutputKind] = {kind: kind for kind in get_args(OutputKind)}
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")


def outcome(
    header: Header, buffers: list[bytes], keys: Sequence[str], seconds: float
) -> Outcome:
    """Return the outcome that an answer claims.

    Raises:
        WireError: the answer is not one that our runner would give.
    """
    kind = header.get("is")
    if type(kind) is not str or kind not in TOLD:
        raise WireError("an answer of no known kind")
    if kind == "raised" and header.get("error") is None:
        raise WireError("an exception without a name")
    value, after = _values(header.get("data"), buffers)
    return Outcome(
        kind=_kind(kind),
        value=value,
        error=_error(header.get("error")),
        arguments_after=dict(zip(keys, after, strict=False)),
        events=_count(header.get("events")),
        warnings=_warnings(header.get("warnings")),
        outputs=_outputs(header.get("outputs", []), buffers),
        seconds=seconds,
        reason="it asked for more memory than it may" if kind == "memory" else "",
    )


def text(claim: Any, limit: int, keep: str = "") -> str:
    """Return at most `limit` characters, none of which can steer a terminal."""
    if type(claim) is not str:
        raise WireError("a text is not a text")
    return "".join(
        c if c in keep or unicodedata.category(c)[0] != "C" else " "
        for c in claim[:limit]
    )


def _kind(claim: str) -> Kind:
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return kinds[claim]


def _values(tree: Any, buffers: list[bytes]) -> tuple[Any, list[Any]]:
    """Return the value and the arguments after the call; what is odd is opaque."""
    if tree is None:
        return None, []
    try:
        value, after = plain.decode(tree, buffers)
        return value, after if type(after) is list else []
    except (plain.PlainError, TypeError, ValueError):
        return plain.Opaque(TOO_ODD), []


def question(tree: Any, buffers: list[bytes]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments with which student code calls a proxy.

    Raises:
        WireError: they are not a list and a dict of plain data.
    """
    try:
        arguments, keywords = plain.decode(tree, buffers)
    except (plain.PlainError, TypeError, ValueError) as error:
        raise WireError("a question that cannot be read") from error
    if type(arguments) is not list or type(keywords) is not dict:
        raise WireError("a question without arguments")
    if not all(type(name) is str for name in keywords):
        raise WireError("a keyword is not a name")
    return arguments, keywords


def _error(claim: Any) -> StudentError | None:
    if claim is None:
        return None
    if type(claim) is not dict:
        raise WireError("an error is not a record")
    cell = claim.get("cell")
    return StudentError(
        type=text(claim.get("type"), 80),
        message=text(claim.get("message"), MESSAGE_LENGTH),
        line=_count(claim.get("line")),
        cell=None if cell is None else text(cell, 80),
        code=text(claim.get("code", ""), CODE_LENGTH),
    )


def _count(claim: Any) -> int | None:
    if claim is None or (type(claim) is int and claim >= 0):
        return claim
    raise WireError("a count is not a count")


def _warnings(claim: Any) -> tuple[str, ...]:
    if type(claim) is not list:
        raise WireError("the warnings are not a list")
    return tuple(text(x, WARNING_LENGTH) for x in claim[:WARNING_COUNT])


def _outputs(claim: Any, buffers: list[bytes]) -> tuple[Output, ...]:
    """Return what was shown; a picture that is none becomes a note."""
    if type(claim) is not list or not all(type(one) is dict for one in claim):
        raise WireError("the outputs are not a list of records")
    left, drawn, outputs = TEXT_LIMIT, 0, list[Output]()
    for one in claim[: OUTPUT_COUNT + 1]:  # and the note that more was shown
        kind = one.get("kind")
        if type(kind) is not str or kind not in SHOWN:
            raise WireError("an output of no known kind")
        said = _uncoloured(one.get("text"), NOTE_LENGTH if kind == "note" else left)
        left -= 0 if kind == "note" else len(said)
        if "png" in one and drawn < PICTURE_COUNT:
            drawn += 1
            outputs.append(_picture(said, one["png"], buffers))
        elif said:
            outputs.append(Output(SHOWN[kind], said))
    return tuple(outputs)


def _uncoloured(claim: Any, limit: int) -> str:
    """Return a text of several lines without its colours."""
    if type(claim) is not str:
        raise WireError("a text is not a text")
    return text(ESCAPE.sub("", claim[:limit]), limit, keep="\n\t")


def _picture(said: str, index: Any, buffers: list[bytes]) -> Output:
    if type(index) is not int or not 0 <= index < len(buffers):
        raise WireError("a picture without bytes")
    try:
        return Output("shown", said, pictures.clean(buffers[index]))
    except pictures.PictureError as error:
        return Output("note", f"A picture is left out: {error}.")
