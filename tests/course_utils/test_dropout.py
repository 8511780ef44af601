"""Dropout: masks with the rate they promise, gradients proved with the masks fixed."""

import numpy as np
import pytest

from course_utils.desk import three_layers
from course_utils.dropout import (
    backward_propagation_with_dropout,
    forward_propagation_with_dropout,
)
from course_utils.shallow_network import compute_cost
from tests.course_utils.three_layer_nets import (
    SIZES,
    assert_close,
    by_the_tape,
    differences,
    parameters,
)

KEPT = [0.4, 0.8, 1.0]


@pytest.fixture
def network(rng):
    """Return a maker of (parameters, X, Y) for given sizes."""

    def make(n_x, n_1, n_2, m):
        X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))
        return parameters(rng, n_x, n_1, n_2), X, Y

    return make


def forward(X, net, keep_prob):
    """Return a forward pass whose masks are the same every time."""
    rng = np.random.default_rng(4)
    return forward_propagation_with_dropout(X, net, keep_prob, rng)


@pytest.mark.parametrize("keep_prob", KEPT)
def test_forward_propagation_with_dropout_is_the_formula_given_its_masks(
    network, keep_prob
):
    net, X, _ = network(3, 6, 5, 4)
    A3, cache = forward(X, net, keep_prob)
    _, D1, A1, _, _, _, D2, A2, *_, Z3, last, _, _ = cache
    Z1 = net["W1"] @ X + net["b1"]
    np.testing.assert_allclose(A1, Z1 * (Z1 > 0) * D1 / keep_prob)
    Z2 = net["W2"] @ A1 + net["b2"]
    np.testing.assert_allclose(A2, Z2 * (Z2 > 0) * D2 / keep_prob)
    np.testing.assert_allclose(Z3, net["W3"] @ A2 + net["b3"])
    np.testing.assert_array_equal(A3, last)


@pytest.mark.parametrize("keep_prob", KEPT)
def test_forward_propagation_with_dropout_keeps_the_share_that_is_asked(
    network, keep_prob
):
    net, X, _ = network(2, 60, 50, 300)
    _, cache = forward(X, net, keep_prob)
    for D in (cache[1], cache[6]):
        assert set(np.unique(D)) <= {0, 1}
        assert D.mean() == pytest.approx(keep_prob, abs=0.02)


def test_forward_propagation_with_dropout_keeps_the_mean_of_the_activations(network):
    net, X, _ = network(2, 60, 50, 300)
    whole = three_layers.forward(X, net)[1][1]
    assert forward(X, net, 0.5)[1][2].mean() == pytest.approx(whole.mean(), rel=0.05)


def test_forward_propagation_with_dropout_of_none_is_the_plain_forward_pass(network):
    net, X, _ = network(3, 6, 5, 4)
    A3, _ = forward_propagation_with_dropout(X, net, keep_prob=1.0)
    np.testing.assert_allclose(A3, three_layers.forward(X, net)[0], rtol=1e-13)


def test_forward_propagation_with_dropout_draws_new_masks_in_every_call(network):
    net, X, _ = network(3, 60, 50, 40)
    first, second = (forward_propagation_with_dropout(X, net)[1] for _ in "ab")
    assert not np.array_equal(first[1], second[1])
    assert not np.array_equal(first[6], second[6])


@pytest.mark.parametrize("keep_prob", KEPT)
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_with_dropout_agrees_with_finite_differences(
    network, sizes, keep_prob
):
    net, X, Y = network(*sizes)

    def cost(moved):
        return compute_cost(forward(X, moved, keep_prob)[0], Y)

    _, cache = forward(X, net, keep_prob)
    grads = backward_propagation_with_dropout(X, Y, cache, keep_prob)
    assert_close(grads, differences(cost, net), atol=1e-7)


@pytest.mark.slow
@pytest.mark.parametrize("keep_prob", KEPT)
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_with_dropout_agrees_with_the_tape(
    network, sizes, keep_prob
):
    net, X, Y = network(*sizes)
    _, cache = forward(X, net, keep_prob)
    masks = cache[1] / keep_prob, cache[6] / keep_prob
    grads = backward_propagation_with_dropout(X, Y, cache, keep_prob)
    expected = by_the_tape(net, X, Y, masks=masks)
    assert_close(grads, expected, rtol=1e-9, atol=1e-13)
