"""One neuron: gradients proved twice, training checked against what must hold."""

import numpy as np
import pytest

from course_utils.activations import sigmoid
from course_utils.logistic_regression import (
    initialize_with_zeros,
    model,
    optimize,
    predict,
    propagate,
)

SIZES = [(1, 1), (2, 5), (5, 2), (4, 4), (3, 11)]


@pytest.fixture
def neuron(rng):
    """Return a maker of (w, b, X, Y) for given sizes."""

    def make(n_x, m):
        w, b = rng.normal(size=(n_x, 1)), float(rng.normal())
        return w, b, rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))

    return make


@pytest.mark.parametrize("dim", [1, 2, 12288])
def test_initialize_with_zeros_gives_a_column_and_a_number(dim):
    w, b = initialize_with_zeros(dim)
    assert w.shape == (dim, 1)
    assert not w.any()
    assert b == 0.0


@pytest.mark.parametrize(("n_x", "m"), SIZES)
def test_propagate_cost_equals_the_mean_loss_with_logs(neuron, n_x, m):
    w, b, X, Y = neuron(n_x, m)
    A = sigmoid(w.T @ X + b)
    expected = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    assert propagate(w, b, X, Y)[1] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("n_x", "m"), SIZES)
def test_propagate_agrees_with_finite_differences(neuron, n_x, m):
    w, b, X, Y = neuron(n_x, m)
    grads, _ = propagate(w, b, X, Y)
    h = 1e-6
    for i in range(n_x):
        step = np.zeros_like(w)
        step[i] = h
        up, down = propagate(w + step, b, X, Y)[1], propagate(w - step, b, X, Y)[1]
        assert grads["dw"][i, 0] == pytest.approx((up - down) / (2 * h), abs=1e-8)
    up, down = propagate(w, b + h, X, Y)[1], propagate(w, b - h, X, Y)[1]
    assert grads["db"] == pytest.approx((up - down) / (2 * h), abs=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize(("n_x", "m"), SIZES)
def test_propagate_agrees_with_the_tape(neuron, n_x, m):
    tf = pytest.importorskip("tensorflow")
    w, b, X, Y = neuron(n_x, m)
    tw, tb = tf.Variable(w), tf.Variable(b, dtype=tf.float64)
    with tf.GradientTape() as tape:
        Z = tf.transpose(tw) @ X + tb
        losses = tf.nn.sigmoid_cross_entropy_with_logits(Y.astype(float), Z)
        cost = tf.reduce_mean(losses)
    dw, db = tape.gradient(cost, [tw, tb])
    grads, ours = propagate(w, b, X, Y)
    np.testing.assert_allclose(grads["dw"], dw.numpy(), rtol=1e-10, atol=1e-14)
    assert (grads["db"], ours) == pytest.approx((float(db), float(cost)))


def test_propagate_is_finite_when_the_neuron_is_certain():
    w, X, Y = np.array([[1000.0]]), np.array([[1.0, -1.0]]), np.array([[1, 0]])
    assert propagate(w, 0.0, X, Y)[1] == 0.0
    assert propagate(w, 0.0, X, 1 - Y)[1] == pytest.approx(1000.0)


def test_optimize_takes_the_steps_of_gradient_descent(neuron):
    w, b, X, Y = neuron(3, 6)
    params, grads, costs = optimize(w, b, X, Y, num_iterations=2, learning_rate=0.3)
    first, cost = propagate(w, b, X, Y)
    w1, b1 = w - 0.3 * first["dw"], b - 0.3 * first["db"]
    second, _ = propagate(w1, b1, X, Y)
    np.testing.assert_allclose(params["w"], w1 - 0.3 * second["dw"])
    assert params["b"] == pytest.approx(b1 - 0.3 * second["db"])
    np.testing.assert_allclose(grads["dw"], second["dw"])
    assert costs == [cost]


@pytest.mark.parametrize(("steps", "kept"), [(1, 1), (100, 1), (101, 2), (250, 3)])
def test_optimize_keeps_the_cost_every_hundred_steps(neuron, steps, kept):
    costs = optimize(*neuron(2, 5), num_iterations=steps)[2]
    assert len(costs) == kept


def test_optimize_lowers_the_cost_with_a_small_learning_rate(neuron):
    costs = optimize(*neuron(3, 9), num_iterations=301, learning_rate=0.01)[2]
    assert all(np.diff(costs) < 0)


def test_optimize_prints_the_cost_only_when_asked(neuron, capsys):
    optimize(*neuron(2, 3), num_iterations=101)
    assert capsys.readouterr().out == ""
    optimize(*neuron(2, 3), num_iterations=101, print_cost=True)
    assert capsys.readouterr().out.count("cost after iteration") == 2


def test_optimize_refuses_to_take_no_step(neuron):
    with pytest.raises(ValueError, match="num_iterations is 0"):
        optimize(*neuron(2, 3), num_iterations=0)


def test_predict_gives_whole_labels_in_the_shape_of_y(neuron):
    w, b, X, Y = neuron(3, 8)
    labels = predict(w, b, X)
    assert labels.shape == Y.shape
    np.testing.assert_array_equal(labels, w.T @ X + b > 0)


def test_model_learns_to_tell_two_clouds_apart(rng):
    Y = rng.integers(0, 2, size=(1, 60))
    X = rng.normal(size=(2, 60)) + 3 * Y
    d = model(X[:, :40], Y[:, :40], X[:, 40:], Y[:, 40:], 300, 0.1)
    assert np.mean(d["Y_prediction_test"] == Y[:, 40:]) > 0.9
    assert list(d) == [
        "costs",
        "Y_prediction_test",
        "Y_prediction_train",
        "w",
        "b",
        "learning_rate",
        "num_iterations",
    ]


def test_model_never_looks_at_the_test_labels(rng):
    X, Y = rng.normal(size=(3, 9)), rng.integers(0, 2, size=(1, 9))
    first, second = (model(X, Y, X, labels, 20, 0.1) for labels in (Y, 1 - Y))
    np.testing.assert_array_equal(first["w"], second["w"])
