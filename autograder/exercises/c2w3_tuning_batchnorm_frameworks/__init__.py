"""Course 2, week 3: hyperparameters, batch normalisation, and a framework."""

from autograder.exercises.c2w3_tuning_batchnorm_frameworks import (
    basics,
    network,
    normalizing,
    normalizing_back,
    refining,
    sampling,
    training,
)

TITLE = "Hyperparameters, batch normalisation and TensorFlow"
ENVIRONMENT = "tensorflow"
EXERCISES = (
    *sampling.EXERCISES,
    *refining.EXERCISES,
    normalizing.BATCH_NORM,
    normalizing_back.BATCH_NORM_BACKWARD,
    normalizing.BATCH_NORM_INFERENCE,
    *basics.EXERCISES,
    *network.EXERCISES,
    *training.EXERCISES,
)
