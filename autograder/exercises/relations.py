"""Write relations for results that are random, and for models that learn.

    relations = Relations((
        relation("mask rate", "About keep_prob of the units should stay on.", _rate),
        relation("rescaled", "What stays on is divided by keep_prob.", _rescaled),
    ))

The question is a plain function of the arguments, as one dict, and the results. Its
source travels to the desk, so it uses only its parameters, builtins, `np`, `math` and
`chance` (see `course_utils.desk.standins.helper`). A bound on a statistic
comes from `chance`, with its rate of false alarms.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.desk import chance
from course_utils.desk.relations import Relation, Relations
from course_utils.desk.standins import helper

__all__ = ["Relation", "Relations", "accuracy_at_least", "relation"]

ALARM = 1e-5


def relation(
    name: str, says: str, holds: Callable[..., bool], **constants: Any
) -> Relation:
    """Return a relation that asks `holds(arguments, *results)`.

    Args:
        name: a few words, the same in every message.
        says: the sentence for a learner whose result breaks it. It tells no number of
            the case, since it is shown for hidden cases too.
        holds: the question.
        constants: values of the question's other parameters, by name.
    """
    return Relation(name, says, helper(holds, **constants))


def accuracy_at_least(
    bar: float,
    *,
    predictions: str | int | None = None,
    truth: str = "Y_test",
    examples: int,
) -> Relation:
    """Ask that what was learned gets at least `bar` of new examples right.

    The labels are withheld: the case returns `Asking(arguments, withheld={truth: …})`.
    An accuracy that falls short by less than chance explains still passes: by 0.08 with
    1,000 examples. So choose many, and a bar far above what guessing earns.

    Args:
        bar: the accuracy that the reference is known to reach.
        predictions: the key or index of the predicted labels in the result.
        truth: the name under which the labels are withheld.
        examples: how many labels there are, which gives the margin.
    """
    margin = chance.rate(examples, ALARM)
    return relation(
        "accuracy",
        f"Fewer than {bar:.0%} of the new examples are predicted right.",
        _accurate,
        bar=bar - margin,
        predictions=predictions,
        truth=truth,
    )


def _accurate(
    arguments: Any,
    result: Any,
    *,
    bar: float,
    predictions: str | int | None,
    truth: str,
) -> bool:
    """Compare the predictions with the labels that were withheld."""
    found = result if predictions is None else result[predictions]
    return bool(np.mean(np.ravel(found) == np.ravel(arguments[truth])) >= bar)
