"""Keras models that are returned: what an exercise may ask of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

MODEL_LIMIT = 30_000_000


@dataclass(frozen=True)
class ModelRules:
    """What is asked of a model, beside the reference's output for each input.

    The reference returns a model too, and both are given the same weights, which depend
    on nothing but shape and role: layers may be created in any order.

    Attributes:
        inputs: draws what the model is called with, an array or a list of them.
        layers: ask for the reference's layers in their order, not only its behaviour.
        counts: ask for the reference's numbers of parameters.
        rebuild: read the configuration and rebuild the model from it. Custom layers
            and models cannot be rebuilt: set it to False, and they are judged by what
            they answer alone.
        own_weights: ask also with the weights the learner's model came with.
    """

    inputs: Callable[[np.random.Generator], object]
    layers: bool = False
    counts: bool = True
    rebuild: bool = True
    own_weights: bool = True
