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


SLOPES = [0.5, -0.2, 0.3, 1.5, -0.7, 0.1]


def keras_way(optimizer, slopes, rates=None):
    """Where a weight that starts at 1 stands after each step of a Keras optimizer."""
    import keras

    weight, way = keras.Variable(1.0, dtype="float64"), []
    for step, slope in enumerate(slopes):
        if rates:
            optimizer.learning_rate = rates[step]
        optimizer.apply([np.float64(slope)], [weight])
        way.append(float(weight.numpy()))
    return np.array(way)


def momentum_way(slopes, rates, beta):
    """The same for momentum as this course writes it."""
    weight, v, way = 1.0, 0.0, []
    for slope, alpha in zip(slopes, rates, strict=True):
        v = beta * v + (1 - beta) * slope
        weight -= alpha * v
        way.append(weight)
    return np.array(way)


@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_momentum_of_keras_is_that_of_the_course_at_a_tenth_of_the_rate(beta):
    from keras.optimizers import SGD

    ours = momentum_way(SLOPES, [0.1] * 6, beta)
    same = keras_way(SGD(0.1 * (1 - beta), momentum=beta), SLOPES)
    np.testing.assert_allclose(same, ours, rtol=1e-6)
    other = keras_way(SGD(0.1, momentum=beta), SLOPES)
    assert other[-1] - 1 == pytest.approx((ours[-1] - 1) / (1 - beta), rel=1e-5)


def test_the_two_momentums_part_when_the_rate_changes():
    from keras.optimizers import SGD

    rates = np.array([0.1, 0.1, 0.1, 0.01, 0.01, 0.01])
    ours = momentum_way(SLOPES, rates, 0.9)
    theirs = keras_way(SGD(0.01, momentum=0.9), SLOPES, list(0.1 * rates))
    np.testing.assert_allclose(theirs[:3], ours[:3], rtol=1e-6)
    assert np.abs(theirs[3:] - ours[3:]).min() > 1e-3


def test_epsilon_of_keras_adam_stands_at_the_uncorrected_root():
    from keras.optimizers import Adam

    slopes, epsilon = np.array(SLOPES) * 1e-4, 1e-4
    weight, v, s, way = 1.0, 0.0, 0.0, []
    for t, slope in enumerate(slopes, start=1):
        v, s = 0.9 * v + 0.1 * slope, 0.999 * s + 0.001 * slope**2
        root = np.sqrt(s / (1 - 0.999**t))
        theirs = root + epsilon / np.sqrt(1 - 0.999**t)
        weight -= 0.1 * v / (1 - 0.9**t) / theirs
        way.append(weight)
    found = keras_way(Adam(0.1, epsilon=epsilon), slopes)
    np.testing.assert_allclose(found - 1, np.array(way) - 1, rtol=1e-4)
    assert 1 / np.sqrt(1 - 0.999) == pytest.approx(31.6, abs=0.05)
    first = 0.1 * slopes[0] / (slopes[0] + epsilon)  # as this course has it
    assert first > 10 * (1 - found[0])


def test_epsilon_of_keras_rmsprop_stands_inside_the_root():
    from keras.optimizers import RMSprop

    slope, epsilon = 1e-4, 1e-6
    found = 1 - keras_way(RMSprop(0.1, rho=0.9, epsilon=epsilon), [slope])[0]
    s = 0.1 * slope**2
    assert found == pytest.approx(0.1 * slope / np.sqrt(s + epsilon), rel=1e-4)
    assert 0.1 * slope / (np.sqrt(s) + epsilon) > 10 * found


@pytest.mark.parametrize("beta, share", [(0.9, 0.349), (0.98, 0.364), (0.9999, 0.368)])
def test_what_is_older_than_the_window_weighs_a_third(beta, share):
    window = round(1 / (1 - beta))
    weights = (1 - beta) * beta ** np.arange(40 * window)
    assert weights.sum() == pytest.approx(1)
    assert weights[window:].sum() == pytest.approx(share, abs=5e-4)
    assert weights[window] / weights[0] == pytest.approx(share, abs=5e-4)
    assert share == pytest.approx(np.exp(-1), abs=0.02)


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98])
def test_an_average_shows_a_steady_rise_late_by_the_mean_age(beta):
    v, age = 0.0, beta / (1 - beta)
    for day in range(2000):
        v = beta * v + (1 - beta) * day
    assert day - v == pytest.approx(age)
    k = np.arange(5000)
    assert np.sum(k * (1 - beta) * beta**k) == pytest.approx(age)


def test_adam_without_correction_starts_too_fast():
    t = np.arange(1, 5001)
    steps = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)  # in alphas, for slopes that stay
    assert steps[0] == pytest.approx(0.1 / np.sqrt(0.001))
    assert steps[0] == pytest.approx(3.16, abs=0.005)
    assert (t[steps.argmax()], round(steps.max(), 2)) == (12, 6.57)
    assert (steps[20:] > 1).all()


def test_all_weights_zero_is_a_saddle(rng):
    from course_utils.shallow_network import compute_cost

    X, Y = rng.normal(size=(2, 40)), np.arange(40)[None] % 2
    X[0] += Y[0]
    zero = {"W1": np.zeros((3, 2)), "b1": np.zeros((3, 1))}
    zero |= {"W2": np.zeros((1, 3)), "b2": np.zeros((1, 1))}

    def cost(net):
        return compute_cost(forward_propagation(X, net)[0], Y)

    _, cache = forward_propagation(X, zero)
    grads = backward_propagation(zero, cache, X, Y)
    assert max(np.abs(grad).max() for grad in grads.values()) < 1e-12
    W1, W2 = np.eye(3, 2) * 0.1, np.eye(1, 3) * 0.1
    down, up = (cost(zero | {"W1": W1, "W2": sign * W2}) for sign in (1, -1))
    assert down < cost(zero) < up
