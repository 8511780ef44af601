"""The bench of three layers: forward, vectors and back, and walking downhill."""

import numpy as np
import pytest

from course_utils.desk import planes, three_layers
from tests.course_utils.three_layer_nets import SIZES, differences, parameters


@pytest.mark.parametrize("sizes", SIZES)
def test_forward_is_the_formula_and_keeps_its_parameters(rng, sizes):
    n_x, n_1, n_2, m = sizes
    net, X = parameters(rng, n_x, n_1, n_2), rng.normal(size=(n_x, m))
    A3, cache = three_layers.forward(X, net)
    A1 = np.maximum(0, net["W1"] @ X + net["b1"])
    A2 = np.maximum(0, net["W2"] @ A1 + net["b2"])
    expected = 1 / (1 + np.exp(-(net["W3"] @ A2 + net["b3"])))
    np.testing.assert_allclose(A3, expected)
    kept = [cache[place] for place in (2, 3, 6, 7, 10, 11)]
    np.testing.assert_equal(kept, [net[key] for key in three_layers.KEYS])


def test_forward_propagation_n_of_a_huge_sum_is_finite(rng):
    net = {key: 1e6 * part for key, part in parameters(rng, 2, 4, 3).items()}
    X, Y = rng.normal(size=(2, 5)), np.array([[0, 1, 0, 1, 1]])
    with np.errstate(all="raise", under="ignore"):
        cost, _ = three_layers.forward_propagation_n(X, Y, net)
    assert np.isfinite(cost)


def test_a_network_comes_back_from_its_vector(rng):
    net = parameters(rng, 3, 4, 2)
    vector = three_layers.to_vector(net)
    assert vector.shape == (sum(part.size for part in net.values()), 1)
    np.testing.assert_equal(three_layers.from_vector(vector, net), net)


@pytest.mark.parametrize("sizes", SIZES)
def test_gradients_agree_with_finite_differences(rng, sizes):
    n_x, n_1, n_2, m = sizes
    net, X = parameters(rng, n_x, n_1, n_2), rng.normal(size=(n_x, m))
    Y = rng.integers(0, 2, size=(1, m))
    slope = three_layers.plain_slope(X, Y)
    _, grads = slope(net)
    for key, measured in differences(lambda moved: slope(moved)[0], net).items():
        np.testing.assert_allclose(grads[key], measured, atol=1e-8)


def test_train_lowers_the_cost_and_leaves_its_start_alone(rng, capsys):
    X, Y = planes.noisy_moons(80, rng)
    start = parameters(rng, 2, 6, 4)
    before = {key: part.copy() for key, part in start.items()}
    slope = three_layers.plain_slope(X, Y)
    net, costs = three_layers.train(
        slope, start, num_iterations=301, learning_rate=0.3, print_every=150
    )
    np.testing.assert_equal(start, before)
    assert len(costs) == 4 and costs[-1] < costs[0] / 2
    assert three_layers.accuracy(X, Y, net) > 80
    assert capsys.readouterr().out.count("cost before step") == 3
