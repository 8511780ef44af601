"""Exercises on how a network begins: its sizes, and its first weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from autograder.exercises.relations import Relations, relation
from course_utils import shallow_network
from course_utils.desk import chance
from course_utils.desk.compare import Rules


def _data(rng: np.random.Generator) -> Arguments:
    n_x, n_y, m = (int(n) for n in rng.permutation([1, 2, 3, 5, 6, 7, 8])[:3])
    return {"X": rng.normal(size=(n_x, m)), "Y": rng.integers(0, 2, size=(n_y, m))}


LAYER_SIZES = Exercise(
    shallow_network.layer_sizes,
    criteria=(
        correct(
            5,
            _data,
            {"X": np.zeros((5, 3)), "Y": np.zeros((2, 3), dtype=int)},
            {"X": np.zeros((2, 9)), "Y": np.zeros((1, 9), dtype=int)},
        ),
    ),
    misconceptions=(
        Misconception(
            "columns-for-rows",
            "You count the columns, and a column is an example. How many numbers does "
            "one example have?",
            edit=("    n_x = X.shape[0]\n", "    n_x, Y = X.shape[1], Y.T\n"),
        ),
        Misconception(
            "inputs-from-columns",
            "n_x counts the examples. How many numbers does one example have?",
            edit=("n_x = X.shape[0]", "n_x = X.shape[1]"),
        ),
        Misconception(
            "outputs-from-columns",
            "n_y counts the examples. How many targets does one example have?",
            edit=("n_y = Y.shape[0]", "n_y = Y.shape[1]"),
        ),
        Misconception(
            "hidden-from-inputs",
            "n_h depends on the data here. It is a choice of ours, and we chose four.",
            edit=("n_h = 4", "n_h = X.shape[0]"),
        ),
        Misconception(
            "whole-shapes",
            "n_x and n_y are whole shapes. Take one of the two numbers out of each.",
            edit=("return n_x, n_h, n_y", "return X.shape, n_h, Y.shape"),
        ),
        Misconception(
            "order-of-sizes",
            "The sizes come in another order: input, hidden, output.",
            edit=("return n_x, n_h, n_y", "return n_x, n_y, n_h"),
        ),
    ),
    rules=Rules(names=("n_x", "n_h", "n_y")),
)


def _sizes(rng: np.random.Generator) -> Arguments:
    """Draw sizes large enough for statistics to tell one spread from another."""
    return {
        "n_x": int(rng.integers(30, 40)),
        "n_h": int(rng.integers(41, 60)),
        "n_y": int(rng.integers(10, 20)),
    }


def _moves(arguments: Any, result: Any) -> bool:
    return bool(np.any(result["W1"]) and np.any(result["W2"]))


def _differ(arguments: Any, result: Any) -> bool:
    """Whether the hidden units are told apart by what goes into them."""
    units = np.unique(np.asarray(result["W1"]), axis=0)
    return bool(len(units) == arguments["n_h"])


def _centred(arguments: Any, result: Any) -> Any:
    """Whether weights of either sign are as likely, whatever their size."""
    weights = [np.asarray(result[key], dtype=float) for key in ("W1", "W2")]
    spread = [float(np.sqrt(np.mean(W**2))) for W in weights]
    return all(
        abs(W.mean()) <= chance.mean(W.size, std)
        for W, std in zip(weights, spread, strict=True)
        if std > 0
    )


def _small(arguments: Any, result: Any) -> Any:
    """Whether the mean square of the weights is what 0.01 makes it."""
    return all(
        abs(np.mean(np.square(result[key])) / 0.01**2 - 1)
        <= chance.variance(np.size(result[key]))
        for key in ("W1", "W2")
    )


def _zero_biases(arguments: Any, result: Any) -> bool:
    return not (np.any(result["b1"]) or np.any(result["b2"]))


def _with_weights(draw: str) -> tuple[str, str]:
    """Return an edit that draws W1 and W2 with `draw`, a function of a shape."""
    return (
        "    W1 = rng.standard_normal((n_h, n_x)) * 0.01\n"
        "    b1 = np.zeros((n_h, 1))\n"
        "    W2 = rng.standard_normal((n_y, n_h)) * 0.01\n",
        f"    draw = {draw}\n"
        "    W1 = draw((n_h, n_x))\n"
        "    b1 = np.zeros((n_h, 1))\n"
        "    W2 = draw((n_y, n_h))\n",
    )


INITIALIZE_PARAMETERS = Exercise(
    shallow_network.initialize_parameters,
    criteria=(
        correct(
            10,
            _sizes,
            {"n_x": 2, "n_h": 4, "n_y": 1},
            {"n_x": 3, "n_h": 5, "n_y": 2},
        ),
    ),
    relations=Relations(
        (
            relation("no zeros", "All weights of a layer are zero.", _moves),
            relation("units differ", "Some hidden units have equal weights.", _differ),
            relation(
                "centre",
                "The weights lean to one side: either sign should be as likely.",
                _centred,
            ),
            relation(
                "size",
                "The weights are not as large as normal numbers times 0.01 are.",
                _small,
            ),
            relation("biases", "The biases do not start at zero.", _zero_biases),
        )
    ),
    misconceptions=(
        Misconception(
            "zeros-for-weights",
            "With weights of zero all hidden units stay alike for ever, however long "
            "they learn. Draw the weights at random.",
            edit=_with_weights("np.zeros"),
        ),
        Misconception(
            "equal-weights",
            "All weights are one and the same number, so all hidden units learn the "
            "same. Draw each weight by itself.",
            edit=_with_weights("lambda shape: np.full(shape, 0.01)"),
        ),
        Misconception(
            "not-scaled",
            "The weights are a hundred times too large: tanh is flat out there. "
            "Multiply by 0.01.",
            edit=_with_weights("rng.standard_normal"),
        ),
        Misconception(
            "positive-weights",
            "All weights are positive: these are even draws between 0 and 1, made "
            "small. Which distribution has both signs?",
            edit=_with_weights("lambda shape: rng.random(shape) * 0.01"),
        ),
        Misconception(
            "transposed-weights",
            "The shapes of the weights are turned round. One row of W1 belongs to one "
            "hidden unit.",
            edit=_with_weights("lambda shape: rng.standard_normal(shape[::-1]) * 0.01"),
        ),
        Misconception(
            "flat-biases",
            "The biases have lost an axis. A bias is a column, (n, 1), so that it "
            "is added to every example.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                'return {"W1": W1, "b1": b1.ravel(), "W2": W2, "b2": b2.ravel()}',
            ),
        ),
        Misconception(
            "random-biases",
            "The biases are random. Only the weights need that; biases start at zero.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                'return {"W1": W1, "b1": b1 + 0.01 * rng.random(b1.shape),\n'
                '            "W2": W2, "b2": b2 + 0.01 * rng.random(b2.shape)}',
            ),
        ),
    ),
)

EXERCISES = (LAYER_SIZES, INITIALIZE_PARAMETERS)
