"""Course 1, week 1: one neuron, a layer of neurons, and what they are good for."""

from autograder.exercises.c1w1_introduction import (
    layer,
    neuron,
    prices,
    saturation,
    tasks,
)

TITLE = "Introduction: what a neuron is, and what networks are for"
EXERCISES = (
    *neuron.EXERCISES,
    *prices.EXERCISES,
    *layer.EXERCISES,
    *tasks.EXERCISES,
    *saturation.EXERCISES,
)
