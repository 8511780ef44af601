"""First weights: shapes for any depth, and the size that each rule promises."""

import numpy as np
import pytest

from course_utils.desk import planes, three_layers
from course_utils.initialization import (
    initialize_parameters_he,
    initialize_parameters_random,
    initialize_parameters_zeros,
)

RANDOM = [initialize_parameters_random, initialize_parameters_he]
EACH = pytest.mark.parametrize(
    "initialize", [initialize_parameters_zeros, *RANDOM], ids=["zeros", "random", "he"]
)


@EACH
@pytest.mark.parametrize("dims", [[3, 1], [2, 4, 3], [5, 2, 7, 3, 4]])
def test_initialize_parameters_gives_a_matrix_and_a_column_for_each_layer(
    initialize, dims
):
    shapes = {key: part.shape for key, part in initialize(dims).items()}
    expected = {}
    for layer in range(1, len(dims)):
        expected[f"W{layer}"] = dims[layer], dims[layer - 1]
        expected[f"b{layer}"] = dims[layer], 1
    assert shapes == expected


@EACH
def test_initialize_parameters_starts_with_biases_of_zero(initialize):
    parameters = initialize([3, 5, 2])
    assert not parameters["b1"].any()
    assert not parameters["b2"].any()


@pytest.mark.parametrize("initialize", RANDOM)
def test_initialize_parameters_repeats_with_a_seed_and_differs_without(initialize):
    first, again = (initialize([3, 4, 2], np.random.default_rng(3)) for _ in "ab")
    np.testing.assert_equal(first, again)
    assert not np.array_equal(initialize([3, 4])["W1"], initialize([3, 4])["W1"])


@pytest.mark.parametrize(("n_prev", "n"), [(50, 400), (400, 50)])
def test_initialize_parameters_he_has_variance_2_over_the_inputs(rng, n_prev, n):
    W = initialize_parameters_he([n_prev, n], rng)["W1"]
    assert np.var(W) == pytest.approx(2 / n_prev, rel=0.05)
    assert abs(W.mean()) < 0.01


def test_initialize_parameters_random_is_ten_times_a_normal_number(rng):
    W = initialize_parameters_random([100, 90], rng)["W1"]
    assert W.std() == pytest.approx(10, rel=0.05)


def test_initialize_parameters_he_keeps_a_signal_alive_through_thirty_layers(rng):
    """Through as many layers with Xavier's factor a ReLU signal fades by 2 ** -15."""
    A = rng.normal(size=(200, 50))
    net = initialize_parameters_he([200] * 31, rng)
    for layer in range(1, 31):
        A = np.maximum(0, net[f"W{layer}"] @ A)
    assert 0.2 < np.sqrt(np.mean(A**2)) < 5


def test_initialize_parameters_zeros_never_learns(rng):
    X, Y = planes.noisy_circles(40, rng)
    slope = three_layers.plain_slope(X, Y)
    start = initialize_parameters_zeros([2, 4, 3, 1])
    net, costs = three_layers.train(slope, start, num_iterations=50, learning_rate=0.5)
    assert costs[0] == pytest.approx(np.log(2))
    assert not any(net[key].any() for key in ("W1", "W2", "W3"))
