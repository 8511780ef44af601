"""One hidden layer: gradients proved three times, training held to what it reaches."""

import numpy as np
import pytest

from course_utils import logistic_regression
from course_utils.activations import sigmoid
from course_utils.desk import planes
from course_utils.shallow_network import (
    backward_propagation,
    backward_propagation_loop,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    layer_sizes,
    nn_model,
    predict,
    update_parameters,
)

SIZES = [(1, 1, 1), (2, 4, 7), (5, 3, 2), (3, 6, 4)]
KEYS = ("W1", "b1", "W2", "b2")


@pytest.fixture
def network(rng):
    """Return a maker of (parameters, X, Y) for given sizes."""

    def make(n_x, n_h, m):
        parameters = {
            "W1": rng.normal(size=(n_h, n_x)),
            "b1": rng.normal(size=(n_h, 1)),
            "W2": rng.normal(size=(1, n_h)),
            "b2": rng.normal(size=(1, 1)),
        }
        return parameters, rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))

    return make


def cost_at(parameters, X, Y):
    return compute_cost(forward_propagation(X, parameters)[0], Y)


def gradients(parameters, X, Y):
    _, cache = forward_propagation(X, parameters)
    return backward_propagation(parameters, cache, X, Y)


def test_layer_sizes_counts_rows_and_hides_four():
    assert layer_sizes(np.zeros((5, 3)), np.zeros((2, 3))) == (5, 4, 2)


def test_initialize_parameters_gives_small_normal_weights_and_zero_biases(rng):
    parameters = initialize_parameters(30, 40, 20, rng)
    shapes = {key: parameters[key].shape for key in KEYS}
    assert shapes == {"W1": (40, 30), "b1": (40, 1), "W2": (20, 40), "b2": (20, 1)}
    assert not parameters["b1"].any() and not parameters["b2"].any()
    for key in ("W1", "W2"):
        assert parameters[key].std() == pytest.approx(0.01, rel=0.1)
        assert abs(parameters[key].mean()) < 0.001


def test_initialize_parameters_repeats_with_a_seed_and_differs_without():
    first, again = (
        initialize_parameters(2, 4, 1, np.random.default_rng(3)) for _ in range(2)
    )
    np.testing.assert_equal(first, again)
    fresh, other = initialize_parameters(2, 4, 1), initialize_parameters(2, 4, 1)
    assert not np.array_equal(fresh["W1"], other["W1"])


@pytest.mark.parametrize(("n_x", "n_h", "m"), SIZES)
def test_forward_propagation_is_the_formula_unit_by_unit(network, n_x, n_h, m):
    parameters, X, _ = network(n_x, n_h, m)
    W1, b1, W2, b2 = (parameters[key] for key in KEYS)
    A2, cache = forward_propagation(X, parameters)
    for i in range(m):
        hidden = [np.tanh(W1[j] @ X[:, i] + b1[j, 0]) for j in range(n_h)]
        z = sum(W2[0, j] * hidden[j] for j in range(n_h)) + b2[0, 0]
        assert A2[0, i] == pytest.approx(1 / (1 + np.exp(-z)))
    assert list(cache) == ["Z1", "A1", "Z2", "A2"]
    np.testing.assert_array_equal(cache["A2"], A2)


def test_forward_propagation_of_huge_sums_raises_no_warning(network):
    parameters, X, _ = network(2, 3, 4)
    parameters["W2"] *= 1e4
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(forward_propagation(X, parameters)[0]).all()


def test_compute_cost_equals_the_mean_loss_with_logs(rng):
    A2, Y = rng.uniform(0.1, 0.9, size=(1, 9)), rng.integers(0, 2, size=(1, 9))
    expected = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    assert compute_cost(A2, Y) == pytest.approx(expected, rel=1e-12)


def test_compute_cost_of_being_sure_and_right_is_nothing():
    assert compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 0]])) == 0


def test_compute_cost_is_that_of_logistic_regression(rng):
    w, X, Y = rng.normal(size=(3, 1)), rng.normal(size=(3, 5)), np.eye(1, 5, dtype=int)
    _, cost = logistic_regression.propagate(w, 0.3, X, Y)
    assert compute_cost(sigmoid(w.T @ X + 0.3), Y) == pytest.approx(cost)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("n_x", "n_h", "m"), SIZES)
def test_backward_propagation_agrees_with_finite_differences(network, n_x, n_h, m, key):
    parameters, X, Y = network(n_x, n_h, m)
    grads, h = gradients(parameters, X, Y), 1e-6
    assert grads[f"d{key}"].shape == parameters[key].shape
    for index in np.ndindex(parameters[key].shape):
        nudge = np.zeros_like(parameters[key])
        nudge[index] = h
        up, down = (
            cost_at({**parameters, key: parameters[key] + sign * nudge}, X, Y)
            for sign in (1, -1)
        )
        measured = (up - down) / (2 * h)
        assert grads[f"d{key}"][index] == pytest.approx(measured, abs=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize(("n_x", "n_h", "m"), SIZES)
def test_backward_propagation_agrees_with_the_tape(network, n_x, n_h, m):
    tf = pytest.importorskip("tensorflow")
    parameters, X, Y = network(n_x, n_h, m)
    taped = {key: tf.Variable(parameters[key]) for key in KEYS}
    with tf.GradientTape() as tape:
        A1 = tf.tanh(taped["W1"] @ X + taped["b1"])
        Z2 = taped["W2"] @ A1 + taped["b2"]
        losses = tf.nn.sigmoid_cross_entropy_with_logits(Y.astype(float), Z2)
        cost = tf.reduce_mean(losses)
    expected, grads = tape.gradient(cost, taped), gradients(parameters, X, Y)
    for key in KEYS:
        np.testing.assert_allclose(
            grads[f"d{key}"], expected[key].numpy(), rtol=1e-10, atol=1e-14
        )


@pytest.mark.parametrize(("n_x", "n_h", "m"), SIZES)
def test_backward_propagation_agrees_with_its_loops(network, n_x, n_h, m):
    parameters, X, Y = network(n_x, n_h, m)
    _, cache = forward_propagation(X, parameters)
    loops = backward_propagation_loop(parameters, cache, X, Y)
    grads = backward_propagation(parameters, cache, X, Y)
    for name, grad in loops.items():
        np.testing.assert_allclose(grads[name], grad, rtol=1e-12, atol=1e-15)


def test_update_parameters_steps_against_the_gradient(network):
    parameters, X, Y = network(2, 3, 5)
    before = {key: value.copy() for key, value in parameters.items()}
    grads = gradients(parameters, X, Y)
    after = update_parameters(parameters, grads, 0.3)
    for key in KEYS:
        np.testing.assert_allclose(after[key], before[key] - 0.3 * grads[f"d{key}"])
        np.testing.assert_array_equal(parameters[key], before[key])


def test_update_parameters_has_a_rate_of_its_own(network):
    parameters, X, Y = network(2, 3, 5)
    grads = gradients(parameters, X, Y)
    np.testing.assert_equal(
        update_parameters(parameters, grads), update_parameters(parameters, grads, 1.2)
    )


def test_nn_model_repeats_with_a_seed_and_lowers_the_cost(rng):
    X, Y = planes.noisy_moons(60, rng)
    first, again = (nn_model(X, Y, 3, 50, rng=np.random.default_rng(1)) for _ in "ab")
    np.testing.assert_equal(first, again)
    assert cost_at(first, X, Y) < 0.6


def test_nn_model_prints_the_cost_only_when_asked(rng, capsys):
    X, Y = planes.noisy_moons(20, rng)
    nn_model(X, Y, 2, 10)
    assert capsys.readouterr().out == ""
    nn_model(X, Y, 2, 1001, print_cost=True)
    assert capsys.readouterr().out.count("cost before step") == 2


def test_hidden_units_that_start_alike_stay_alike(rng):
    X, Y = planes.flower(40, rng)
    alike = initialize_parameters(2, 4, 1, rng)
    alike |= {key: np.full_like(alike[key], 0.3) for key in ("W1", "W2")}
    for _ in range(30):
        alike = update_parameters(alike, gradients(alike, X, Y))
    assert np.ptp(alike["W1"], axis=0).max() < 1e-12
    assert np.ptp(alike["W1"], axis=1).max() > 1e-3


def test_weights_of_zero_stay_zero(rng):
    X, Y = planes.flower(41, rng)
    zero = {k: 0 * v for k, v in initialize_parameters(2, 4, 1).items()}
    for _ in range(30):
        zero = update_parameters(zero, gradients(zero, X, Y))
    assert not zero["W1"].any() and not zero["W2"].any()
    assert zero["b2"].any()


def test_predict_gives_whole_labels_in_the_shape_of_y(network):
    parameters, X, Y = network(3, 5, 8)
    labels = predict(parameters, X)
    assert labels.shape == Y.shape
    A2, _ = forward_propagation(X, parameters)
    np.testing.assert_array_equal(labels, np.round(A2))


@pytest.mark.slow
def test_the_numbers_of_the_flower():
    """A straight border does no better than a coin; four hidden units do."""
    X, Y = planes.flower(400, np.random.default_rng(1))
    w, b = logistic_regression.initialize_with_zeros(2)
    line, _, _ = logistic_regression.optimize(w, b, X, Y, 2000, 0.1)
    straight = np.mean(logistic_regression.predict(line["w"], line["b"], X) == Y)
    assert 0.44 <= straight <= 0.52
    parameters = nn_model(X, Y, 4, 5000, rng=np.random.default_rng(1))
    assert 0.88 <= np.mean(predict(parameters, X) == Y) <= 0.94
