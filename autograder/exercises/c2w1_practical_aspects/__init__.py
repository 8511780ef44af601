"""Course 2, week 1: weights that start well, stay small, and gradients that are right."""

from autograder.exercises.c2w1_practical_aspects import (
    checking,
    decay,
    dropping,
    repairing,
    scaling,
    start,
)

TITLE = "Practical aspects of deep learning"
EXERCISES = (
    *scaling.EXERCISES,
    *start.EXERCISES,
    *decay.EXERCISES,
    *dropping.EXERCISES,
    *checking.EXERCISES,
    *repairing.EXERCISES,
)
