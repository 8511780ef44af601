"""Course 1, week 4: networks of any depth, block by block."""

from autograder.exercises.c1w4_deep_network import (
    backward,
    cost,
    forward,
    stack,
    start,
    through,
    training,
)

TITLE = "Deep networks: building blocks, and an application to photographs"
EXERCISES = (
    *start.EXERCISES,
    *forward.EXERCISES,
    *through.EXERCISES,
    *cost.EXERCISES,
    *backward.EXERCISES,
    *stack.EXERCISES,
    *training.EXERCISES,
)
