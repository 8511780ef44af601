"""The check: small for right gradients, large for wrong ones, of a known order."""

import numpy as np
import pytest

from course_utils import gradient_checking
from course_utils.desk import three_layers
from course_utils.gradient_checking import (
    backward_propagation_n,
    gradient_check,
    gradient_check_n,
)
from tests.course_utils.three_layer_nets import (
    KEYS,
    SIZES,
    assert_close,
    by_the_tape,
    differences,
    parameters,
)


@pytest.fixture
def network(rng):
    """Return a maker of (parameters, X, Y, gradients) for given sizes."""

    def make(n_x, n_1, n_2, m):
        X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))
        net = parameters(rng, n_x, n_1, n_2)
        _, cache = three_layers.forward_propagation_n(X, Y, net)
        return net, X, Y, backward_propagation_n(X, Y, cache)

    return make


@pytest.fixture
def lent(monkeypatch):
    """Give the check another cost and derivative."""

    def lend(cost, slope):
        monkeypatch.setattr(gradient_checking, "forward_propagation", cost)
        monkeypatch.setattr(gradient_checking, "backward_propagation", slope)

    return lend


def test_gradient_check_of_the_smallest_model_is_rounding():
    assert gradient_check(2.0, 4.0) < gradient_checking.SMALL


@pytest.mark.parametrize("factor", [-1.0, 0.5, 0.99, 2.0])
def test_gradient_check_is_the_gap_as_a_share_of_both(lent, factor):
    lent(lambda x, theta: theta * x, lambda x, theta: factor * x)
    expected = abs(factor - 1) / (abs(factor) + 1)
    assert gradient_check(3.0, 4.0) == pytest.approx(expected, abs=1e-6)


def test_gradient_check_errs_with_the_square_of_epsilon(lent):
    lent(lambda x, theta: x * theta**3, lambda x, theta: 3 * x * theta**2)
    coarse, fine = (gradient_check(1.5, 0.8, epsilon) for epsilon in (1e-2, 1e-3))
    assert coarse / fine == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize("sizes", SIZES)
def test_gradient_check_n_of_right_gradients_is_rounding(network, sizes):
    net, X, Y, grads = network(*sizes)
    assert gradient_check_n(net, grads, X, Y) < gradient_checking.SMALL


@pytest.mark.parametrize("key", KEYS)
def test_gradient_check_n_finds_one_gradient_that_is_off(network, key):
    net, X, Y, grads = network(3, 6, 5, 4)
    grads[f"d{key}"] = 1.1 * grads[f"d{key}"]
    assert gradient_check_n(net, grads, X, Y) > 1e-3


def test_gradient_check_n_asks_for_no_order_and_takes_other_keys(network):
    net, X, Y, grads = network(2, 4, 3, 7)
    turned = {"dZ3": np.ones((1, 7))} | dict(reversed(grads.items()))
    found = gradient_check_n(net, turned, X, Y, 0.1)
    assert found == pytest.approx(gradient_check_n(net, grads, X, Y, 0.1))


def test_gradient_checks_say_a_word_only_when_asked(network, capsys):
    net, X, Y, grads = network(2, 4, 3, 7)
    gradient_check(2.0, 4.0)
    gradient_check_n(net, grads, X, Y)
    assert capsys.readouterr().out == ""
    gradient_check(2.0, 4.0, print_msg=True)
    gradient_check_n(net, {**grads, "dW1": 0 * grads["dW1"]}, X, Y, print_msg=True)
    right, wrong = capsys.readouterr().out.splitlines()
    assert right.endswith("the gradient is right")
    assert wrong.endswith("look for a mistake")


@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_n_agrees_with_finite_differences(network, sizes):
    net, X, Y, grads = network(*sizes)
    slopes = differences(
        lambda moved: three_layers.forward_propagation_n(X, Y, moved)[0], net
    )
    assert_close(grads, slopes, atol=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_propagation_n_agrees_with_the_tape(network, sizes):
    net, X, Y, grads = network(*sizes)
    assert_close(grads, by_the_tape(net, X, Y), rtol=1e-9, atol=1e-13)
