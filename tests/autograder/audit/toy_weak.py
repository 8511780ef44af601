"""The mean again, asked of zeros only, and held to the last digit."""

import numpy as np

from autograder.exercises.exercise import Exercise, correct, pure
from course_utils.desk.compare import Rules
from tests.autograder.audit import toy


def zeros(rng):
    return {"x": np.zeros(3)}


def strict(rng):
    return {"x": rng.normal(size=5)}


EXERCISES = (
    Exercise(toy.average, (correct(4, zeros), pure(1)), (toy.SUM, toy.NOTHING)),
)
STRICT = Exercise(toy.average, (correct(1, strict),), rules=Rules(rtol=0, atol=1e-12))
