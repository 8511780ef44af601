"""What is asked of training in week c1w3 is learned from its labels."""

import numpy as np

from autograder.exercises import exercises
from autograder.exercises.c1w3_planar_classification import training
from autograder.oracle import draw
from course_utils.shallow_network import nn_model, predict


def wedge_scores(rng, *, shuffled):
    X, Y = training.wedge(150, rng)
    X_test, Y_test = training.wedge(training.NEW_POINTS, rng)
    labels = rng.permutation(Y, axis=1) if shuffled else Y
    parameters = nn_model(X, labels, 6, 600, rng=rng)
    return np.mean(predict(parameters, X_test) == Y_test)


def test_the_bar_is_reached_from_every_start(rng):
    assert min(wedge_scores(rng, shuffled=False) for _ in range(8)) > training.BAR


def test_with_shuffled_labels_the_bar_is_out_of_reach(rng):
    assert max(wedge_scores(rng, shuffled=True) for _ in range(8)) < 0.8


def test_a_cache_that_is_shown_still_follows_from_its_sums():
    backward = exercises("c1w3_planar_classification")["backward_propagation"]
    for case in draw.visible_cases(backward):
        cache = case.arguments["cache"]
        np.testing.assert_allclose(cache["A1"], np.tanh(cache["Z1"]), rtol=1e-8)
