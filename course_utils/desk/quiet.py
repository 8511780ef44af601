"""TensorFlow starts without its greetings, which are no news to a learner."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_start() -> Iterator[None]:
    """Let nothing be heard of what libraries say on stderr while they are imported.

    TensorFlow's compiled part writes to the file descriptor itself, past Python, and
    does so before its own switch is read. The switch is set for what it says later. The
    same sums are asked for on every processor, so that numbers agree between machines.
    An error in Python still comes through.
    """
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    try:
        kept = os.dup(2)
    except OSError:  # a Python without a screen has nothing to silence
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
