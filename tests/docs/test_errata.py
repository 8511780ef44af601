"""The proofs of docs/errata.md."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_utils.activations import relu, sigmoid
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


@pytest.mark.parametrize("n_prev, n", [(300, 2000), (2000, 300)])
def test_he_keeps_the_square_through_relu_and_xavier_halves_it(rng, n_prev, n):
    A_prev = relu(rng.normal(size=(n_prev, 50)))
    W_1 = rng.normal(size=(n, n_prev))
    for scale, kept in [(np.sqrt(2 / n_prev), 1), (np.sqrt(1 / n_prev), 0.5)]:
        A = relu(scale * W_1 @ A_prev)
        assert np.mean(A**2) / np.mean(A_prev**2) == pytest.approx(kept, rel=0.15)


@pytest.mark.parametrize("lambd", [0.3, 4.0])
def test_l2_adds_lambd_over_m_times_w_to_the_gradient(rng, lambd):
    w, X_4, Y_4 = rng.normal(size=(4, 1)), rng.normal(size=(4, 7)), np.ones((1, 7))

    def cost_with_l2(w):
        return propagate(w, B, X_4, Y_4)[1] + lambd / (2 * 7) * np.sum(w**2)

    dw = propagate(w, B, X_4, Y_4)[0]["dw"]
    e = 1e-6 * np.eye(4)
    rises = [
        cost_with_l2(w + e[:, [j]]) - cost_with_l2(w - e[:, [j]]) for j in range(4)
    ]
    measured = np.reshape(rises, (4, 1)) / 2e-6
    np.testing.assert_allclose(dw + lambd / 7 * w, measured, atol=1e-8)
    assert np.abs(dw + lambd / 14 * w - measured).max() > 1e-3


@pytest.mark.parametrize("keep_prob", [0.4, 0.8])
def test_inverted_dropout_needs_no_factor_at_test_time(rng, keep_prob):
    A, W_2 = relu(rng.normal(size=(6, 1))), rng.uniform(0.5, 1.5, size=(1, 6))
    D = rng.random((6, 200_000)) < keep_prob  # a mask in every column
    full = (W_2 @ A).item()
    assert (W_2 @ (A * D / keep_prob)).mean() == pytest.approx(full, rel=0.02)
    assert (W_2 @ (A * D)).mean() == pytest.approx(keep_prob * full, rel=0.02)
