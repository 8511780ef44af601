"""Run student cells in one namespace, and say what went wrong and where."""

from __future__ import annotations

from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .places import Places

MESSAGE_LENGTH = 500
CODE_LENGTH = 200


class Notebook:
    """The module `__main__` as a notebook sees it, and the cells that filled it."""

    def __init__(self) -> None:
        from . import shell  # the trusted side reads this module, and needs no IPython

        self.module = ModuleType("__main__")
        self.names = self.module.__dict__
        self._shell = shell.make()
        self._shell.begin(self.module)
        self._places: Places = self._shell.compile.places

    def run(self, name: str, source: str) -> None:
        """Execute one cell; what it raises is the caller's to catch."""
        self._shell.run(name, source.removeprefix("\ufeff"))

    def describe(self, error: BaseException) -> dict[str, Any]:
        """Return the error in plain words, with its last place in a student's cell."""
        filename, number = _place(error, self._places)
        place = self._places[filename]
        line, code = place.line(number)
        return {
            "type": type(error).__name__[:80],
            "message": _message(error)[:MESSAGE_LENGTH],
            "line": line,
            "cell": place.cell or None,
            "code": code[:CODE_LENGTH],
        }


def _place(error: BaseException, places: Places) -> tuple[str, int | None]:
    """Return the file and line of the last frame that lies in a student's cell."""
    if isinstance(error, SyntaxError) and error.filename in places:
        return str(error.filename), error.lineno
    place: tuple[str, int | None] = ("", None)
    step: TracebackType | None = error.__traceback__
    while step is not None:
        filename = step.tb_frame.f_code.co_filename
        if filename in places:
            place = filename, step.tb_lineno
        step = step.tb_next
    return place


def _message(error: BaseException) -> str:
    """Return the text of an exception, whose `__str__` may be a student's."""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        return str(error)
    except BaseException:
        return ""
