"""Plain data in and out of JSON and raw bytes: no pickle, no code, no surprises.

A value becomes a tree that JSON can hold, and a list of buffers with the raw bytes of
its arrays. Only None, bool, int, float, str, list, tuple, dict and numeric arrays
travel; a tensor does as the array of its numbers. Anything else arrives as an `Opaque`,
which has a name and nothing to compare.
What we wrote ourselves may also hold stand-ins and the answers of our own functions; a
stranger's message that has one is refused.

The decoder does not trust the sender: sizes are checked before memory is taken, and it
raises `PlainError` on anything that `encode` would not have written.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.desk.answers import Behaviour, Broken
from course_utils.desk.standins import StandIn
from course_utils.desk.tensors import KINDS, array_of, kind_of

MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_DIGITS = 1_000
MAX_BITS = 3_000
MAX_ODD_KEYS = 1_000
NUMERIC_KINDS = "biufc"

Tree = Any


class PlainError(ValueError):
    """The data is not what `encode` writes."""


class Opaque:
    """A thing that cannot travel: only the name of its type does."""

    __slots__ = ("type_name",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __eq__(self, other: object) -> bool:
        """Refuse: nothing may be decided from an object that stayed behind."""
        raise TypeError(f"a {self.type_name} cannot be compared")

    def __bool__(self) -> bool:
        """Refuse, for the same reason."""
        raise TypeError(f"a {self.type_name} has no truth value")

    def __repr__(self) -> str:
        return f"<{self.type_name}>"


PARTS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    StandIn: lambda s: (s.kind, s.name, s.source, dict(s.constants)),
    Behaviour: lambda b: (tuple(b.answers),),
    Broken: lambda b: (tuple(b.entries),),
}
OURS = {kind.__name__.lower(): kind for kind in PARTS}


def encode(value: Any) -> tuple[Tree, list[bytes]]:
    """Return `value` as a JSON tree and the buffers of its arrays."""
    buffers: list[bytes] = []
    return _encode(value, buffers, 0), buffers


def _encode(value: Any, buffers: list[bytes], depth: int) -> Tree:
    if depth > MAX_DEPTH:
        return {"opaque": "deeper nest than may travel"}
    if value is None or isinstance(value, bool):
        return value if value is None else bool(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(value, buffers)
    if isinstance(value, int):
        small = int.bit_length(value) <= MAX_BITS
        return {"int": int.__repr__(value)} if small else {"opaque": "huge int"}
    if isinstance(value, float):
        return {"float": float.hex(value)}
    if isinstance(value, dict):
        pairs = list(dict.items(value))
        return {"dict": [[_encode(x, buffers, depth + 1) for x in p] for p in pairs]}
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return {kind: [_encode(x, buffers, depth + 1) for x in value]}
    if type(value) in PARTS:
        parts = PARTS[type(value)](value)
        tag = type(value).__name__.lower()
        return {tag: [_encode(x, buffers, depth + 1) for x in parts]}
    return _encode_foreign(value, buffers)


def _encode_array(value: Any, buffers: list[bytes]) -> Tree:
    array = np.asarray(value)
    if array.dtype.kind not in NUMERIC_KINDS or array.dtype.itemsize > 16:
        return {"opaque": f"array of {array.dtype.name}"[:80]}
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    buffers.append(little.tobytes())
    tree = {"array": len(buffers) - 1, "dtype": little.dtype.str}
    tree["shape"] = list(array.shape)
    if isinstance(value, np.generic):
        tree["scalar"] = True
    if kind := kind_of(value):
        tree["tensor"] = kind
    return tree


def _encode_foreign(value: Any, buffers: list[bytes]) -> Tree:
    """Take the numbers out of a tensor; leave everything else behind."""
    inside = array_of(value)
    if inside is not None:
        return _encode_array(inside, buffers)
    return {"opaque": type(value).__name__[:80]}


def decode(tree: Tree, buffers: list[bytes], *, ours: bool = False) -> Any:
    """Return the value that `encode` wrote, rebuilt from plain types only.

    With `ours`, we wrote the message ourselves, and it may hold stand-ins.

    Raises:
        PlainError: the tree or a buffer is not what `encode` writes.
    """
    try:
        return _Decoder(buffers, ours).value(tree, 0)
    except PlainError:
        raise
    except Exception as error:
        raise PlainError(f"not plain data: {type(error).__name__}") from error


class _Decoder:
    """One decoding: it counts nodes, so that a small message cannot grow large."""

    def __init__(self, buffers: list[bytes], ours: bool) -> None:
        self.buffers = buffers
        self.ours = ours
        self.nodes = 0

    def value(self, tree: Tree, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH + 1 or self.nodes > MAX_NODES:
            raise PlainError("deeper or larger than may travel")
        if tree is None or type(tree) is bool:
            return tree
        if type(tree) is str:  # half a surrogate pair is no text that can be kept
            return tree.encode("utf-8", "replace").decode("utf-8")
        if type(tree) is not dict or not tree:
            raise PlainError("a node is neither plain nor tagged")
        return self.tagged(tree, depth)

    def tagged(self, tree: dict[str, Any], depth: int) -> Any:
        if "array" in tree:
            return self.array(tree)
        if len(tree) != 1:
            raise PlainError("a node has more than one tag")
        ((tag, content),) = tree.items()
        if tag == "list":
            return [self.value(x, depth + 1) for x in _only_list(content)]
        if tag == "tuple":
            return tuple(self.value(x, depth + 1) for x in _only_list(content))
        if tag == "dict":
            return self.mapping(_only_list(content), depth)
        if self.ours and tag in OURS:
            return OURS[tag](*(self.value(x, depth + 1) for x in _only_list(content)))
        return _scalar(tag, content)

    def mapping(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        odd = 0
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise PlainError("a dict entry is not a pair")
            key = self.value(pair[0], depth + 1)
            odd += not _hashes_apart(key)
            if odd > MAX_ODD_KEYS:
                raise PlainError("a dict has too many keys that are not plain")
            if isinstance(key, Opaque) or key in result:
                raise PlainError("a dict key is opaque or comes twice")
            result[key] = self.value(pair[1], depth + 1)
        return result

    def array(self, tree: dict[str, Any]) -> Any:
        if set(tree) - {"scalar", "tensor"} != {"array", "dtype", "shape"}:
            raise PlainError("an array lacks its dtype or shape")
        dtype, shape, index = _dtype(tree["dtype"]), tree["shape"], tree["array"]
        if type(shape) is not list or len(shape) > 16:
            raise PlainError("an array's shape is not a short list")
        if any(type(n) is not int or n < 0 for n in [*shape, index]):
            raise PlainError("an array's sizes are not counts")
        raw = self.buffers[index]
        if math.prod(shape) * dtype.itemsize != len(raw):
            raise PlainError("an array's bytes do not fill its shape")
        array = np.frombuffer(raw, dtype).reshape(shape).copy()
        if "tensor" in tree:
            return array.view(_tensor_kind(tree["tensor"]))
        return array[()] if tree.get("scalar") is True and not shape else array


def _hashes_apart(key: Any) -> bool:
    """Whether nobody can choose many such keys of one hash, to make a dict slow."""
    return type(key) is str or (type(key) is int and key.bit_length() <= 64)


def _only_list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise PlainError("a sequence is not a list")
    return content


def _dtype(name: Any) -> np.dtype:
    if type(name) is not str or len(name) > 4 or name[1:2] not in NUMERIC_KINDS:
        raise PlainError("a dtype that does not travel")
    return np.dtype(name)


def _tensor_kind(name: Any) -> type[np.ndarray]:
    if type(name) is not str or name not in KINDS:
        raise PlainError("a tensor of a kind that does not travel")
    return KINDS[name]


def _scalar(tag: str, content: Any) -> Any:
    if type(content) is not str or len(content) > MAX_DIGITS:
        raise PlainError(f"an odd {str(tag)[:20]!r} node")
    if tag == "int":
        return int(content)
    if tag == "float":
        return float.fromhex(content)
    if tag == "opaque":
        return Opaque(content[:80])
    raise PlainError(f"an unknown tag {str(tag)[:20]!r}")
