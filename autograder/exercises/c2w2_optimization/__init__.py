"""Course 2, week 2: better steps, smaller batches, rates that shrink."""

from autograder.exercises.c2w2_optimization import (
    adam,
    averages,
    batches,
    descent,
    momentum,
    rates,
    rmsprop,
)

TITLE = "Optimisation: mini-batches, momentum, RMSprop, Adam"
EXERCISES = (
    *descent.EXERCISES,
    *batches.EXERCISES,
    *averages.EXERCISES,
    *momentum.EXERCISES,
    *rmsprop.EXERCISES,
    *adam.EXERCISES,
    *rates.EXERCISES,
)
