"""Multiple choice as an exercise: every wrong choice is a misconception.

The function gets all questions, in any order, and returns a choice for each. Nothing
but relations is asked of it, one for every wrong choice, so that a table of results
never shows the right one, and several wrong choices are each explained.
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

Choose = Callable[[list[str]], list[str]]


def asked(points: float, questions: Sequence[str]) -> Criterion:
    """Ask all questions; their order is another in every case."""
    return correct(points, _mixed(questions), {"descriptions": list(questions)})


def _mixed(questions: Sequence[str]) -> Case:
    def case(rng: np.random.Generator) -> Arguments:
        return {"descriptions": [str(q) for q in rng.permutation(list(questions))]}

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

    def twin(descriptions: list[str]) -> list[str]:
        choices = zip(descriptions, right(descriptions), strict=True)
        return [choice if asked == question else best for asked, best in choices]

    return twin


def relations(
    labels: Sequence[str], wrong: Mapping[str, tuple[str, Mapping[str, str]]]
) -> Relations:
    """Ask for one of the labels, and for none of the wrong ones."""
    known = relation(
        "a known choice",
        f"Return a list with one of {', '.join(labels)} for each description.",
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


def _is_known(arguments: Any, answers: Any, *, labels: list[str]) -> bool:
    """Whether there is one of the labels for every question."""
    known = [str(answer).strip().lower() in labels for answer in answers]
    listed = isinstance(answers, list | tuple | np.ndarray)
    return listed and all(known) and len(known) == len(arguments["descriptions"])


def _is_another(arguments: Any, answers: Any, *, question: str, choice: str) -> bool:
    """Whether the answer to this question is not this choice."""
    place = arguments["descriptions"].index(question)
    return str(answers[place]).strip().lower() != choice
