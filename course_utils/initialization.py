"""Where learning starts: three ways to choose the first weights of a deep network."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Parameters = dict[str, np.ndarray]


def initialize_parameters_zeros(layers_dims: Sequence[int]) -> Parameters:
    """Return weights and biases of zero: units that stay alike for ever.

        W = 0,  b = 0

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).

    Source: course 2, week 1.
    """
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = np.zeros((n, n_prev))
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def initialize_parameters_random(
    layers_dims: Sequence[int], rng: np.random.Generator | None = None
) -> Parameters:
    """Return large random weights, and biases of zero: a start that is too loud.

        W ~ 10 N(0, 1),  b = 0

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).

    Source: course 2, week 1.
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) * 10
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def initialize_parameters_he(
    layers_dims: Sequence[int], rng: np.random.Generator | None = None
) -> Parameters:
    """Return weights that keep the size of a signal through layers of ReLUs.

        W ~ sqrt(2 / n_prev) N(0, 1),  b = 0

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).

    Source: course 2, week 1; He et al. (2015).
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) * np.sqrt(2 / n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters
