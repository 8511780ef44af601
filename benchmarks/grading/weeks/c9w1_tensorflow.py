"""A small TensorFlow week, which the benchmark alone knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.exercises.exercise import Exercise, correct
from course_utils.activations import sigmoid
from course_utils.desk.compare import Rules

TITLE = "TensorFlow, for the benchmark"
ENVIRONMENT = "tensorflow"


def fit_line(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the least-squares line through the points, as (slope, intercept)."""
    return np.polyfit(x, y, 1)


def _numbers(rng: np.random.Generator) -> Mapping[str, Any]:
    return {"x": rng.normal(size=int(rng.integers(3, 9)))}


def _points(rng: np.random.Generator) -> Mapping[str, Any]:
    x = np.linspace(-1, 1, 32)
    slope, intercept = rng.uniform(-2, 2, size=2)
    return {"x": x, "y": slope * x + intercept + rng.normal(scale=0.05, size=32)}


EXERCISES = (
    Exercise(sigmoid, (correct(5, _numbers),)),
    Exercise(fit_line, (correct(5, _points),), rules=Rules(rtol=0.02, atol=0.02)),
)
