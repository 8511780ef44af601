"""The same work for many settings, on several processors at once."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WIDTH = 40  # of the bar, in characters


def try_all(
    work: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int = 2
) -> list[Result]:
    """Return `work(task)` for every task, in the order of the tasks.

    Other processes do the work, and a bar on the screen grows as they report. Who is
    done first is chance; the list is not. Every system starts the processes alike, as
    fresh Pythons: they share nothing with this one, not even its threads, and they
    find `work` by importing it.

    Args:
        work: a function of a module; what it takes and returns can be pickled.
        tasks: what to call it with, one at a time.
        workers: how many processes.

    Raises:
        ValueError: `work` was defined in a notebook or at the prompt.
    """
    _refuse_homeless(work)
    tasks = list(tasks)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [pool.submit(work, task) for task in tasks]
        print(f"{len(tasks)} runs, {workers} at a time: ", end="")
        drawn = 0
        for done, future in enumerate(as_completed(futures), start=1):
            if future.exception() is not None:
                pool.shutdown(cancel_futures=True)
                break
            due = WIDTH * done // len(tasks)
            print("■" * (due - drawn), end="", flush=True)
            drawn = due
        print()
        return [future.result() for future in futures if not future.cancelled()]


def _refuse_homeless(work: Callable[..., object]) -> None:
    """A fresh process has no notebook: it can only import what a module holds."""
    name = getattr(work, "__qualname__", repr(work))
    module = sys.modules.get(getattr(work, "__module__", ""))
    if work.__module__ == "__main__" or getattr(module, name, None) is not work:
        raise ValueError(
            f"try_all: other processes must be able to import {name}; expected a "
            f"function of a module, got one that only this notebook knows"
        )
