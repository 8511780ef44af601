"""For authors: is what a training exercise grades really learned from its labels?

With the training labels shuffled there is nothing to learn, and the accuracy must fall
to chance. Where it does not, the test set has leaked into the training set, or the bar
can be reached without learning. A test of the week calls this once.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.exercise import Asking, Exercise
from course_utils.desk.calling import call


def accuracy_when_shuffled(
    exercise: Exercise,
    *,
    labels: str,
    truth: str,
    predictions: str | int | None = None,
    seed: int = 0,
    times: int = 20,
) -> float:
    """Return the reference's mean accuracy on new examples after training on noise.

    One training on noise may come out anywhere: only the mean of many is chance.

    Args:
        exercise: its *correct* criterion draws the data.
        labels: the argument that holds the training labels, one an example.
        truth: the name under which the test labels are withheld.
        predictions: the key or index of the predicted labels in the result.
        seed: what the cases are drawn from, and the labels shuffled with.
        times: how many trainings to average.

    Raises:
        ValueError: the exercise withholds no labels.
    """
    rng = np.random.default_rng(seed)
    found = [_once(exercise, labels, truth, predictions, rng) for _ in range(times)]
    return float(np.mean(found))


def _once(
    exercise: Exercise,
    labels: str,
    truth: str,
    predictions: str | int | None,
    rng: np.random.Generator,
) -> float:
    criterion = exercise.criterion("correct")
    question = criterion.draw(rng, 1)[0] if criterion and criterion.case else {}
    if not isinstance(question, Asking) or truth not in question.withheld:
        raise ValueError(f"{exercise.id} withholds no {truth}")
    given = np.asarray(question.arguments[labels])
    shuffled = rng.permutation(given, axis=int(np.argmax(given.shape)))
    result = call(exercise.reference, {**question.arguments, labels: shuffled}).answer
    found = result.value if predictions is None else result.value[predictions]
    return float(np.mean(np.ravel(found) == np.ravel(question.withheld[truth])))
