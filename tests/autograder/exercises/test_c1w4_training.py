"""What is asked of training in week c1w4: the bar, the walk, and who is let through."""

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.exercises.c1w3_planar_classification.training import wedge
from autograder.exercises.c1w4_deep_network import training, walks
from autograder.oracle import draw
from course_utils.deep_network_training import (
    L_layer_model,
    predict,
    two_layer_model,
)

WEEK = "c1w4_deep_network"
TRAININGS = pytest.mark.parametrize(
    ("train", "dims", "rate"),
    [(two_layer_model, (2, 12, 1), 1.2), (L_layer_model, [2, 12, 6, 1], 0.4)],
)


def score(train, dims, rate, rng, *, shuffled):
    X, Y = wedge(150, rng)
    X_test, Y_test = wedge(training.NEW_POINTS, rng)
    labels = rng.permutation(Y, axis=1) if shuffled else Y
    parameters, _ = train(X, labels, dims, rate, training.STEPS, rng=rng)
    return np.mean(predict(X_test, parameters) == Y_test)


@TRAININGS
def test_the_bar_is_reached_from_every_start(rng, train, dims, rate):
    scores = [score(train, dims, rate, rng, shuffled=False) for _ in range(8)]
    assert min(scores) > walks.BAR + 0.02


@TRAININGS
def test_with_shuffled_labels_the_bar_is_out_of_reach(rng, train, dims, rate):
    scores = [score(train, dims, rate, rng, shuffled=True) for _ in range(8)]
    assert max(scores) < 0.8


@pytest.mark.parametrize("name", ["two_layer_model", "L_layer_model"])
def test_a_border_that_bends_is_among_what_everybody_is_asked(name):
    visible = draw.visible_cases(exercises(WEEK)[name])
    assert any("Y_test" in case.withheld for case in visible)


@pytest.mark.parametrize("name", ["L_model_backward", "linear_activation_backward"])
def test_a_sum_that_is_shown_still_follows_from_its_layer(name):
    for case in draw.visible_cases(exercises(WEEK)[name]):
        given = case.arguments
        for (A_prev, W, b), Z in given.get("caches") or [given["cache"]]:
            np.testing.assert_allclose(Z, W @ A_prev + b, rtol=1e-6, atol=1e-8)
