"""Call what student code defined, and keep what it returned to be asked again.

Every call starts from the same state: NumPy's error handling and printing, the global
random generators and the recursion limit are what they were before any cell ran. What
one cell did to them costs nothing in another.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from . import models

KEPT = "<kept>"
"""The name of what the last call returned that asked to keep it."""

MODEL = "<model>"
"""The name under which a kept Keras model is asked about itself."""

RECURSION = sys.getrecursionlimit()


class MissingError(Exception):
    """Nothing of that name can be called."""


class Functions:
    """The functions that can be called by name, and the one thing that is kept."""

    def __init__(self) -> None:
        # Kept from before any cell runs: what one puts in its place counts nothing.
        from course_utils.desk.events import counted

        self._counted = counted
        self._kept: Any = None

    def call(
        self,
        names: Mapping[str, Any],
        message: Mapping[str, Any],
        arguments: list[Any],
    ) -> tuple[Any, int | None]:
        """Return the value of a call and, where asked for, the count of its work.

        Raises:
            MissingError: nothing of that name can be called.
        """
        function = self._find(names, message["name"])
        with calm(message.get("seed", 0)):
            if message["count_events"]:
                return self._counted(function, arguments)
            value = function(*arguments)
        if message.get("keep"):
            self._kept = value
        return value, None

    def _find(self, names: Mapping[str, Any], name: str) -> Callable[..., Any]:
        if name == MODEL:
            return lambda inputs, seed: models.report(self._kept, inputs, seed)
        function: Any = self._kept if name == KEPT else names.get(name)
        if not callable(function):
            raise MissingError(name)
        found: Callable[..., Any] = function
        return found


@contextmanager
def calm(seed: int) -> Iterator[None]:
    """Let code run in the state that a fresh process has, randomness included."""
    import numpy as np

    sys.setrecursionlimit(RECURSION)
    random.seed(seed)
    np.random.seed(zlib.crc32(b"%d" % seed))
    np.set_printoptions(**PRINTING)
    with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):
        yield


PRINTING: dict[str, Any] = {
    "edgeitems": 3,
    "threshold": 1000,
    "floatmode": "maxprec",
    "precision": 8,
    "suppress": False,
    "linewidth": 75,
    "nanstr": "nan",
    "infstr": "inf",
    "sign": "-",
    "formatter": None,
    "legacy": False,
}
