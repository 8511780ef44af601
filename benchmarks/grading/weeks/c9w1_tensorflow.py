"""A small TensorFlow week, which the benchmark alone knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.exercises.exercise import Exercise, correct
from course_utils.activations import sigmoid
from course_utils.desk.compare import Rules
from course_utils.logistic_regression import propagate

TITLE = "TensorFlow, for the benchmark"
ENVIRONMENT = "tensorflow"
FLOAT32 = Rules(rtol=1e-3, atol=1e-4)


def _numbers(rng: np.random.Generator) -> Mapping[str, Any]:
    return {"x": rng.normal(size=int(rng.integers(3, 9)))}


def _neuron(rng: np.random.Generator) -> Mapping[str, Any]:
    n_x, m = int(rng.integers(3, 6)), int(rng.integers(7, 12))
    Y = rng.permutation(np.arange(m) % 2).reshape(1, m)
    w, X = rng.normal(size=(n_x, 1)), rng.normal(size=(n_x, m))
    return {"w": w, "b": float(rng.normal()), "X": X, "Y": Y}


EXERCISES = (
    Exercise(sigmoid, (correct(5, _numbers),), rules=FLOAT32),
    Exercise(propagate, (correct(5, _neuron),), rules=FLOAT32),
)
