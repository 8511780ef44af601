"""How far a run is: a live line in a terminal, now and then a plain one elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.commands.console import out

if TYPE_CHECKING:
    from rich.progress import Progress

    from autograder.grading.results import Row

SECONDS_BETWEEN_LINES = 10.0
MOST_NAMES = 4


class Meter:
    """Counts what is done, and knows who is under way."""

    def __init__(self, total: int, verb: str = "graded") -> None:
        self.total = total
        self.verb = verb
        self.done = 0
        self.unchanged = 0
        self.failed = 0
        self._size = 1
        self._under_way: dict[str, None] = {}
        self._started = self._spoke = time.monotonic()

    def ready(self, size: int) -> None:
        """Note how many are judged at a time; only now the clock starts."""
        self._size = size
        self._started = time.monotonic()

    def start(self, student: str) -> None:
        """Note that a submission waits or is being judged."""
        self._under_way[student] = None
        self.show()

    def row(self, row: Row) -> None:
        """Note that one is done."""
        self._under_way.pop(row.student, None)
        self.done += 1
        self.unchanged += row.unchanged
        self.failed += row.status != "graded"
        self.show()

    @property
    def names(self) -> list[str]:
        """Return who is being judged now: those that were begun first."""
        return list(self._under_way)[: self._size]

    @property
    def rate(self) -> float:
        """Return how many are judged in a second."""
        seconds = time.monotonic() - self._started
        return (self.done - self.unchanged) / seconds if seconds > 0 else 0.0

    @property
    def line(self) -> str:
        """Return all of it in words."""
        failed = f", {self.failed} not gradable" if self.failed else ""
        return (
            f"{self.done} of {self.total} {self.verb}, {self.rate:.1f}/s, "
            f"{self._left()}{failed}"
        )

    def _left(self) -> str:
        left = self.total - self.done
        if not self.rate or left <= 0:
            return "nearly done" if left <= 0 else "just begun"
        return f"about {left / self.rate:.0f} s left"

    def show(self) -> None:
        """Print a line, if the last one is old enough."""
        if time.monotonic() - self._spoke >= SECONDS_BETWEEN_LINES:
            self._spoke = time.monotonic()
            out().print(self.line, soft_wrap=True)


class LiveMeter(Meter):
    """A meter that keeps one line of a terminal up to date."""

    def __init__(self, total: int, progress: Progress, verb: str = "graded") -> None:
        super().__init__(total, verb)
        self._progress = progress
        self._bar = progress.add_task(
            "getting ready", total=max(total, 1), names="", rate="", failed=""
        )

    def show(self) -> None:
        """Draw the line anew."""
        names = ", ".join(self.names[:MOST_NAMES])
        more = len(self.names) - MOST_NAMES
        names += f" and {more} more" if more > 0 else ""
        self._progress.update(
            self._bar,
            completed=self.done,
            description="grading",
            names=names,
            rate=f"{self.rate:.1f}/s",
            failed=f"{self.failed} not gradable" if self.failed else "",
        )


@contextmanager
def meter(total: int, verb: str = "graded") -> Iterator[Meter]:
    """Show how far a run is while the context lasts."""
    console = out()
    if not console.is_terminal:
        yield Meter(total, verb)
        return
    with _progress() as progress:
        yield LiveMeter(total, progress, verb)


def _progress() -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    def text(template: str, style: str = "none") -> TextColumn:
        # Names come from folders: they are never read as markup.
        return TextColumn(template, style=style, markup=False)

    return Progress(
        text("{task.description}"),
        BarColumn(24),
        MofNCompleteColumn(),
        text("{task.fields[rate]}"),
        TimeRemainingColumn(),
        text("{task.fields[failed]}", "red"),
        text("{task.fields[names]}", "dim"),
        console=out(),
        transient=True,
    )
