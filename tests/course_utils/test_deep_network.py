"""Blocks that stack: every gradient proved twice, at several depths."""

from itertools import pairwise

import numpy as np
import pytest

from course_utils import deep_network as blocks
from course_utils import shallow_network
from course_utils.activations import relu_backward, sigmoid_backward
from course_utils.deep_network import L_model_backward, L_model_forward, compute_cost
from course_utils.deep_network_training import (
    L_layer_model,
    predict,
    two_layer_model,
)
from course_utils.desk import planes

DEPTHS = [([3, 1], 5), ([4, 3, 1], 2), ([2, 5, 3, 1], 1), ([6, 4, 3, 2, 1], 7)]
networks = pytest.mark.parametrize(("layer_dims", "m"), DEPTHS)


@pytest.fixture
def network(rng):
    """Return a maker of (parameters, X, Y) for given sizes."""

    def make(layer_dims, m):
        parameters = blocks.initialize_parameters_deep(layer_dims, rng)
        for name in parameters:
            if name[0] == "b":
                parameters[name] = rng.normal(0.2, 0.4, size=parameters[name].shape)
        X = rng.normal(size=(layer_dims[0], m))
        return parameters, X, rng.integers(0, 2, size=(1, m))

    return make


def cost_at(parameters, X, Y):
    return compute_cost(L_model_forward(X, parameters)[0], Y)


def rise(function, array, index, h=1e-6):
    """Return the two-sided difference of `function` as one entry of an array moves."""
    up, down = array.copy(), array.copy()
    up[index] += h
    down[index] -= h
    return (function(up) - function(down)) / (2 * h)


def test_initialize_parameters_is_last_weeks_start():
    ours = blocks.initialize_parameters(5, 4, 2, np.random.default_rng(1))
    theirs = shallow_network.initialize_parameters(5, 4, 2, np.random.default_rng(1))
    np.testing.assert_equal(ours, theirs)


def test_initialize_parameters_deep_has_a_row_a_unit_and_the_root_of_its_inputs(rng):
    dims = [300, 200, 100, 2]
    parameters = blocks.initialize_parameters_deep(dims, rng)
    assert list(parameters) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    for layer, (n_prev, n) in enumerate(pairwise(dims), start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        assert (W.shape, b.shape) == ((n, n_prev), (n, 1))
        assert W.std() * np.sqrt(n_prev) == pytest.approx(1, abs=0.15)
        assert not b.any()


def test_initialize_parameters_deep_repeats_with_a_seed_and_differs_without():
    start = blocks.initialize_parameters_deep
    first, again = (start([3, 2, 1], np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_equal(first, again)
    assert not np.array_equal(start([3, 2])["W1"], start([3, 2])["W1"])


def test_the_start_keeps_a_signal_where_a_fixed_hundredth_loses_it(rng):
    A = faded = rng.normal(size=(100, 50))
    net = blocks.initialize_parameters_deep([100] * 11, rng)
    for layer in range(1, 11):
        A = np.maximum(0, net[f"W{layer}"] @ A)
        faded = np.maximum(0, net[f"W{layer}"] / 10 @ faded)
    assert np.sqrt(np.mean(A**2)) > 0.005
    assert np.sqrt(np.mean(faded**2)) < 1e-11


def test_linear_forward_adds_up_and_keeps_what_went_in(rng):
    A, W, b = rng.normal(size=(3, 5)), rng.normal(size=(2, 3)), rng.normal(size=(2, 1))
    Z, cache = blocks.linear_forward(A, W, b)
    for j, i in np.ndindex(2, 5):
        terms = [W[j, k] * A[k, i] for k in range(3)]
        assert Z[j, i] == pytest.approx(sum(terms) + b[j, 0])
    assert all(kept is given for kept, given in zip(cache, (A, W, b), strict=True))


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_linear_activation_forward_caches_the_sum(rng, activation):
    A, W, b = rng.normal(size=(3, 5)), rng.normal(size=(2, 3)), rng.normal(size=(2, 1))
    bent, (linear_cache, Z) = blocks.linear_activation_forward(A, W, b, activation)
    np.testing.assert_array_equal(Z, W @ A + b)
    expected = np.maximum(0, Z) if activation == "relu" else 1 / (1 + np.exp(-Z))
    np.testing.assert_allclose(bent, expected)
    assert linear_cache[0] is A


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (blocks.linear_activation_forward, (np.ones((1, 1)),) * 3),
        (blocks.linear_activation_backward, (np.ones((1, 1)), None)),
    ],
)
def test_an_unknown_activation_is_named(function, arguments):
    with pytest.raises(ValueError, match=r"'swish'; relu or sigmoid"):
        function(*arguments, "swish")


@networks
def test_L_model_forward_is_a_chain_of_blocks(network, layer_dims, m):
    parameters, X, _ = network(layer_dims, m)
    AL, caches = L_model_forward(X, parameters)
    A = X
    for layer, ((A_prev, W, b), Z) in enumerate(caches, start=1):
        np.testing.assert_array_equal(A_prev, A)
        assert W is parameters[f"W{layer}"] and b is parameters[f"b{layer}"]
        A = np.maximum(0, Z)
    np.testing.assert_allclose(AL, 1 / (1 + np.exp(-caches[-1][1])))
    assert len(caches) == len(layer_dims) - 1


def test_compute_cost_of_being_sure_and_right_is_nothing():
    assert compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 0]])) == 0


def test_compute_cost_equals_the_mean_loss_with_logs(rng):
    AL, Y = rng.uniform(0.1, 0.9, size=(1, 9)), rng.integers(0, 2, size=(1, 9))
    expected = -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    assert compute_cost(AL, Y) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("back", [relu_backward, sigmoid_backward])
def test_the_way_back_through_a_bend_is_its_slope(rng, back):
    dA, Z = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    bend, ours = next(pair for pair in blocks.ACTIVATIONS.values() if pair[1] is back)
    slope = (bend(Z + 1e-6) - bend(Z - 1e-6)) / 2e-6
    np.testing.assert_allclose(ours(dA, Z), dA * slope, atol=1e-8)


def test_relu_backward_lets_nothing_pass_at_zero():
    assert relu_backward(np.array([7.0]), np.array([0.0])) == [0]


@pytest.mark.parametrize("activation", ["relu", "sigmoid", None])
@pytest.mark.parametrize(("n_prev", "n", "m"), [(3, 2, 5), (2, 4, 1), (1, 3, 4)])
def test_a_block_back_agrees_with_finite_differences(rng, activation, n_prev, n, m):
    into = {"A": (n_prev, m), "W": (n, n_prev), "b": (n, 1)}
    into = {name: rng.normal(size=shape) for name, shape in into.items()}
    out = rng.normal(size=(n, m))  # the gradient that arrives, m times

    def cost(**changed):
        values = {**into, **changed}.values()
        if activation is None:
            return np.sum(out * blocks.linear_forward(*values)[0]) / m
        A, _ = blocks.linear_activation_forward(*values, activation)
        return np.sum(out * A) / m

    if activation is None:
        cache = blocks.linear_forward(*into.values())[1]
        grads = blocks.linear_backward(out, cache)
    else:
        cache = blocks.linear_activation_forward(*into.values(), activation)[1]
        grads = blocks.linear_activation_backward(out, cache, activation)
    dA, dW, db = grads
    for name, grad in {"A": dA / m, "W": dW, "b": db}.items():
        assert grad.shape == into[name].shape
        for at in np.ndindex(grad.shape):
            measured = rise(lambda v, name=name: cost(**{name: v}), into[name], at)
            assert grad[at] == pytest.approx(measured, abs=1e-7)


@networks
def test_L_model_backward_agrees_with_finite_differences(network, layer_dims, m):
    parameters, X, Y = network(layer_dims, m)
    grads = L_model_backward(*_forward(parameters, X, Y))
    for name, value in parameters.items():
        assert grads[f"d{name}"].shape == value.shape
        for at in np.ndindex(value.shape):
            measured = rise(
                lambda v, name=name: cost_at({**parameters, name: v}, X, Y), value, at
            )
            assert grads[f"d{name}"][at] == pytest.approx(measured, abs=1e-8)
    for at in np.ndindex(X.shape):
        measured = rise(lambda v: cost_at(parameters, v, Y), X, at)
        assert grads["dA0"][at] / m == pytest.approx(measured, abs=1e-8)


def _forward(parameters, X, Y):
    AL, caches = L_model_forward(X, parameters)
    return AL, Y, caches


@pytest.mark.slow
@networks
def test_L_model_backward_agrees_with_the_tape(network, layer_dims, m):
    tf = pytest.importorskip("tensorflow")
    parameters, X, Y = network(layer_dims, m)
    L = len(layer_dims) - 1
    taped = {name: tf.Variable(value) for name, value in parameters.items()}
    activations = {"A0": tf.Variable(X)}
    with tf.GradientTape(persistent=True) as tape:
        A = activations["A0"]
        for layer in range(1, L + 1):
            Z = taped[f"W{layer}"] @ A + taped[f"b{layer}"]
            A = activations[f"A{layer}"] = tf.nn.relu(Z)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(Y.astype(float), Z)
        cost = tf.reduce_mean(losses)
    expected = tape.gradient(cost, taped)
    grads = L_model_backward(*_forward(parameters, X, Y))
    for name in parameters:
        np.testing.assert_allclose(
            grads[f"d{name}"], expected[name].numpy(), rtol=1e-10, atol=1e-14
        )
    for layer in range(L):
        by_tape = tape.gradient(cost, activations[f"A{layer}"]).numpy() * m
        ours = grads[f"dA{layer}"]
        np.testing.assert_allclose(ours, by_tape, rtol=1e-10, atol=1e-13)


def test_L_model_backward_of_a_network_that_is_sure_divides_by_nothing(
    network,
):
    parameters, X, _ = network([2, 3, 1], 4)
    parameters["b2"] += 100.0
    AL, caches = L_model_forward(X, parameters)
    assert (AL == 1).all()
    with np.errstate(all="raise"):
        grads = L_model_backward(AL, np.array([[1, 0, 1, 1]]), caches)
    assert grads["db2"] == 0.25


def test_two_layers_back_agree_with_last_weeks_output_layer(network):
    parameters, X, Y = network([4, 3, 1], 6)
    AL, caches = L_model_forward(X, parameters)
    (A1, _, _), _ = caches[1]
    theirs = shallow_network.backward_propagation(
        parameters, {"A1": A1, "A2": AL}, X, Y
    )
    ours = L_model_backward(AL, Y, caches)
    for name in ("dW2", "db2"):
        np.testing.assert_allclose(ours[name], theirs[name])


@networks
def test_update_parameters_steps_against_the_gradient(network, layer_dims, m):
    parameters, X, Y = network(layer_dims, m)
    before = {name: value.copy() for name, value in parameters.items()}
    grads = L_model_backward(*_forward(parameters, X, Y))
    after = blocks.update_parameters(parameters, grads, 0.3)
    assert list(after) == list(before)
    for name in before:
        np.testing.assert_allclose(after[name], before[name] - 0.3 * grads[f"d{name}"])
        np.testing.assert_array_equal(parameters[name], before[name])


TRAININGS = pytest.mark.parametrize(
    ("train", "dims"), [(two_layer_model, (2, 5, 1)), (L_layer_model, [2, 5, 4, 1])]
)


@TRAININGS
def test_a_training_repeats_with_a_seed_and_lowers_the_cost(rng, train, dims):
    X, Y = planes.noisy_moons(60, rng)
    runs = [train(X, Y, dims, 0.1, 301, rng=np.random.default_rng(1)) for _ in "ab"]
    np.testing.assert_equal(*runs)
    parameters, costs = runs[0]
    assert len(costs) == 4
    assert costs[0] > costs[-1] > cost_at(parameters, X, Y)
    assert predict(X, parameters).shape == Y.shape


@TRAININGS
def test_a_training_prints_the_cost_only_when_asked(rng, capsys, train, dims):
    X, Y = planes.noisy_moons(20, rng)
    train(X, Y, dims, num_iterations=5)
    assert capsys.readouterr().out == ""
    train(X, Y, dims, num_iterations=101, print_cost=True)
    assert capsys.readouterr().out.count("cost before step") == 2


def test_both_trainings_agree_where_they_start_alike(rng, monkeypatch):
    X, Y = planes.noisy_moons(30, rng)
    start = blocks.initialize_parameters(2, 4, 1, rng)
    module = "course_utils.deep_network_training"
    monkeypatch.setattr(f"{module}.initialize_parameters", lambda *_: start)
    monkeypatch.setattr(f"{module}.initialize_parameters_deep", lambda *_: start)
    two, deep = (f(X, Y, (2, 4, 1), 0.1, 20) for f in (two_layer_model, L_layer_model))
    for name in start:
        np.testing.assert_allclose(two[0][name], deep[0][name], rtol=1e-10)


def test_predict_rounds_the_probability(network):
    parameters, X, _ = network([3, 4, 1], 9)
    AL, _ = L_model_forward(X, parameters)
    np.testing.assert_array_equal(predict(X, parameters), np.round(AL))
