"""Which wrong idea explains these numbers? Say nothing rather than something wrong.

Every known misconception has a twin: a version of the right function with that one
mistake in it. A learner whose answers equal a twin's in every case has, as far as
anyone can tell, made that mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course_utils.desk.compare import Rules, differences


@dataclass(frozen=True)
class Answer:
    """What a function did with one case: the value it returned, or what it raised."""

    value: Any = None
    raised: str = ""


Answers = Sequence[Answer]


def wrong_parts(answer: Answer, right: Answer, rules: Rules) -> frozenset[str]:
    """Return the names of the parts in which two answers to a case differ."""
    if answer.raised or right.raised:
        return frozenset() if answer.raised == right.raised else frozenset([""])
    return frozenset(d.part for d in differences(answer.value, right.value, rules))


def explain(
    answers: Answers, right: Answers, twins: Mapping[str, Answers], rules: Rules
) -> list[list[str]]:
    """Return the misconceptions that explain wrong answers; an empty list if none do.

    Each entry of the result is one mistake: the ids of the twins that cannot be told
    apart on these cases. There is one entry if a single twin answers alike throughout,
    and several if every wrong part of the result is explained by a twin of its own.
    """
    if all(answer.raised for answer in answers):
        return []  # many mistakes end in the same exception: it proves none of them
    whole = [name for name, twin in twins.items() if _equal(answers, twin, rules)]
    if whole:
        return [whole]
    return _explain_by_part(answers, right, twins, rules)


def _equal(answers: Answers, twin: Answers, rules: Rules) -> bool:
    pairs = zip(answers, twin, strict=True)
    return all(not wrong_parts(answer, other, rules) for answer, other in pairs)


def _explain_by_part(
    answers: Answers, right: Answers, twins: Mapping[str, Answers], rules: Rules
) -> list[list[str]]:
    wrong = _parts(answers, right, rules)
    if "" in wrong:  # the whole result is off: there are no parts to tell apart
        return []
    found: list[list[str]] = []
    for part in sorted(wrong):
        able = [
            name
            for name, twin in twins.items()
            if _accounts_for(part, wrong, answers, right, twin, rules)
        ]
        if not able:
            return []
        if able not in found:
            found.append(able)
    return found


def _accounts_for(
    part: str,
    wrong: frozenset[str],
    answers: Answers,
    right: Answers,
    twin: Answers,
    rules: Rules,
) -> bool:
    """Return whether all that is wrong with the twin is wrong here, and just so."""
    spoiled = _parts(twin, right, rules)
    unlike = _parts(answers, twin, rules)
    return part in spoiled and spoiled <= wrong and unlike.isdisjoint({*spoiled, ""})


def _parts(answers: Answers, others: Answers, rules: Rules) -> frozenset[str]:
    pairs = zip(answers, others, strict=True)
    return frozenset().union(*(wrong_parts(a, o, rules) for a, o in pairs))
