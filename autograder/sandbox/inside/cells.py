"""Run student cells in one namespace, and say what went wrong and where."""

from __future__ import annotations

import ast
import contextlib
import linecache
import re
import sys
from types import ModuleType, TracebackType
from typing import Any

MAGIC = re.compile(
    r"^([ \t]*+)(?:[%!?].*|[^#\n]*\?|[\w, \t]+=[ \t]*[%!].*)$", re.MULTILINE
)
MESSAGE_LENGTH = 500
CODE_LENGTH = 200


class Notebook:
    """The module `__main__` as a notebook sees it, and the cells that filled it."""

    def __init__(self) -> None:
        self.module = ModuleType("__main__")
        self.names = self.module.__dict__
        self.names.update(display=_display, get_ipython=_get_ipython)
        self._cells: dict[str, tuple[str, str]] = {}
        sys.modules["__main__"] = self.module

    def run(self, name: str, source: str) -> None:
        """Execute one cell; what it raises is the caller's to catch.

        Where a line raises, the ones below still run, each for itself: a look at data
        that is not here, or a missing package, must not hide the answer that follows.
        """
        filename = f"<cell {name} {len(self._cells) + 1}>"
        self._cells[filename] = (name, source)
        lines = source.splitlines(keepends=True)
        linecache.cache[filename] = (len(source), None, lines, filename)
        tree = _parsed(source, filename)
        try:
            exec(compile(tree, filename, "exec", dont_inherit=True), self.names)
        except BaseException as error:
            self._run_below(_line(error, filename), tree, filename)
            raise

    def _run_below(self, line: int, tree: ast.Module, filename: str) -> None:
        for statement in tree.body:
            if statement.lineno > line:
                one = ast.Module([statement], [])
                with contextlib.suppress(BaseException):
                    exec(compile(one, filename, "exec", dont_inherit=True), self.names)

    def describe(self, error: BaseException) -> dict[str, Any]:
        """Return the error in plain words, with its last place in a student's cell."""
        filename, line = _place(error, self._cells)
        name, source = self._cells.get(filename, (None, ""))
        lines = source.splitlines()
        code = lines[line - 1].strip() if line and line <= len(lines) else ""
        return {
            "type": type(error).__name__[:80],
            "message": _message(error)[:MESSAGE_LENGTH],
            "line": line,
            "cell": name,
            "code": code[:CODE_LENGTH],
        }


def _display(*things: Any, **options: Any) -> None:
    """Take what a notebook would show, and show nothing."""


def _get_ipython() -> None:
    """Return None, as IPython does when there is no shell."""


def without_magics(source: str) -> str:
    """Return source in which lines only a notebook understands do nothing."""
    return MAGIC.sub(r"\1pass", source)


def _parsed(source: str, filename: str) -> ast.Module:
    """Parse a cell; where that fails, lines of IPython (`%`, `!`, `?`) do nothing."""
    source = source.removeprefix("\ufeff")
    try:
        return ast.parse(source, filename)
    except SyntaxError as error:
        try:
            return ast.parse(without_magics(source), filename)
        except SyntaxError:
            raise error from None


def _line(error: BaseException, filename: str) -> int:
    """Return the line of the cell that was running at its top level."""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == filename:
            return step.tb_lineno
        step = step.tb_next
    return 0


def _place(error: BaseException, cells: dict[str, Any]) -> tuple[str, int | None]:
    """Return the file and line of the last frame that lies in a student's cell."""
    if isinstance(error, SyntaxError) and error.filename in cells:
        return error.filename, error.lineno
    place: tuple[str, int | None] = ("", None)
    step: TracebackType | None = error.__traceback__
    while step is not None:
        filename = step.tb_frame.f_code.co_filename
        if filename in cells:
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
