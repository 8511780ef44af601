"""Notebooks that something went wrong with: the same ones for the same seed."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

ODD_TEXT = (
    "", " ", "\0", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "\x1b[31m", "é" * 300,
    "🙂", "def double(x):\n    return 2 * x", "raise NotImplementedError()", "%%R\nx",
    "<script>alert(1)</script>", "$$\\frac{1}{2", "](javascript:1)", "x" * 70_000,
    "(" * 5_000, "-" * 20_000 + "1", "'''", "double", "check-double", "../../etc/x",
    "a\r\nb\rc\u2028d", "\\", "def double(x:", "def \ufb01x(): pass", "{{7*7}}{% x %}",
    "import os\nos._exit(1)", "a;" * 3_000, "\t\t x", "``` \n", "=1+1",
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 2**31, -(2**63), 10**300, 1e308, float("nan"),
    float("inf"), -0.0, [], {}, [[]], [None], {"": None}, {"nbgrader": {}}, [{}] * 5,
)  # fmt: skip
KEYS = (
    "cells", "metadata", "nbgrader", "grade_id", "source", "cell_type", "outputs", "id",
    "nbformat", "nbformat_minor", "points", "solution", "grade", "locked", "worksheets",
    "schema_version", "input", "attachments", "kernelspec", "workbook", "", "\ud800",
)  # fmt: skip


def mutant(notebook: dict[str, Any], seed: int) -> bytes:
    """Return the notebook after a few mishaps; what they are follows from the seed."""
    rng = random.Random(seed)
    notebook = copy.deepcopy(notebook)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 9))):
        rng.choice(STRUCTURAL)(notebook, rng)
    data = json.dumps(notebook, ensure_ascii=rng.random() < 0.8)
    encoded = data.encode(rng.choice(("utf-8",) * 9 + ("utf-16",)), "surrogatepass")
    for _ in range(rng.choice((0, 0, 0, 1, 2, 4))):
        encoded = rng.choice(BYTEWISE)(encoded, rng)
    return encoded


def _nodes(root: Any) -> list[Any]:
    """Return every list and dict of the tree."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict | list):
            found.append(node)
            waiting += node.values() if isinstance(node, dict) else node
    return found


def _odd(rng: random.Random) -> Any:
    if rng.random() < 0.05:
        value: Any = 0
        for _ in range(rng.choice((10, 200, 900))):
            value = [value] if rng.random() < 0.5 else {"cells": value}
        return value
    return copy.deepcopy(rng.choice(rng.choice((ODD_TEXT, ODD_VALUES))))


def _replace(notebook: Any, rng: random.Random) -> None:
    node = rng.choice(_nodes(notebook))
    places = list(node) if isinstance(node, dict) else range(len(node))
    if places:
        node[rng.choice(places)] = _odd(rng)


def _remove(notebook: Any, rng: random.Random) -> None:
    node = rng.choice(_nodes(notebook))
    places = list(node) if isinstance(node, dict) else range(len(node))
    if places:
        del node[rng.choice(places)]


def _add(notebook: Any, rng: random.Random) -> None:
    node = rng.choice(_nodes(notebook))
    if isinstance(node, dict):
        node[rng.choice(KEYS)] = _odd(rng)
    else:
        node.insert(rng.randrange(len(node) + 1), _odd(rng))


def _shuffle(notebook: Any, rng: random.Random) -> None:
    rng.shuffle(
        rng.choice([n for n in _nodes(notebook) if isinstance(n, list)] or [[]])
    )


def _copy(notebook: Any, rng: random.Random) -> None:
    lists = [n for n in _nodes(notebook) if isinstance(n, list) and n]
    for node in lists[:1]:
        node.insert(rng.randrange(len(node) + 1), copy.deepcopy(rng.choice(node)))


def _swap(notebook: Any, rng: random.Random) -> None:
    """Exchange a value of two dicts that both have the key: names, types, sources."""
    key = rng.choice(KEYS)
    both = [n for n in _nodes(notebook) if isinstance(n, dict) and key in n]
    if len(both) > 1:
        one, other = rng.sample(both, 2)
        one[key], other[key] = other[key], one[key]


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    first, last = sorted(rng.randrange(len(data) + 1) for _ in "ab")
    return rng.choice((data[:first], data[first:], data[:first] + data[last:]))


def _double(data: bytes, rng: random.Random) -> bytes:
    first, last = sorted(rng.randrange(len(data) + 1) for _ in "ab")
    return data[:last] + data[first:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data) + 1)
    inserted = rng.choice(
        (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"9" * 9_000, b"[" * 3_000, b"NaN", b"}",
         b'"grade_id": "double",', b"\r\n", b",", b"-", b"\xed\xa0\x80", b"<<<<<<< ")
    )  # fmt: skip
    return data[:place] + inserted + data[place:]


STRUCTURAL = (_replace, _remove, _add, _shuffle, _copy, _swap)
BYTEWISE = (_flip, _cut, _double, _insert)
