"""What comes out of the sandbox: plain records, all of them untrusted claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "value",  # the call returned; `value` holds plain data
    "raised",  # the student's code raised; `error` says what
    "missing",  # no function of that name is defined
    "timeout",  # the time limit ended the process
    "memory",  # the memory limit ended the process
    "died",  # the process ended or broke the protocol
]

OutputKind = Literal["printed", "shown", "note"]


@dataclass(frozen=True)
class Cell:
    """A piece of student source, with the name that messages use for it."""

    name: str
    source: str


@dataclass(frozen=True)
class StudentError:
    """An exception of the student's code, in the words a learner can use."""

    type: str
    message: str
    line: int | None = None
    cell: str | None = None
    code: str = ""

    def __str__(self) -> str:
        """Return one sentence fragment: type, message, place."""
        place = f" (line {self.line} of {self.cell})" if self.line else ""
        return (
            f"{self.type}: {self.message}{place}" if self.message else self.type + place
        )


@dataclass(frozen=True)
class Output:
    """Something a cell showed: text without control characters, or a picture.

    A picture is PNG that we encoded ourselves; its text says what it shows. A "note"
    is ours, about what is not shown.
    """

    kind: OutputKind
    text: str = ""
    png: bytes = b""

    @property
    def alt(self) -> str:
        """Return what a picture shows, for a reader who cannot see it."""
        said = " ".join(self.text.split())[:300]
        # Matplotlib's own words, <Figure size 640x480 with 1 Axes>, say nothing.
        empty = not said or said.startswith("<")
        return "A figure without a description" if empty else said


@dataclass(frozen=True)
class Outcome:
    """The answer to one request: run a cell, or call a function."""

    kind: Kind
    value: Any = None
    error: StudentError | None = None
    arguments_after: Mapping[str, Any] = field(default_factory=dict)
    events: int | None = None
    warnings: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    reason: str = ""

    @property
    def printed(self) -> str:
        """Return what went to the standard streams."""
        return "".join(one.text for one in self.outputs if one.kind == "printed")
