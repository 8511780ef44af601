"""The proofs of docs/errata.md."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from course_utils.activations import relu, sigmoid
from course_utils.batch_normalization import batch_norm, batch_norm_backward
from course_utils.desk import three_layers
from course_utils.desk.quiet import quiet_start
from course_utils.house_prices import fit_house_price
from course_utils.logistic_regression import propagate
from course_utils.moving_averages import exponentially_weighted_average
from course_utils.optimizers import (
    update_parameters_with_adam,
    update_parameters_with_momentum,
)
from course_utils.regularization import (
    backward_propagation_with_regularization,
    compute_cost_with_regularization,
)
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


# week c1w4


def cube(n):
    """Return (n, 2 ** n), all inputs of zeros and ones, and their XOR."""
    patterns = np.array(list(itertools.product((0, 1), repeat=n))).T
    return patterns, patterns.sum(axis=0) % 2


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_an_and_that_never_wakes_for_an_even_pattern_asks_for_all_inputs(n):
    patterns, odd = cube(n)
    covered = []
    for asks in itertools.product((0, 1, None), repeat=n):
        unasked = np.array([[ask is None] for ask in asks])
        wanted = np.array([[ask or 0] for ask in asks])
        wakes = np.all(unasked | (patterns == wanted), axis=0)
        if not np.any(wakes & (odd == 0)):
            covered.append(wakes.sum())
            assert not unasked.any()
    assert covered == [1] * 2 ** (n - 1)  # as many as there are odd patterns


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 13])
def test_n_neurons_in_one_hidden_layer_compute_the_xor_of_n_inputs(n):
    patterns, odd = cube(n)
    s, k = patterns.sum(axis=0), np.arange(n).reshape(n, 1)
    zigzag = np.where(k == 0, 1, 2 * (-1) ** k)
    np.testing.assert_array_equal(zigzag.T @ relu(s - k), [odd])
    np.testing.assert_array_equal((-1.0) ** k.T @ (s >= k + 1), [odd])


@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_a_tree_computes_the_xor_with_more_neurons_than_one_layer(levels):
    n = 2**levels
    values, odd = cube(n)
    neurons = 0
    for _ in range(levels):
        a, b = values[0::2], values[1::2]
        values = relu(a - b) + relu(b - a)
        neurons += 2 * len(values)
    np.testing.assert_array_equal(values, [odd])
    assert neurons == 2 * (n - 1) >= n


def fold(u):
    """Fold the line from 0 to 1 in two, with two neurons."""
    return 2 * relu(u) - 4 * relu(u - 0.5)


@pytest.mark.parametrize("k", range(1, 9))
def test_k_folds_bend_two_to_the_k_minus_one_times(k):
    u = np.linspace(0, 1, 2**k + 1)  # between two of these places it is straight
    halves = np.linspace(0, 1, 2 ** (k + 1) + 1)
    for _ in range(k):
        u, halves = fold(u), fold(halves)
    np.testing.assert_array_equal(halves[1::2], (u[:-1] + u[1:]) / 2)
    assert np.count_nonzero(np.diff(u, 2)) == 2**k - 1


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_folds_compute_the_xor_with_two_log_n_neurons(k):
    patterns, odd = cube(2**k)
    value = patterns.mean(axis=0)
    for _ in range(k):
        value = fold(value)
    np.testing.assert_array_equal(value, odd)


BENDS = {
    "relu": (relu, lambda Z: 1.0 * (Z > 0)),
    "sigmoid": (sigmoid, lambda Z: sigmoid(Z) * (1 - sigmoid(Z))),
}


def deep_step(Ws, X, Y, bend):
    """Return Z and dZ of every layer; biases are 0, the last layer is the sigmoid."""
    g, slope = BENDS[bend]
    A, Zs = X, []
    for W in Ws:
        Zs.append(W @ A)
        A = g(Zs[-1])
    dZs = [sigmoid(Zs[-1]) - Y]
    for W, Z in zip(Ws[:0:-1], Zs[-2::-1], strict=True):
        dZs.insert(0, W.T @ dZs[0] * slope(Z))
    return Zs, dZs


def deep_gradients(Ws, X, Y, bend):
    """Return dW of every layer."""
    Zs, dZs = deep_step(Ws, X, Y, bend)
    inputs = [X, *(BENDS[bend][0](Z) for Z in Zs[:-1])]
    return [dZ @ A_prev.T / X.shape[1] for dZ, A_prev in zip(dZs, inputs, strict=True)]


def deep_cost(Ws, X, Y, bend):
    """Return the mean cost, from Z."""
    Z = deep_step(Ws, X, Y, bend)[0][-1]
    return np.mean(np.logaddexp(0, Z) - Y * Z)


@pytest.mark.parametrize("sizes, runs", [([4, 4, 4, 1], True), ([5, 4, 3, 1], False)])
def test_equal_sizes_hide_a_lost_transpose_and_a_wrong_layer(rng, sizes, runs):
    Ws = [rng.normal(size=(n, n_prev)) for n_prev, n in itertools.pairwise(sizes)]
    X, Y = rng.normal(size=(sizes[0], 6)), np.array([[0, 1, 1, 0, 1, 0]])
    _, dZs = deep_step(Ws, X, Y, "sigmoid")
    grads, eps = deep_gradients(Ws, X, Y, "sigmoid"), 1e-6
    up, down = ([Ws[0] + e * np.eye(*Ws[0].shape), *Ws[1:]] for e in (eps, -eps))
    rise = deep_cost(up, X, Y, "sigmoid") - deep_cost(down, X, Y, "sigmoid")
    assert rise / (2 * eps) == pytest.approx(np.trace(grads[0]), rel=1e-5)
    for wrong in (lambda: Ws[1] @ dZs[1], lambda: Ws[0].T @ dZs[1]):
        if runs:
            assert wrong().shape == (Ws[1].T @ dZs[1]).shape
            assert not np.allclose(wrong(), Ws[1].T @ dZs[1])
        else:
            with pytest.raises(ValueError):
                wrong()


@pytest.mark.parametrize("scale", [0.01, 0.5])
def test_with_relu_weights_times_gradient_is_the_same_in_every_layer(rng, scale):
    sizes = [3, 9, 8, 7, 6, 1]
    Ws = [scale * rng.normal(size=s[::-1]) for s in itertools.pairwise(sizes)]
    X, Y = rng.normal(size=(3, 40)), np.arange(40)[None] % 2
    grads = deep_gradients(Ws, X, Y, "relu")
    shares = [np.sum(W * dW) for W, dW in zip(Ws, grads, strict=True)]
    assert shares[0] != 0
    np.testing.assert_allclose(shares, shares[0], rtol=1e-9)


@pytest.mark.parametrize("scale", [0.01, 0.3])
def test_with_sigmoid_the_first_layer_gets_least(rng, scale):
    Ws = [scale * rng.normal(size=(7, 7)) for _ in range(5)]
    Ws.append(scale * rng.normal(size=(1, 7)))
    X, Y = rng.normal(size=(7, 40)), np.arange(40)[None] % 2
    sizes = [np.linalg.norm(dW) for dW in deep_gradients(Ws, X, Y, "sigmoid")]
    assert sizes[0] == min(sizes) < sizes[-1] / 100


@pytest.fixture(scope="module")
def keras():
    """Keras, started without its greetings."""
    with quiet_start():
        import keras
    return keras


def normalised(Z, axis=1, eps=1e-5, ddof=0):
    """Return Z with mean 0 and spread 1 over the axes given."""
    Z = Z - Z.mean(axis=axis, keepdims=True)
    return Z / np.sqrt(np.var(Z, axis=axis, keepdims=True, ddof=ddof) + eps)


@pytest.mark.parametrize("b", [-0.4, 0.7])
def test_the_bias_drops_out_before_the_bend_and_not_after_it(rng, b):
    Z = rng.normal(size=(3, 50))
    np.testing.assert_allclose(relu(normalised(Z + b)), relu(normalised(Z)), atol=1e-12)
    after, after_b = normalised(relu(Z)), normalised(relu(Z + b))
    assert np.abs(after - after_b).max() > 0.1
    assert np.abs(after - relu(normalised(Z))).max() > 0.1


@pytest.mark.slow
def test_keras_normalises_pictures_by_channel(keras, rng):
    A = rng.normal(size=(4, 3, 5, 2)).astype("float32")
    layer = keras.layers.BatchNormalization(epsilon=1e-5)
    theirs = np.asarray(layer(A, training=True))
    np.testing.assert_allclose(theirs, normalised(A, axis=(0, 1, 2)), atol=1e-5)
    assert np.abs(theirs - normalised(A, axis=0)).max() > 0.1
    assert layer.moving_mean.shape == (2,)


@pytest.mark.parametrize("n, m", [(1, 3), (3, 6)])
def test_the_gradient_of_batch_norm_goes_through_its_statistics(rng, n, m):
    Z, R, gamma = (rng.normal(size=size) for size in ((n, m), (n, m), (n, 1)))
    Z_hat, s = normalised(Z), np.sqrt(Z.var(axis=1, keepdims=True) + 1e-5)
    means = [(R * part).mean(axis=1, keepdims=True) for part in (1, Z_hat)]
    right = gamma / s * (R - means[0] - Z_hat * means[1])
    measured = np.empty((n, m))
    for place in np.ndindex(n, m):
        nudge = np.zeros((n, m))
        nudge[place] = 1e-6
        up, down = (np.sum(R * gamma * normalised(Z + e)) for e in (nudge, -nudge))
        measured[place] = (up - down) / 2e-6
    np.testing.assert_allclose(right, measured, rtol=1e-4, atol=1e-6)
    assert np.abs(gamma / s * R - measured).max() > 0.01


@pytest.mark.slow
def test_keras_divides_by_m_in_the_batch_and_in_the_running_average(keras, rng):
    Z = rng.normal(scale=3, size=(2, 4)).astype("float32")
    layer = keras.layers.BatchNormalization(epsilon=1e-5, momentum=0.5)
    theirs = np.asarray(layer(Z.T, training=True)).T
    np.testing.assert_allclose(theirs, normalised(Z), atol=1e-5)
    assert np.abs(theirs - normalised(Z, ddof=1)).max() > 0.1
    running = np.asarray(layer.moving_variance)
    np.testing.assert_allclose(running, 0.5 + 0.5 * Z.var(axis=1), rtol=1e-5)


@pytest.mark.slow
def test_keras_has_an_epsilon_of_its_own_and_momentum_keeps_the_old(keras, rng):
    Z = rng.normal(2, 0.05, size=(3, 40)).astype("float32")
    layer = keras.layers.BatchNormalization()
    theirs = np.asarray(layer(Z.T, training=True)).T
    np.testing.assert_allclose(theirs, normalised(Z, eps=1e-3), atol=1e-3)
    assert np.abs(theirs - normalised(Z)).max() > 0.1
    assert layer.momentum == 0.99
    np.testing.assert_allclose(layer.moving_mean, 0.01 * Z.mean(axis=1), rtol=1e-4)


@pytest.mark.slow
def test_running_averages_still_hold_their_start(keras):
    layer = keras.layers.BatchNormalization(momentum=0.99)
    for _ in range(10):
        layer(np.full((8, 1), 5, "float32"), training=True)
    left = 0.99**10
    assert left == pytest.approx(0.90, abs=0.005)
    assert np.asarray(layer.moving_mean)[0] == pytest.approx(5 * (1 - left), rel=1e-4)
    assert np.asarray(layer.moving_variance)[0] == pytest.approx(left, rel=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("C", [2, 6])
def test_a_second_softmax_keeps_the_loss_away_from_zero(keras, C):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    sure = np.eye(C, dtype="float32")[:1]
    twice = float(loss(np.array([0]), sure))
    assert twice == pytest.approx(np.log(np.e + C - 1) - 1, rel=1e-5)
    assert float(loss(np.array([0]), 30 * sure)) == pytest.approx(0, abs=1e-6)
    assert C != 6 or round(twice, 4) == 1.0436


def test_beta_is_drawn_on_the_scale_of_what_is_missing_to_one(rng):
    draws = {
        "uniform": rng.uniform(0.9, 0.999, size=20000),
        "log": 1 - 10 ** rng.uniform(-3, -1, size=20000),
    }
    share = {name: np.mean(1 / (1 - beta) > 100) for name, beta in draws.items()}
    assert share["uniform"] == pytest.approx(0.09, abs=0.01)
    assert share["log"] == pytest.approx(0.5, abs=0.02)


def test_momentum_without_its_weight_takes_ten_times_the_step(rng):
    beta, rate, grads = 0.9, 0.01, rng.normal(size=(20, 3, 2))
    ours, v = {"W1": np.zeros((3, 2))}, {"dW1": np.zeros((3, 2))}
    same, long, V = np.zeros((3, 2)), np.zeros((3, 2)), np.zeros((3, 2))
    for dW in grads:
        ours, v = update_parameters_with_momentum(ours, {"dW1": dW}, v, beta, rate)
        V = beta * V + dW
        same, long = same - rate * (1 - beta) * V, long - rate * V
    np.testing.assert_allclose(same, ours["W1"])
    np.testing.assert_allclose(long, 10 * ours["W1"])


@pytest.mark.parametrize("t", [1, 2, 7, 1000])
def test_two_epsilons_of_adam_differ_by_the_root_of_the_correction(rng, t):
    beta1, beta2, hat = 0.9, 0.99, 0.3
    W, dW, v, s = (rng.uniform(0.5, 2, size=(3, 2)) for _ in range(4))
    names = ({"W1": W}, *({"dW1": part} for part in (dW, v, s)))
    epsilon = hat / np.sqrt(1 - beta2**t)
    ours, v, s, *_ = update_parameters_with_adam(*names, t, 0.1, beta1, beta2, epsilon)
    rate = 0.1 * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    theirs = W - rate * v["dW1"] / (np.sqrt(s["dW1"]) + hat)
    np.testing.assert_allclose(ours["W1"], theirs)


def test_a_corrected_average_of_equal_values_is_that_value():
    values, t = np.full(6, 5.0), np.arange(1, 7)
    right = exponentially_weighted_average(values, 0.1, True)
    wrong = exponentially_weighted_average(values, 0.1, False) / (1 - 0.1 * t)
    np.testing.assert_allclose(right, 5)
    assert wrong[0] == pytest.approx(5)
    assert np.all(wrong[1:] > 5.5)


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


@pytest.mark.parametrize("factor, halvings", [(2, 0), (1, 20)])
def test_ReLU_layers_keep_a_signal_with_he_and_halve_it_with_xavier(
    rng, factor, halvings
):
    n, A = 400, rng.normal(size=(400, 40))
    before = np.mean(A**2)
    for _ in range(20):
        A = relu(np.sqrt(factor / n) * rng.normal(size=(n, n)) @ A)
    assert np.log2(np.mean(A**2) / before) == pytest.approx(-halvings, abs=1.5)


def test_the_slope_of_the_L2_price_is_lambd_over_m_times_W():
    net = {f"{k}{i}": np.full((1, 1), 0.5) for i in (1, 2, 3) for k in "Wb"}
    X, Y, h = np.ones((1, 4)), np.ones((1, 4)), 1e-6

    def price(w):
        moved, A3 = {**net, "W2": np.array([[w]])}, np.full((1, 4), 0.5)
        return compute_cost_with_regularization(A3, Y, moved, 0.8)

    _, cache = three_layers.forward(X, net)
    with_price, without = (
        backward_propagation_with_regularization(X, Y, cache, lambd)["dW2"].item()
        for lambd in (0.8, 0.0)
    )
    measured = (price(0.5 + h) - price(0.5 - h)) / (2 * h)
    assert measured == pytest.approx(0.8 / 4 * 0.5, rel=1e-6)
    assert with_price - without == pytest.approx(measured, rel=1e-6)


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
