"""The proofs of docs/errata.md."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_utils.activations import relu, sigmoid
from course_utils.batch_normalization import batch_norm, batch_norm_backward
from course_utils.house_prices import fit_house_price
from course_utils.logistic_regression import propagate
from course_utils.shallow_network import backward_propagation, forward_propagation

W, B, X, Y = np.array([[1.0]]), 0.0, np.array([[40.0]]), np.array([[1]])


def test_every_proof_that_the_page_names_exists(repository):
    page = (repository / "docs" / "errata.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", page)
    assert named
    assert [name for name in named if name not in globals()] == []


def test_randn_takes_sizes_and_not_a_shape(rng):
    with pytest.raises(TypeError):
        np.random.randn((2, 2))
    assert rng.standard_normal((2, 2)).shape == (2, 2)


def test_the_cost_as_written_breaks_on_a_confident_answer():
    A = sigmoid(W.T @ X + B)
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    assert np.isnan(cost)


@pytest.mark.parametrize("label, expected", [(1, 0), (0, 40)])
def test_the_cost_written_in_z_does_not(label, expected):
    _, cost = propagate(W, B, X, np.array([[label]]))
    assert cost == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("z, slope", [(-2.0, 0), (-0.1, 0), (0.1, 1), (2.0, 1)])
def test_relu_has_slope_one_on_the_right_and_none_on_the_left(z, slope):
    assert (relu(z + 1e-6) - relu(z - 1e-6)) / 2e-6 == pytest.approx(slope)


@pytest.mark.parametrize("m", [2, 7, 400])
def test_cov_over_var_is_too_steep_by_m_over_m_minus_one(rng, m):
    x, y = rng.uniform(size=m), rng.normal(size=m)
    w, _ = fit_house_price(x, y)
    assert np.cov(x, y)[0, 1] / np.var(x) == pytest.approx(w * m / (m - 1))
    assert np.cov(x, y)[0, 1] / np.var(x, ddof=1) == pytest.approx(w)


def test_the_error_goes_back_through_the_transpose(rng):
    n_x, n_h, m = 2, 4, 5
    parameters = {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.normal(size=(1, n_h)),
        "b2": np.zeros((1, 1)),
    }
    X, Y = rng.normal(size=(n_x, m)), np.ones((1, m))
    A2, cache = forward_propagation(X, parameters)
    dZ2 = A2 - Y
    with pytest.raises(ValueError):
        parameters["W2"] @ dZ2
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    dW1 = backward_propagation(parameters, cache, X, Y)["dW1"]
    assert dW1.shape == (n_h, n_x)
    np.testing.assert_allclose(dW1, dZ1 @ X.T / m)


def test_a_bias_drops_out_before_batch_norm_but_not_inside_an_activation(rng):
    Z, b = rng.normal(size=(3, 9)), rng.normal(size=(3, 1))
    one, nothing = np.ones((3, 1)), np.zeros((3, 1))
    out, _ = batch_norm(Z, one, nothing)
    np.testing.assert_allclose(batch_norm(Z + b, one, nothing)[0], out, atol=1e-9)
    of_A, _ = batch_norm(np.tanh(Z), one, nothing)
    assert not np.allclose(batch_norm(np.tanh(Z + b), one, nothing)[0], of_A, atol=0.1)


def test_constant_statistics_give_a_gradient_of_something_else(rng):
    X, dout = rng.normal(size=(3, 9)), rng.normal(size=(3, 9))
    gamma = rng.uniform(0.5, 2, size=(3, 1))
    _, cache = batch_norm(X, gamma, np.zeros((3, 1)))
    dX, _, _ = batch_norm_backward(dout, cache)
    constant = gamma * dout / np.sqrt(cache["var"] + cache["eps"])
    np.testing.assert_allclose(dX.sum(axis=1), 0, atol=1e-9)
    assert np.all(abs(constant.sum(axis=1)) > 1e-3)
