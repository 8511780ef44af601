"""Find the first wrong node of a backward chain, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.chains import Chain, Node
from autograder.exercises.exercise import Exercise
from autograder.oracle.asking import Asked
from course_utils.desk.compare import Rules, differences, renumbered


@dataclass(frozen=True)
class Found:
    """The first node that is wrong of its own, and the nodes that follow from it."""

    node: str
    follow: tuple[str, ...]

    def __str__(self) -> str:
        """Return the sentence that excuses what follows."""
        if not self.follow:
            return ""
        names = " and ".join(
            filter(None, [", ".join(self.follow[:-1]), self.follow[-1]])
        )
        verb = "follow" if self.follow[1:] else "follows"
        return f"{names} {verb} from it rightly."


def first_wrong(exercise: Exercise, asked: Sequence[Asked]) -> Found | None:
    """Return where the chain breaks, or None if it cannot be told."""
    wrong = [a for a in asked if not a.passed and a.outcome.kind == "value"]
    chain = exercise.chain
    if chain is None or not wrong:
        return None
    states = [_states(exercise, chain, a) for a in wrong]
    if not all(states):
        return None
    names = [node.name for node in chain.nodes]
    own = [n for n in names if any(state.get(n) == "own" for state in states)]
    if not own:
        return None
    later = names[names.index(own[0]) + 1 :]
    follow = [n for n in later if _follows(n, states)]
    return Found(own[0], tuple(follow))


def _follows(name: str, states: Sequence[Mapping[str, str]]) -> bool:
    seen = {state[name] for state in states if name in state}
    return "follows" in seen and seen <= {"follows", "right"}


def _states(exercise: Exercise, chain: Chain, asked: Asked) -> dict[str, str]:
    """Return for each node: right, follows, own or unclear; {} if nobody can say."""
    came, right = _grads(chain, asked.outcome.value), _grads(chain, asked.right.value)
    if came is None or right is None:
        return {}
    came = renumbered(came, right)
    nodes = [node for node in chain.nodes if node.name in right]
    if any(node.name not in came for node in nodes):
        return {}
    given = chain.given(**asked.case.arguments)
    return {
        node.name: _state(node, given, came, right, exercise.rules) for node in nodes
    }


def _state(
    node: Node,
    given: Mapping[str, Any],
    came: Mapping[str, Any],
    right: Mapping[str, Any],
    rules: Rules,
) -> str:
    value = came[node.name]
    if not differences(value, right[node.name], rules):
        return "right"
    try:
        with np.errstate(all="ignore"):
            by_rule = node.rule(given, came)
    except Exception:  # what came before has a shape that the rule cannot take
        return "unclear"
    return "own" if differences(value, by_rule, rules) else "follows"


def _grads(chain: Chain, value: Any) -> Mapping[str, Any] | None:
    if chain.index is not None:
        if not isinstance(value, list | tuple) or len(value) <= chain.index:
            return None
        value = value[chain.index]
    return value if isinstance(value, dict) else None
