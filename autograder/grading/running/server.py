"""A worker process: reads tasks line by line, and answers line by line."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from autograder.grading.worker import judge_task
from autograder.sandbox import close_zygotes

PR_SET_PDEATHSIG = 1


def serve(parent: int) -> None:
    """Answer until the grader hangs up."""
    _die_with(parent)
    with os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n") as answers:
        os.dup2(2, 1)  # what prints must not be taken for an answer
        for task in sys.stdin.buffer:
            answers.write(judge_task(task.decode()) + "\n")
            answers.flush()
    close_zygotes()


def _die_with(parent: int) -> None:
    """Let the kernel end this process as soon as its grader is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask
        sys.exit(0)
