"""Exercises on how a network begins: the first weights, for two layers and for many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.exercises.c1w3_planar_classification import start as last_week
from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from autograder.exercises.relations import Relations, relation
from course_utils import deep_network
from course_utils.desk import chance

SMALL = last_week.INITIALIZE_PARAMETERS

INITIALIZE_PARAMETERS = replace(
    SMALL,
    reference=deep_network.initialize_parameters,
    criteria=(replace(SMALL.criteria[0], points=5),),
    misconceptions=tuple(
        replace(
            mistake,
            hint="The weights are a hundred times too large: the sums of the first "
            "layer shout, and the sigmoid goes flat. Multiply by 0.01.",
        )
        if mistake.id == "not-scaled"
        else mistake
        for mistake in SMALL.misconceptions
    ),
)
"""Last week's question, asked again: a network of two layers starts the same way."""

MANY = 400
"""Below so many weights a statistic says too little about their spread."""


def _dims(rng: np.random.Generator) -> Arguments:
    """Draw sizes so unlike that a spread by inputs is far from one by units."""
    depth = int(rng.integers(2, 5))
    wide = [int(n) for n in rng.choice(np.arange(60, 71), size=depth, replace=False)]
    slim = [int(n) for n in rng.choice(np.arange(14, 19), size=depth, replace=False)]
    mixed = [(wide if i % 2 == 0 else slim)[i] for i in range(depth)]
    return {"layer_dims": [*mixed, int(rng.integers(1, 4))]}


def _moves(arguments: Any, result: Any) -> bool:
    return all(np.any(W) for name, W in result.items() if name[0] == "W")


def _differ(arguments: Any, result: Any) -> bool:
    """Whether the units of every layer are told apart by what goes into them."""
    weights = [np.asarray(W) for name, W in result.items() if name[0] == "W"]
    return all(len(np.unique(W, axis=0)) == len(W) for W in weights)


def _centred(arguments: Any, result: Any) -> bool:
    """Whether weights of either sign are as likely, whatever their size."""
    weights = [np.asarray(W, dtype=float) for n, W in result.items() if n[0] == "W"]
    spread = [float(np.sqrt(np.mean(W**2))) for W in weights]
    return all(
        abs(W.mean()) <= chance.mean(W.size, std)
        for W, std in zip(weights, spread, strict=True)
        if std > 0 and W.size > 1
    )


def _spread(arguments: Any, result: Any, *, many: int, asked: str) -> bool:
    """Whether the mean square of every large layer is, or is not, a certain one."""
    layer_dims = arguments["layer_dims"]
    large, alike = [], []
    for layer in range(1, len(layer_dims)):
        n_prev, n, W = layer_dims[layer - 1], layer_dims[layer], result[f"W{layer}"]
        if np.size(W) < many:
            continue
        wanted = {
            "inputs": 1 / n_prev,
            "hundredth": 0.01**2,
            "one": 1.0,
            "no root": 1 / n_prev**2,
            "units": 1 / n,
            "he": 2 / n_prev,
        }[asked]
        off = abs(np.mean(np.square(W)) / wanted - 1)
        large.append(layer)
        alike.append(bool(off <= chance.variance(np.size(W))))
    if asked == "inputs":
        return all(alike)
    return not large or not all(alike)


def _every_layer(arguments: Any, result: Any) -> bool:
    return len(result) == 2 * (len(arguments["layer_dims"]) - 1)


def _zero_biases(arguments: Any, result: Any) -> bool:
    return not any(np.any(b) for name, b in result.items() if name[0] == "b")


def _is_spread(name: str, says: str, asked: str) -> Any:
    return relation(name, says, _spread, many=MANY, asked=asked)


DRAWN = "rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)"
ZEROS = "np.zeros((n, 1))"

INITIALIZE_PARAMETERS_DEEP = Exercise(
    deep_network.initialize_parameters_deep,
    criteria=(
        correct(7, _dims, {"layer_dims": [5, 4, 3, 1]}, {"layer_dims": [70, 20, 2]}),
    ),
    relations=Relations(
        (
            relation("no zeros", "All weights of a layer are zero.", _moves),
            relation("units differ", "Some units have equal weights.", _differ),
            relation(
                "centre",
                "The weights lean to one side: either sign should be as likely.",
                _centred,
            ),
            _is_spread(
                "not 0.01", "The weights are normal numbers / 100.", "hundredth"
            ),
            _is_spread("scaled", "The weights have a spread of 1.", "one"),
            _is_spread("root", "The weights have a spread of 1 / n_prev.", "no root"),
            _is_spread("inputs count", "The spread goes by the units.", "units"),
            _is_spread("not He", "The squares are twice what they should be.", "he"),
            _is_spread(
                "size",
                "The weights are not as large as normal numbers / sqrt(n_prev) are.",
                "inputs",
            ),
            relation(
                "no layer 0",
                "There are more parameters than layers: the inputs have none.",
                _every_layer,
            ),
            relation("biases", "The biases do not start at zero.", _zero_biases),
        )
    ),
    misconceptions=(
        Misconception(
            "zeros-for-weights",
            "With weights of zero all units of a layer stay alike for ever. Draw the "
            "weights at random.",
            edit=(DRAWN, "np.zeros((n, n_prev))"),
        ),
        Misconception(
            "equal-weights",
            "All weights of a layer are one and the same number, so its units learn "
            "the same. Draw each weight by itself.",
            edit=(DRAWN, "np.full((n, n_prev), 1 / np.sqrt(n_prev))"),
        ),
        Misconception(
            "small-as-before",
            "These are normal numbers times 0.01. That is enough for one hidden layer; "
            "in a deep network the signal fades. How large is a sum of n_prev terms?",
            edit=(DRAWN, "rng.standard_normal((n, n_prev)) * 0.01"),
        ),
        Misconception(
            "not-scaled",
            "The weights are not scaled at all: sums grow from layer to layer. "
            "How large is a sum of n_prev terms?",
            edit=(DRAWN, "rng.standard_normal((n, n_prev))"),
        ),
        Misconception(
            "root-forgotten",
            "You divide by n_prev itself. Terms of either sign partly cancel, so their "
            "sum grows only like a root.",
            edit=("np.sqrt(n_prev)", "n_prev"),
        ),
        Misconception(
            "units-for-inputs",
            "The root is of the layer's own units. A unit adds up one term for every "
            "input: which number counts those?",
            edit=("np.sqrt(n_prev)", "np.sqrt(n)"),
        ),
        Misconception(
            "factor-of-he",
            "This is the start of He et al., with a 2 under the root. Course 2 comes "
            "to it; here it is one over the root.",
            edit=(DRAWN, f"{DRAWN} * np.sqrt(2)"),
        ),
        Misconception(
            "positive-weights",
            "All weights are positive: these are even draws between 0 and 1. Which "
            "distribution has both signs?",
            edit=(DRAWN, "rng.random((n, n_prev)) * np.sqrt(3 / n_prev)"),
        ),
        Misconception(
            "transposed-weights",
            "The shapes of the weights are turned round. One row belongs to one unit "
            "of the layer.",
            edit=("((n, n_prev))", "((n_prev, n))"),
        ),
        Misconception(
            "last-layer-missing",
            "The last layer has no parameters. A list of L + 1 sizes makes L layers.",
            edit=("range(1, len(layer_dims))", "range(1, len(layer_dims) - 1)"),
        ),
        Misconception(
            "counted-from-zero",
            "The layers are counted from 0. The inputs are no layer: the first weights "
            "are W1.",
            edit=(
                "    return parameters\n",
                '    return {f"{k[0]}{int(k[1:]) - 1}": v for k, v in '
                "parameters.items()}\n",
            ),
        ),
        Misconception(
            "flat-biases",
            "The biases have lost an axis. A bias is a column, (n, 1), so that it is "
            "added to every example.",
            edit=(ZEROS, "np.zeros(n)"),
        ),
        Misconception(
            "random-biases",
            "The biases are random. Only the weights need that; biases start at zero.",
            edit=(ZEROS, "0.01 * rng.random((n, 1))"),
        ),
    ),
)

EXERCISES = (INITIALIZE_PARAMETERS, INITIALIZE_PARAMETERS_DEEP)
