"""L2: the price in the cost, and its slope proved twice."""

import numpy as np
import pytest

from course_utils.desk import three_layers
from course_utils.regularization import (
    backward_propagation_with_regularization,
    compute_cost_with_regularization,
)
from course_utils.shallow_network import compute_cost
from tests.course_utils.three_layer_nets import (
    SIZES,
    assert_close,
    by_the_tape,
    differences,
    parameters,
)

LAMBDA = [0.0, 0.3, 2.0]


@pytest.fixture
def network(rng):
    """Return a maker of (parameters, X, Y) for given sizes."""

    def make(n_x, n_1, n_2, m):
        X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))
        return parameters(rng, n_x, n_1, n_2), X, Y

    return make


def backward(net, X, Y, lambd):
    _, cache = three_layers.forward(X, net)
    return backward_propagation_with_regularization(X, Y, cache, lambd)


def test_compute_cost_with_regularization_adds_half_the_squares_of_weights(network):
    net, X, Y = network(3, 4, 2, 5)
    A3, _ = three_layers.forward(X, net)
    squares = sum(float(w) ** 2 for k in ("W1", "W2", "W3") for w in net[k].ravel())
    expected = compute_cost(A3, Y) + 0.7 / 10 * squares
    cost = compute_cost_with_regularization(A3, Y, net, 0.7)
    assert cost == pytest.approx(expected, rel=1e-12)


def test_compute_cost_with_regularization_leaves_biases_free(network):
    net, X, Y = network(3, 4, 2, 5)
    A3, _ = three_layers.forward(X, net)
    other = {**net, "b1": net["b1"] + 9}
    costs = [compute_cost_with_regularization(A3, Y, n, 0.7) for n in (net, other)]
    assert costs[0] == costs[1]


def test_compute_cost_with_regularization_of_being_sure_and_right_is_the_price():
    net = {f"{k}{i}": np.ones((1, 1)) for i in (1, 2, 3) for k in "Wb"}
    sure = np.array([[1.0, 0.0]]), np.array([[1, 0]])
    assert compute_cost_with_regularization(*sure, net, 0.8) == pytest.approx(0.6)


@pytest.mark.parametrize("lambd", LAMBDA)
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_with_regularization_agrees_with_finite_differences(
    network, sizes, lambd
):
    net, X, Y = network(*sizes)

    def cost(moved):
        A3, _ = three_layers.forward(X, moved)
        return compute_cost_with_regularization(A3, Y, moved, lambd)

    assert_close(backward(net, X, Y, lambd), differences(cost, net), atol=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize("lambd", LAMBDA)
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_with_regularization_agrees_with_the_tape(
    network, sizes, lambd
):
    net, X, Y = network(*sizes)
    expected = by_the_tape(net, X, Y, lambd)
    assert_close(backward(net, X, Y, lambd), expected, rtol=1e-9, atol=1e-13)
