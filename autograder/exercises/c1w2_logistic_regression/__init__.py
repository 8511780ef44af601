"""Course 1, week 2: vectors first, then one neuron that learns."""

from autograder.exercises.c1w2_logistic_regression import (
    activations,
    losses,
    neuron,
    predicting,
    training,
    vectors,
)

TITLE = "Logistic regression with a neural-network mindset"
EXERCISES = (
    *activations.EXERCISES,
    *vectors.EXERCISES,
    *losses.EXERCISES,
    *neuron.EXERCISES,
    *training.EXERCISES,
    *predicting.EXERCISES,
)
