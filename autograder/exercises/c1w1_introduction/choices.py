"""Multiple choice as an exercise: every wrong choice is a misconception.

The function gets one question a call and returns a choice. Nothing but relations is
asked of it, one for every wrong choice, so that a table of results never shows the
right one, and several wrong choices are each explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Case,
    Criterion,
    Misconception,
    correct,
)
from autograder.exercises.relations import Relation, Relations, relation

Choose = Callable[[str], str]


def asked(points: float, questions: Sequence[str]) -> Criterion:
    """Ask every question in sight; the hidden cases are drawn from the same."""
    corners = [{"description": question} for question in questions]
    return correct(points, _one_of(questions), *corners)


def _one_of(questions: Sequence[str]) -> Case:
    def case(rng: np.random.Generator) -> Arguments:
        return {"description": str(rng.choice(list(questions)))}

    return case


def explained(
    right: Choose, wrong: Mapping[str, tuple[str, Mapping[str, str]]]
) -> tuple[Misconception, ...]:
    """Return a misconception for every wrong choice.

    Args:
        right: the reference.
        wrong: question -> its name in an id, and wrong choice -> explanation.
    """
    return tuple(
        Misconception(f"{name}-{choice}", hint, twin=_choosing(right, question, choice))
        for question, (name, choices) in wrong.items()
        for choice, hint in choices.items()
    )


def _choosing(right: Choose, question: str, choice: str) -> Choose:
    """Return a twin that makes one wrong choice."""

    def twin(description: str) -> str:
        return choice if description == question else right(description)

    return twin


def relations(
    labels: Sequence[str], wrong: Mapping[str, tuple[str, Mapping[str, str]]]
) -> Relations:
    """Ask for one of the labels, and for none of the wrong ones."""
    known = relation(
        "a known choice",
        f"Choose one of {', '.join(labels)}.",
        _is_known,
        labels=list(labels),
    )
    return Relations((known, *_none_wrong(wrong)), structure=False)


def _none_wrong(
    wrong: Mapping[str, tuple[str, Mapping[str, str]]],
) -> list[Relation]:
    return [
        relation(
            f"{name} is not {choice}",
            f"'{choice}' is not the best choice for: {question}.",
            _is_another,
            question=question,
            choice=choice,
        )
        for question, (name, choices) in wrong.items()
        for choice in choices
    ]


def _is_known(arguments: Any, answer: Any, *, labels: list[str]) -> bool:
    """Whether an answer is one of the labels."""
    return isinstance(answer, str) and answer.strip().lower() in labels


def _is_another(arguments: Any, answer: Any, *, question: str, choice: str) -> bool:
    """Whether an answer to this question is not this choice."""
    asked = arguments["description"] == question
    return not (asked and str(answer).strip().lower() == choice)
