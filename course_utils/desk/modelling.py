"""Portraits of Keras models: what is compared of a model, whoever made it.

A model has no truth of its own: it is what it answers with given weights. The weights
here depend on a seed, on a variable's shape and on its role alone, so two models that
compute the same give the same output, whatever order their layers were made in.

Nothing here imports Keras: it looks at the model it is handed.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.desk.answers import Broken

SILENT = {
    "Dropout": "rate",
    "SpatialDropout1D": "rate",
    "SpatialDropout2D": "rate",
    "GaussianNoise": "stddev",
    "RandomFlip": "mode",
    "RandomRotation": "factor",
    "RandomZoom": "height_factor",
}
"""Layers that do nothing outside training, and their one telling setting."""

NO_MODEL = Broken((("", "type", "the result is no Keras model."),))


@dataclass(frozen=True)
class Looks:
    """Which features a portrait has beside the output.

    Layers: all of them, only those that do nothing outside training, or none.
    """

    layers: bool = False
    silent: bool = True
    counts: bool = True


def portrait(model: Any, inputs: Any, seed: int, looks: Looks) -> dict[str, Any]:
    """Return what is compared of a model, which is left with the chosen weights."""
    answer(model, inputs)  # a model that was not built yet is built by its first call
    model.set_weights(chosen_weights(model, seed))
    return {**features(model, looks), "output": answer(model, inputs)}


def features(model: Any, looks: Looks) -> dict[str, Any]:
    """Return what can be told of a model without calling it."""
    found: dict[str, Any] = {}
    if looks.layers or looks.silent:
        found["layers"] = [*_layers(model, every=looks.layers)]
    if looks.counts:
        found["parameters"] = _count(model.weights)
        found["trainable parameters"] = _count(model.trainable_weights)
    return found


def answer(model: Any, inputs: Any) -> Any:
    """Return what a model gives outside training, as arrays."""
    given = model(inputs, training=False) if _knows_training(model) else model(inputs)
    return [np.asarray(g) for g in given] if _is_many(given) else np.asarray(given)


def chosen_weights(model: Any, seed: int) -> list[np.ndarray]:
    """Return weights by shape and role: no variable is told from another like it."""
    return [_weight(v.name, tuple(v.shape), seed) for v in model.weights]


def is_model(thing: Any) -> bool:
    """Return whether a thing can be asked what a portrait asks."""
    parts = ("weights", "trainable_weights", "set_weights", "get_weights")
    return callable(thing) and all(hasattr(thing, part) for part in parts)


def _weight(role: str, shape: tuple[int, ...], seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, zlib.crc32(role.encode()), *shape])
    if "variance" in role:
        return rng.uniform(0.5, 1.5, size=shape).astype(np.float32)
    fan_in = math.prod(shape[:-1]) if len(shape) > 1 else 4
    return rng.normal(scale=1 / math.sqrt(fan_in), size=shape).astype(np.float32)


def _layers(model: Any, *, every: bool) -> Iterator[str]:
    for layer in getattr(model, "layers", ()):
        kind = type(layer).__name__
        if hasattr(layer, "layers"):
            yield from _layers(layer, every=every)
        elif kind in SILENT:
            yield f"{kind}({getattr(layer, SILENT[kind], '')})"
        elif every and kind != "InputLayer":
            yield kind


def _count(variables: Any) -> int:
    return sum(math.prod(tuple(v.shape)) for v in variables)


def _knows_training(model: Any) -> bool:
    return bool(getattr(model, "_call_has_training_arg", True))


def _is_many(given: Any) -> bool:
    return isinstance(given, list | tuple)
