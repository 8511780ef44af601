"""Course 1, week 3: one hidden layer, and borders that bend."""

from autograder.exercises.c1w3_planar_classification import (
    backward,
    forward,
    predicting,
    start,
    training,
)

TITLE = "Planar data classification with one hidden layer"
EXERCISES = (
    *start.EXERCISES,
    *forward.EXERCISES,
    *backward.EXERCISES,
    *training.EXERCISES,
    *predicting.EXERCISES,
)
