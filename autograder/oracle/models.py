"""Judge a Keras model without loading anything that a learner's process made.

The sandbox sends claims: a configuration as JSON, the model's own weights, its answers
with them and with the weights that a seed of ours gives. We read the configuration as
data, rebuild the model from layers on a list, count its parameters ourselves, and hold
every answer against the rebuilt model's. A model that does not do what it says it is
has lied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.exercises.models import ModelRules
from autograder.oracle.draw import DrawnCase
from autograder.oracle.rebuild import RefusedError, rebuild
from course_utils.desk.answers import Broken
from course_utils.desk.compare import Rules, differences
from course_utils.desk.diagnose import Answer
from course_utils.desk.modelling import (
    NO_MODEL,
    Looks,
    answer,
    chosen_weights,
    features,
    is_model,
    portrait,
)
from course_utils.desk.standins import enliven

FLOAT32 = Rules(rtol=1e-3, atol=1e-4)
LIAR = "does not do what its own configuration says."


def question(rules: ModelRules, case: DrawnCase) -> dict[str, Any]:
    """Return what a case's model is called with, and the seed of its weights."""
    return {"inputs": rules.inputs(np.random.default_rng(case.seed)), "seed": case.seed}


def answer_here(
    rules: ModelRules, function: Callable[..., Any], case: DrawnCase
) -> Answer:
    """Return the portrait of the model that a function of ours makes."""
    asked = question(rules, case)
    values = [enliven(value) for value in case.arguments.values()]
    try:
        model = function(*values)
        if not is_model(model):
            return Answer(NO_MODEL)
        return Answer(portrait(model, asked["inputs"], asked["seed"], looks(rules)))
    except Exception as error:
        return Answer(raised=type(error).__name__)


def portrait_of_claims(
    rules: ModelRules, claims: Any, asked: Mapping[str, Any]
) -> dict[str, Any] | Broken:
    """Return the portrait of a learner's model, or what speaks against believing it."""
    if not isinstance(claims, dict) or "output" not in claims:
        return NO_MODEL
    if not rules.rebuild:
        return {**_claimed_counts(rules, claims), "output": claims["output"]}
    try:
        model = rebuild(claims.get("config"))
        return _checked(model, rules, claims, asked)
    except RefusedError as refusal:
        return _refused("the model", str(refusal))


def _checked(
    model: Any, rules: ModelRules, claims: Mapping[str, Any], asked: Mapping[str, Any]
) -> dict[str, Any] | Broken:
    inputs = asked["inputs"]
    try:
        model.set_weights(chosen_weights(model, asked["seed"]))
        output = answer(model, inputs)
        honest = not differences(claims["output"], output, FLOAT32)
        if honest and rules.own_weights and claims.get("weights") is not None:
            model.set_weights(claims["weights"])
            honest = not differences(claims.get("own"), answer(model, inputs), FLOAT32)
    except Exception:  # weights or inputs that do not fit what was configured
        honest = False
    if not honest:
        return _refused("the model", LIAR)
    return {**features(model, looks(rules)), "output": claims["output"]}


def _claimed_counts(rules: ModelRules, claims: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts as claimed: of a model of a kind that nobody can rebuild."""
    counts = claims.get("counts")
    if not rules.counts or not isinstance(counts, list) or len(counts) != 2:
        return {}
    return {"parameters": counts[0], "trainable parameters": counts[1]}


def looks(rules: ModelRules) -> Looks:
    """Return which features a portrait has."""
    return Looks(
        layers=rules.layers and rules.rebuild,
        silent=rules.rebuild,
        counts=rules.counts,
    )


def _refused(part: str, said: str) -> Broken:
    return Broken(((part, "relation", f"{part} {said}"),))
