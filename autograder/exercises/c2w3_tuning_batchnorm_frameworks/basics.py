"""Exercises on tensors: a weighted sum, a cast, one-hot columns, first variables."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c2w3_tuning_batchnorm_frameworks.network import eighths
from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
)
from autograder.exercises.relations import Relations, relation
from course_utils import tensorflow_network
from course_utils.desk import chance
from course_utils.desk.compare import Rules
from course_utils.desk.tensors import tensor

FLOAT32 = Rules(rtol=1e-3, atol=1e-4)


def _layer(rng: np.random.Generator) -> Arguments:
    n, n_x, m = (int(k) for k in rng.choice([2, 3, 4, 5, 6], size=3, replace=False))
    return _sums(rng, n, n_x, m)


def _sums(rng: np.random.Generator, n: int, n_x: int, m: int) -> Arguments:
    return {
        "W": tensor(eighths(rng.normal(size=(n, n_x)))),
        "X": tensor(eighths(rng.normal(size=(n_x, m)))),
        "b": tensor(eighths(rng.normal(size=(n, 1)))),
    }


SEEN = np.random.default_rng(25)

LINEAR_FUNCTION = Exercise(
    tensorflow_network.linear_function,
    criteria=(correct(4, _layer, _sums(SEEN, 2, 3, 4), _sums(SEEN, 1, 1, 1)),),
    misconceptions=(
        Misconception(
            "bias-forgotten",
            "The bias is missing: every unit has one, and it is added last.",
            edit=("tf.add(tf.matmul(W, X), b)", "tf.matmul(W, X)"),
        ),
        Misconception(
            "bias-taken-away",
            "The bias is taken away. It is added.",
            edit=("tf.add(", "tf.subtract("),
        ),
        Misconception(
            "transposed-sum",
            "The result lies on its side: one row a unit, one column an example.",
            edit=("tf.add(tf.matmul(W, X), b)", "tf.transpose(tf.matmul(W, X) + b)"),
        ),
        Misconception(
            "bias-inside",
            "The bias is added to the inputs or the weights. It belongs to the sum, "
            "after the product.",
            edit=("tf.add(tf.matmul(W, X), b)", "tf.matmul(tf.add(W, b), X)"),
        ),
    ),
    rules=FLOAT32,
)


def _sums_of_one(rng: np.random.Generator) -> Arguments:
    shape = [int(k) for k in rng.choice([2, 3, 4], size=int(rng.integers(1, 3)))]
    if rng.random() < 0.7:
        return {"z": tensor(rng.integers(-4, 5, size=shape), np.int32)}
    return {"z": tensor(rng.normal(size=shape) * 3)}


SIGMOID = Exercise(
    tensorflow_network.sigmoid,
    criteria=(
        correct(
            4,
            _sums_of_one,
            {"z": tensor([-1.0, 0.0, 12.0])},
            {"z": -1},
            {"z": 0.5},
            {"z": tensor([[0, 2, -3]], np.int32)},
            {"z": tensor([0.25, -2.0], np.float64)},
        ),
    ),
    misconceptions=(
        Misconception(
            "plus-z",
            "The curve is upside down: is it exp of z, or of minus z?",
            edit=("tf.math.sigmoid(z)", "tf.math.sigmoid(-z)"),
        ),
        Misconception(
            "tanh-for-sigmoid",
            "That is tanh, from -1 to 1. A sigmoid goes from 0 to 1.",
            edit=("tf.math.sigmoid(z)", "tf.math.tanh(z)"),
        ),
        Misconception(
            "not-cast",
            "Whole numbers stop it: cast z to float32 first. TensorFlow never changes "
            "a kind of number by itself.",
            edit=(
                "z = tf.cast(z, tf.float32)",
                "z = tf.convert_to_tensor(z)",
            ),
        ),
        Misconception(
            "cast-to-whole-numbers",
            "z has lost its fraction. Cast it to float32, not to a kind of integer.",
            edit=(
                "z = tf.cast(z, tf.float32)",
                "z = tf.cast(tf.cast(z, tf.int32), tf.float32)",
            ),
        ),
    ),
    rules=FLOAT32,
)


def _labels(rng: np.random.Generator) -> Arguments:
    depth = int(rng.integers(4, 9))
    if rng.random() < 0.4:
        return {"label": tensor(rng.integers(depth), np.int32), "depth": depth}
    labels = rng.integers(depth, size=int(rng.choice([2, 3, 10])))
    return {"label": tensor(labels, np.int32), "depth": depth}


ONE_HOT_MATRIX = Exercise(
    tensorflow_network.one_hot_matrix,
    criteria=(
        correct(
            5,
            _labels,
            {"label": tensor(2, np.int32), "depth": 5},
            {"label": tensor([1, 0, 3, 3], np.int32), "depth": 6},
            {"label": tensor([2], np.int32), "depth": 4},
            {"label": 3, "depth": 7},
            {"label": tensor([0, 1], np.int64), "depth": 3},
        ),
    ),
    misconceptions=(
        Misconception(
            "rows-for-columns",
            "Every label became a row. One column an example is asked: which axis "
            "holds the classes?",
            edit=("axis=0", "axis=-1"),
        ),
        Misconception(
            "depth-ignored",
            "There are always six rows. depth says how many classes there are.",
            edit=("tf.one_hot(label, depth,", "tf.one_hot(label, 6,"),
        ),
        Misconception(
            "classes-from-one",
            "The 1 is one row too high: classes are counted from 0.",
            edit=("tf.one_hot(label,", "tf.one_hot(tf.convert_to_tensor(label) - 1,"),
        ),
        Misconception(
            "one-row-too-many",
            "There is a row too many: depth classes, counted from 0, end at depth - 1.",
            edit=("label, depth,", "label, depth + 1,"),
        ),
    ),
    rules=FLOAT32,
)


def _nothing(rng: np.random.Generator) -> Arguments:
    return {}


def _shapes(arguments: Any, *results: Any) -> bool:
    sizes = [12288, 25, 12, 6]
    return all(
        np.shape(parameters[f"W{layer}"]) == (sizes[layer], sizes[layer - 1])
        and np.shape(parameters[f"b{layer}"]) == (sizes[layer], 1)
        for parameters in results
        for layer in (1, 2, 3)
    )


def _variables(arguments: Any, *results: Any) -> bool:
    return all(
        type(part).__name__ == "Variable"
        for parameters in results
        for part in parameters.values()
    )


def _zero_biases(arguments: Any, *results: Any) -> bool:
    return not any(
        np.any(parameters[f"b{layer}"]) for parameters in results for layer in (1, 2, 3)
    )


def _moves(arguments: Any, *results: Any) -> bool:
    return all(
        np.ptp(np.asarray(parameters[f"W{layer}"])) > 0
        for parameters in results
        for layer in (1, 2, 3)
    )


def _centred(arguments: Any, *results: Any) -> bool:
    W1 = np.asarray(results[0]["W1"], float)
    return bool(abs(W1.mean()) <= chance.mean(W1.size, W1.std()))


def _spread(arguments: Any, *results: Any) -> bool:
    """Whether the mean square is Glorot's, of the wide layer and of the narrow ones."""
    scaled = [
        np.ravel(np.asarray(p[f"W{i}"], float) * np.sqrt(sum(np.shape(p[f"W{i}"])) / 2))
        for p in results
        for i in (1, 2, 3)
    ]
    wide = np.concatenate(scaled[0::3])
    narrow = np.concatenate([*scaled[1::3], *scaled[2::3]])
    return all(
        bool(abs(np.mean(numbers**2) - 1) <= chance.variance(numbers.size))
        for numbers in (wide, narrow)
    )


def _drawn_with(draw: str) -> tuple[str, str]:
    return ("draw = tf.keras.initializers.GlorotNormal()", f"draw = {draw}")


INITIALIZE_PARAMETERS = Exercise(
    tensorflow_network.initialize_parameters,
    criteria=(correct(6, _nothing),),
    relations=Relations(
        (
            relation(
                "shapes",
                "The shapes are not those of a network of 12288, 25, 12 and 6 units.",
                _shapes,
            ),
            relation(
                "variables",
                "Not all of it is a tf.Variable: a tape follows variables by itself, "
                "and training changes nothing else.",
                _variables,
            ),
            relation("biases", "The biases do not start at zero.", _zero_biases),
            relation("no constants", "All weights of a layer are equal.", _moves),
            relation("centre", "The weights lean to one side.", _centred),
            relation(
                "spread",
                "The weights do not spread as Glorot's do, 2 / (n_prev + n).",
                _spread,
            ),
        ),
        # The narrow layers are small: four draws tell He's spread from Glorot's.
        repeats=4,
        structure=False,
    ),
    misconceptions=(
        Misconception(
            "no-variables",
            "These are tensors, and nobody can change them. What training moves must "
            "be a tf.Variable.",
            edit=(
                '        "W3": tf.Variable(draw((6, 12))),\n'
                '        "b3": tf.Variable(tf.zeros((6, 1))),\n',
                '        "W3": draw((6, 12)),\n        "b3": tf.zeros((6, 1)),\n',
            ),
        ),
        Misconception(
            "all-zero",
            "With weights of zero all units of a layer stay alike. Draw them.",
            edit=_drawn_with("tf.zeros"),
        ),
        Misconception(
            "not-glorot",
            "The weights are random, and of another size than Glorot's. Normal numbers "
            "with spread 1, or He's, are too large here.",
            edit=_drawn_with("tf.keras.initializers.HeNormal()"),
        ),
        Misconception(
            "shapes-turned",
            "The weights are turned round: one row a unit of the layer, one column an "
            "input.",
            edit=("tf.Variable(draw((12, 25)))", "tf.Variable(draw((25, 12)))"),
        ),
        Misconception(
            "biases-drawn",
            "The biases are drawn at random too. They start at zero.",
            edit=(
                '"b1": tf.Variable(tf.zeros((25, 1)))',
                '"b1": tf.Variable(draw((25, 1)))',
            ),
        ),
    ),
    rules=FLOAT32,
    seconds=60,
)

EXERCISES = (LINEAR_FUNCTION, SIGMOID, ONE_HOT_MATRIX, INITIALIZE_PARAMETERS)
