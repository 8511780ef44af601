"""The loop inside the sandbox: run a cell, call a function, answer with plain data.

The trusted side sends one message at a time, each with a fresh id; the answer repeats
the id. During a call a proxy may ask back: that is an answer too, and the reply to it
is a new message with a new id.
"""

from __future__ import annotations

import builtins
import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import functions
from .capture import captured
from .cells import Notebook
from .wire import HEADER_LIMIT, Header, Link

if TYPE_CHECKING:
    from course_utils.desk import events, plain, standins

Reply = tuple[Header, list[bytes]]
ABSENT = object()
TREE_LIMIT = HEADER_LIMIT - (1 << 20)  # room for prints and warnings


def import_desk() -> None:
    """Load what we need of the student's desk: NumPy is there only from now on."""
    global events, plain, standins
    from course_utils.desk import events, plain, standins


class Runner:
    """The student's side of the conversation; nothing it says is believed."""

    def __init__(self, link: Link, reply_bytes: int) -> None:
        self._link = link
        self._reply_bytes = reply_bytes
        self._notebook = Notebook()
        self._functions = functions.Functions()
        self._id = ""

    def serve(self) -> None:
        """Answer one message after another."""
        asked = os.getpid()
        while True:
            message, buffers = self._receive()
            with captured() as (record, notes):
                header, data = self._answer(message, buffers)
                # Where student code forks, an exception brings its child here too.
                if os.getpid() != asked:
                    os._exit(1)
            header["outputs"], pictures = record.pack(first=len(data))
            header["warnings"] = notes.texts
            self._send(header, [*data, *pictures])

    def _answer(self, message: Header, buffers: list[bytes]) -> Reply:
        try:
            if message["do"] == "forget":
                self._notebook = Notebook()
                return {"is": "value"}, []
            if message["do"] == "run":
                self._notebook.run(message["name"], message["source"])
                return {"is": "value"}, []
            return self._call(message, buffers)
        except BaseException as error:
            kind = "memory" if isinstance(error, MemoryError) else "raised"
            return {"is": kind, "error": self._notebook.describe(error)}, []

    def _call(self, message: Header, buffers: list[bytes]) -> Reply:
        names = self._notebook.names
        given = plain.decode(message["data"], buffers, ours=True)
        before = self._replace({name: self._proxy(name) for name in message["proxies"]})
        try:
            arguments = standins.enliven(given, names)
            value, count = self._functions.call(names, message, arguments)
        except functions.MissingError:
            return {"is": "missing"}, []
        finally:
            self._replace(before)
        tree, data = self._encoded((value, arguments))
        return {"is": "value", "data": tree, "events": count}, data

    def _replace(self, new: dict[str, Any]) -> dict[str, Any]:
        """Put `new` into the student's namespace and return what was there before."""
        names = self._notebook.names
        before = {name: names.get(name, ABSENT) for name in new}
        for name, thing in new.items():
            if thing is ABSENT:
                names.pop(name, None)
            else:
                names[name] = thing
        return before

    def _proxy(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **keywords: Any) -> Any:
            return events.uncounted(self._ask, name, arguments, keywords)

        ask.__name__ = ask.__qualname__ = name
        return ask

    def _ask(self, name: str, arguments: Any, keywords: Any) -> Any:
        tree, data = self._encoded((list(arguments), keywords))
        self._send({"is": "ask", "name": name, "data": tree}, data)
        message, buffers = self._receive()
        if "error" in message:
            raise _exception(message["error"])
        return standins.enliven(plain.decode(message["data"], buffers))

    def _encoded(self, value: Any) -> tuple[Any, list[bytes]]:
        """Encode a pair, or each half alone, or say that it is too large to travel."""
        tree, data = plain.encode(value)
        size = sum(len(buffer) for buffer in data)
        if size <= self._reply_bytes and len(json.dumps(tree)) < TREE_LIMIT:
            return tree, data
        too_large = {"opaque": "value too large to compare"}
        return {"tuple": [too_large, too_large]}, []

    def _receive(self) -> Reply:
        message, buffers = self._link.receive()
        self._id = message["id"]
        return message, buffers

    def _send(self, header: Header, data: list[bytes]) -> None:
        self._link.send({**header, "id": self._id}, data)


def _exception(error: dict[str, str]) -> Exception:
    """Return the exception the asked function raised, or the nearest built-in one."""
    kind = getattr(builtins, error["type"], RuntimeError)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = RuntimeError
    return kind(error["message"])
