"""Backward chains: gradients that follow from one another, so one slip spoils many.

A function that returns a dict of gradients computes them in an order. A wrong `dA2`
makes `dZ1` and `dW1` wrong too, although the lines that compute them may be right. An
exercise that names its nodes in order, with the rule that gives each from the ones
before it, gets the first wrong one named and the others excused in words.

    chain = Chain((
        Node("dZ2", lambda given, grads: given["A2"] - given["Y"]),
        Node("dW2", lambda given, grads: grads["dZ2"] @ given["A1"].T / given["m"]),
        Node("dA1", lambda given, grads: given["W2"].T @ grads["dZ2"]),
    ), given=lambda X, Y, cache, lambd: {...})

A rule is asked with the learner's own gradients. Where it gives the learner's own wrong
value, the value follows rightly from a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


def _as_they_are(**arguments: Any) -> Values:
    return arguments


@dataclass(frozen=True)
class Node:
    """One gradient of a chain, by its key, and the rule that gives it.

    The rule gets what is given, and the gradients that came before. If it may use a
    gradient that the learner does not return, the rule computes it.
    """

    name: str
    rule: Callable[[Values, Values], Any]


@dataclass(frozen=True)
class Chain:
    """The nodes in the order in which they are computed, last layer first.

    A node that the right result of a case does not have is left out: networks of
    several depths share the chain of the deepest.

    `given` makes what the rules need from the arguments, passed by name. `index` says
    which entry of a returned tuple is the dict, if the result is a tuple.
    """

    nodes: tuple[Node, ...]
    given: Callable[..., Values] = _as_they_are
    index: int | None = None
