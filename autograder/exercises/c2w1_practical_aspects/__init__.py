"""Course 2, week 1: how weights start, what keeps them small, which slopes to trust."""

from autograder.exercises.c2w1_practical_aspects import (
    blaming,
    checking,
    checking_n,
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
    *blaming.EXERCISES,
    *checking.EXERCISES,
    *checking_n.EXERCISES,
    *repairing.EXERCISES,
)
