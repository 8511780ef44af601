"""Exercises on the first weights: zeros, large ones, and those of He et al."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.c2w1_practical_aspects import weights
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from autograder.exercises.relations import Relations
from course_utils import initialization


def _few(rng: np.random.Generator) -> Arguments:
    """Draw two to five layers of small sizes, no two alike."""
    layers = int(rng.integers(2, 6))
    return {
        "layers_dims": rng.permutation([1, 2, 3, 4, 5, 6, 7])[: layers + 1].tolist()
    }


def _many(rng: np.random.Generator) -> Arguments:
    """Draw layers so large, and so unlike, that statistics tell all rules apart."""
    sizes = rng.permutation([16, 42, 110]) + rng.integers(0, 2, size=3)
    return {"layers_dims": [int(n) for n in sizes]}


def _edit(line: str) -> tuple[str, str]:
    """Return an edit of the zeros that draws or shapes the weights in another way."""
    return 'parameters[f"W{layer}"] = np.zeros((n, n_prev))', line


def _with_flat_biases(initialize: Callable[..., Any]) -> Callable[..., Any]:
    """Return a twin whose biases have lost an axis."""

    def twin(layers_dims: list[int]) -> Any:
        found = initialize(layers_dims)
        return {k: v.ravel() if k[0] == "b" else v for k, v in found.items()}

    return twin


def _turned(initialize: Callable[..., Any]) -> Callable[..., Any]:
    """Return a twin whose weights are transposed."""

    def twin(layers_dims: list[int]) -> Any:
        found = initialize(layers_dims)
        return {k: v.T if k[0] == "W" else v for k, v in found.items()}

    return twin


def _without_last(initialize: Callable[..., Any]) -> Callable[..., Any]:
    """Return a twin that stops one layer too early."""
    return lambda layers_dims: initialize(layers_dims[:-1])


def _from_zero(initialize: Callable[..., Any]) -> Callable[..., Any]:
    """Return a twin that counts the layers from 0."""

    def twin(layers_dims: list[int]) -> Any:
        found = initialize(layers_dims)
        return {f"{k[0]}{int(k[1:]) - 1}": v for k, v in found.items()}

    return twin


def _shapes(initialize: Callable[..., Any]) -> tuple[Misconception, ...]:
    """Return the slips in shapes and keys, which all three functions share."""
    return (
        Misconception(
            "transposed-weights",
            "The weights are turned round. A row of W belongs to a unit of this layer, "
            "a column to a unit of the layer before.",
            twin=_turned(initialize),
        ),
        Misconception(
            "flat-biases",
            "The biases have lost an axis. A bias is a column, (n, 1), so that it is "
            "added to every example.",
            twin=_with_flat_biases(initialize),
        ),
        Misconception(
            "last-layer-missing",
            "The last layer has no parameters. layers_dims counts the inputs too: of n "
            "entries, n - 1 are layers, and range stops before its end.",
            twin=_without_last(initialize),
        ),
        Misconception(
            "layers-from-zero",
            "The keys start at W0. The inputs are layer 0 and have no weights: the "
            "first layer is W1.",
            twin=_from_zero(initialize),
        ),
    )


INITIALIZE_PARAMETERS_ZEROS = Exercise(
    initialization.initialize_parameters_zeros,
    criteria=(
        correct(5, _few, {"layers_dims": [3, 2, 1]}, {"layers_dims": [2, 4, 5, 3, 1]}),
    ),
    misconceptions=(
        *_shapes(initialization.initialize_parameters_zeros),
        Misconception(
            "ones-for-zeros",
            "The weights are 1. This experiment is about weights of zero.",
            edit=_edit('parameters[f"W{layer}"] = np.ones((n, n_prev))'),
        ),
        Misconception(
            "square-weights",
            "The weights are square: (n, n). One of the two sizes is that of the layer "
            "before.",
            edit=_edit('parameters[f"W{layer}"] = np.zeros((n, n))'),
        ),
    ),
)


RANDOM = 'parameters[f"b{layer}"] = np.zeros((n, 1))'
RANDOM_BIASES = 'parameters[f"b{layer}"] = rng.standard_normal((n, 1))'
TEN = "rng.standard_normal((n, n_prev)) * 10"

INITIALIZE_PARAMETERS_RANDOM = Exercise(
    initialization.initialize_parameters_random,
    criteria=(
        correct(7, _many, {"layers_dims": [3, 2, 1]}, {"layers_dims": [2, 5, 4, 3]}),
    ),
    relations=Relations(
        (
            *weights.common(
                "hundred", "The weights are not as large as 10 N(0, 1) has them."
            ),
            *weights.unlike(
                {
                    "right": (100, "in", 0),
                    "one": (1, "in", 0),
                    "ten": (10, "in", 0),
                    "small": (0.0001, "in", 0),
                },
                {
                    "one": "The weights are normal numbers themselves.",
                    "ten": "The variance of the weights is 10.",
                    "small": "The weights are small.",
                },
            ),
        )
    ),
    misconceptions=(
        *_shapes(initialization.initialize_parameters_random),
        Misconception(
            "not-scaled",
            "The factor 10 is missing. This start is meant to be too loud.",
            edit=(TEN, "rng.standard_normal((n, n_prev))"),
        ),
        Misconception(
            "scaled-down",
            "The weights are a hundredth of a normal number, as in week 3 of course 1. "
            "Here they are large on purpose.",
            edit=(TEN, "rng.standard_normal((n, n_prev)) * 0.01"),
        ),
        Misconception(
            "root-of-ten",
            "The variance is 10. The numbers themselves are to be ten times as large.",
            edit=(TEN, "rng.standard_normal((n, n_prev)) * np.sqrt(10)"),
        ),
        Misconception(
            "positive-weights",
            "All weights are positive: these are even draws from 0 on. Which "
            "distribution has both signs?",
            edit=(TEN, "rng.random((n, n_prev)) * 10"),
        ),
        Misconception(
            "equal-weights",
            "All weights of a layer are one and the same number. Draw each by itself.",
            edit=(TEN, "np.full((n, n_prev), 10.0)"),
        ),
        Misconception(
            "random-biases",
            "The biases are random. Only the weights need that; biases start at zero.",
            edit=(RANDOM, RANDOM_BIASES),
        ),
    ),
)

HE = "rng.standard_normal((n, n_prev)) * np.sqrt(2 / n_prev)"


def _scaled(factor: str) -> tuple[str, str]:
    return HE, f"rng.standard_normal((n, n_prev)) * {factor}"


INITIALIZE_PARAMETERS_HE = Exercise(
    initialization.initialize_parameters_he,
    criteria=(
        correct(9, _many, {"layers_dims": [3, 2, 1]}, {"layers_dims": [2, 5, 4, 3]}),
    ),
    relations=Relations(
        (
            *weights.common(
                "he", "The weights are not as large as sqrt(2 / n_prev) has them."
            ),
            *weights.unlike(
                {
                    "right": (2, "in", -1),
                    "xavier": (1, "in", -1),
                    "glorot": (1, "both", -1),
                    "own size": (2, "out", -1),
                    "no root": (4, "in", -2),
                    "one": (1, "in", 0),
                },
                {
                    "xavier": "The weights have the size of sqrt(1 / n_prev).",
                    "glorot": "The weights have the size of sqrt(2 / (n_prev + n)).",
                    "own size": "The weights have the size of sqrt(2 / n).",
                    "no root": "The weights have the size of 2 / n_prev.",
                    "one": "The weights are normal numbers as they came.",
                },
            ),
        )
    ),
    misconceptions=(
        *_shapes(initialization.initialize_parameters_he),
        Misconception(
            "xavier-for-he",
            "This is Xavier's 1 / n_prev, which suits tanh. A ReLU silences half of "
            "what it gets: what factor makes up for that?",
            edit=_scaled("np.sqrt(1 / n_prev)"),
        ),
        Misconception(
            "glorot-for-he",
            "This is Glorot's mean of both sizes. He et al. look at the inputs of a "
            "unit alone.",
            edit=_scaled("np.sqrt(2 / (n_prev + n))"),
        ),
        Misconception(
            "own-size-for-inputs",
            "You divide by the units of this layer. A sum grows with the number of its "
            "terms: how many inputs has a unit?",
            edit=_scaled("np.sqrt(2 / n)"),
        ),
        Misconception(
            "root-forgotten",
            "2 / n_prev is the variance. Numbers are multiplied by its square root.",
            edit=_scaled("2 / n_prev"),
        ),
        Misconception(
            "not-scaled",
            "The weights are normal numbers as they came, whatever the layer's inputs. "
            "Multiply them by the factor of He et al.",
            edit=(HE, "rng.standard_normal((n, n_prev))"),
        ),
        Misconception(
            "positive-weights",
            "All weights are positive: these are even draws from 0 to 1, scaled. Which "
            "distribution has both signs?",
            edit=(HE, "rng.random((n, n_prev)) * np.sqrt(2 / n_prev)"),
        ),
        Misconception(
            "random-biases",
            "The biases are random. Only the weights need that; biases start at zero.",
            edit=(RANDOM, RANDOM_BIASES),
        ),
    ),
)

EXERCISES = (
    INITIALIZE_PARAMETERS_ZEROS,
    INITIALIZE_PARAMETERS_RANDOM,
    INITIALIZE_PARAMETERS_HE,
)
