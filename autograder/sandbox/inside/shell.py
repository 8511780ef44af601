"""IPython's shell as a notebook has it: magics, `display`, awaits, plots.

It is made once, before the first submission, and starts nothing that outlives a fork:
no thread, no file, no history. Students may bend it; what they bend is their own.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from .capture import captured, record
from .places import Places

INLINE = "module://matplotlib_inline.backend_inline"
TEXT, PNG = "text/plain", "image/png"


class Compiler(CachingCompiler):
    """Compile cells under names by which an error finds its line."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.places = Places()
        self.reset_compiler_flags()

    def reset_compiler_flags(self) -> None:
        """Ask for Python's own words about a statement that is not complete."""
        self.flags = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the file name for a piece of the cell under way."""
        return self.places.file(raw_code, transformed_code)

    def ast_parse(
        self, source: str, filename: str = "<unknown>", symbol: str = "exec"
    ) -> ast.AST:
        """Parse a cell, or the lines below `%%time`, which come without a name."""
        if filename == "<unknown>":
            filename = self.places.file(source, source)
        return super().ast_parse(source, filename, symbol)

    def __call__(self, source: Any, filename: str, symbol: str, **options: Any) -> Any:
        """Compile under the name of the lines that were parsed last."""
        if filename.startswith("<timed"):
            filename = self.places.latest
        return super().__call__(source, filename, symbol, **options)


class Results(DisplayHook):
    """Show the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        """Write none: a notebook shows the value alone."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Show the value as far as it is text or a picture."""
        record().show(format_dict, None)

    def log_output(self, format_dict: Any) -> None:
        """Keep nothing."""


class Displays(DisplayPublisher):
    """Take what `display` shows."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        *ignored: Any,
        transient: Any = None,
        update: bool = False,
        **options: Any,
    ) -> None:
        """Show what is text or a picture; `update` replaces what has the same id."""
        name = (transient or {}).get("display_id")
        record().show(data, name, update=update)

    def clear_output(self, wait: bool = False) -> None:
        """Take back what the cell has shown so far."""
        record().clear(wait=wait)


class Shell(InteractiveShell):
    """A shell without a terminal, a home, a history or other programs."""

    compiler_class = Type(Compiler)
    displayhook_class = Type(Results)
    display_pub_class = Type(Displays)

    failure: BaseException | None = None

    def init_ipython_dir(self, ipython_dir: Any) -> None:
        """Have no folder: nothing may be written."""

    def init_profile_dir(self, profile_dir: Any) -> None:
        """Have no profile; what `%cd` and its like remember ends with the process."""
        self.db = {}

    def init_virtualenv(self) -> None:
        """Look for no other packages."""

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window, and `%matplotlib` asks for one."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """Load Matplotlib only where it is used: it draws inline in any case."""
        if "matplotlib.pyplot" not in sys.modules and gui in (None, "inline"):
            return "inline", INLINE
        chosen: tuple[str, str] = super().enable_matplotlib(gui)  # type: ignore[no-untyped-call]
        return chosen

    def ask_exit(self) -> None:
        """Leave the statement that says `exit()`, not the process."""
        raise SystemExit("exit() ends a notebook's kernel")

    def system(self, cmd: str) -> None:
        """Run nothing for `!cmd`, and say that it failed: there are no programs."""
        self.user_ns["_exit_code"] = 127

    def getoutput(self, cmd: str, *ignored: Any, **options: Any) -> SList:
        """Return no lines for `lines = !cmd`."""
        self.system(cmd)
        return SList([])

    @contextlib.contextmanager
    def _tee(self, channel: Any) -> Iterator[None]:
        """Keep no second copy of what is printed."""
        yield

    def showtraceback(self, exc_tuple: Any = None, *ignored: Any, **how: Any) -> None:
        """Remember the first exception of a cell; others tell of it."""
        error = exc_tuple[1] if exc_tuple else sys.exc_info()[1]
        if self.failure is None:
            self.failure = error

    def _format_exception_for_storage(self, *ignored: Any, **how: Any) -> Any:
        """Draw no traceback for a history that nobody reads."""

    def showsyntaxerror(self, *ignored: Any, **how: Any) -> None:
        """Remember a mistake of grammar, too."""
        self.showtraceback()

    async def run_ast_nodes(
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Callable[..., Any] = compile,
        result: Any = None,
    ) -> bool:
        """Run statement after statement; below one that raises, the rest unheard.

        A look at data that is not here, or a missing package, must not hide the answer
        that follows.
        """
        failed = False
        for node in nodelist:
            last = node is nodelist[-1] or interactivity == "all"
            shown = interactivity if last else "none"
            if await super().run_ast_nodes([node], cell_name, shown, compiler, result):
                if not failed:
                    self.events.trigger("post_execute")  # what is drawn so far is shown
                failed = record().muted = True
        return failed

    def begin(self, module: ModuleType) -> None:
        """Give the next cells a namespace of their own, empty but for the usual."""
        self.user_module = module
        self.user_ns = module.__dict__
        self.user_ns.update(__builtin__=builtins, __builtins__=builtins)
        self.ns_table.update(user_global=self.user_ns, user_local=self.user_ns)
        self.user_ns_hidden.clear()
        history = self.history_manager
        history.reset(new_session=False)
        history.input_hist_parsed[:] = history.input_hist_raw[:] = [""]
        self.init_user_ns()  # type: ignore[no-untyped-call]
        self.execution_count = 1
        self.compile.places = Places()
        self.compile.reset_compiler_flags()
        sys.modules["__main__"] = module

    def run(self, name: str, source: str) -> None:
        """Run one cell and raise the first thing that it raised."""
        self.failure, record().muted = None, False
        self.compile.places.begin(name, source)
        self.display_formatter.active_types = [TEXT, PNG]
        try:
            result = self.run_cell(source, True)  # type: ignore[no-untyped-call]
            magic, _, below = source.lstrip().partition("\n")
            if self.failure is not None and magic.startswith("%%"):
                # The magic has stopped at the failing line; what is below runs, too.
                self.run_cell(below)
        finally:
            # A figure that is drawn while a function is called is nobody's to see.
            self.display_formatter.active_types = [TEXT]
        told = (self.failure, result.error_before_exec, result.error_in_exec)
        for error in told:
            if error is not None:
                raise error


def make() -> Shell:
    """Return the shell of this process, which is made at the first call."""
    if Shell.initialized():
        made: Shell = Shell.instance()
        return made
    os.environ["MPLBACKEND"] = INLINE
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    shell: Shell = Shell.instance(config=config)
    shell.set_hook("show_in_pager", _page, 90)  # type: ignore[no-untyped-call]
    shell.display_formatter.active_types = [TEXT]
    shell.enable_matplotlib("inline")
    _warm_up(shell)
    return shell


def _warm_up(shell: Shell) -> None:
    """Run one cell, so that what IPython imports late is there before the first."""
    with captured():
        shell.run_cell("%timeit -n1 -r1 0\n0")  # type: ignore[no-untyped-call]


def _page(shell: Any, text: Any, *ignored: Any, **options: Any) -> None:
    """Show no page: a notebook's help opens beside the cells, not among them."""
