"""Say of a Keras model what the oracle asks: its configuration, weights and answers.

All of it is a claim. The oracle reads the configuration as data, makes a model of its
own from it, and holds the answers against that one's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

WEIGHT_BYTES = 16 << 20


def report(model: Any, inputs: Any, seed: int) -> dict[str, Any] | None:
    """Return the claims about a model, or None if it is none.

    Its weights are as before when it is done.
    """
    from course_utils.desk import modelling

    if not modelling.is_model(model):
        return None
    own = modelling.answer(model, inputs)
    weights = list(model.get_weights())
    model.set_weights(modelling.chosen_weights(model, seed))
    try:
        output = modelling.answer(model, inputs)
    finally:
        model.set_weights(weights)
    return {
        "config": _config(model),
        "output": output,
        "own": own,
        "weights": weights if _size(weights) <= WEIGHT_BYTES else None,
        "counts": [_count(model.weights), _count(model.trainable_weights)],
    }


def _config(model: Any) -> str | None:
    """Return the configuration as JSON, or None if the model cannot write one."""
    try:
        return str(model.to_json())
    except Exception:
        return None


def _size(weights: list[np.ndarray]) -> int:
    return sum(weight.nbytes for weight in weights)


def _count(variables: Any) -> int:
    total = 0
    for variable in variables:
        size = 1
        for n in variable.shape:
            size *= int(n)
        total += size
    return total
