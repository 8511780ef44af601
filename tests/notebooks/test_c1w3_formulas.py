"""Each formula of the lesson on one hidden layer, both sides computed."""

import ast
import math

import numpy as np
import pytest

from course_utils import activations, shallow_network
from course_utils.desk import planes

EPS = 1e-6
Z = np.array([-6.0, -1.5, -0.1, 0.3, 4.0])
SIZES = [(1, 5), (4, 7), (3, 1)]


@pytest.fixture(scope="module")
def teach(repository):
    """The functions and the table of bends that the lesson defines, by their names."""
    text = (repository / "notebooks" / "c1w3_planar_classification.py").read_text()
    names = {"np": np, "math": math, "planes": planes}
    for node in ast.parse(text).body:
        bends = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BENDS"
        if isinstance(node, ast.FunctionDef) or bends:
            exec(compile(ast.Module([node], []), "lesson", "exec"), names)
    return names


@pytest.fixture(params=SIZES, ids=str)
def example(request, rng):
    """A network, points and labels of several sizes: net, X, Y."""
    n_h, m = request.param
    net = {
        "W1": rng.normal(size=(n_h, 2)),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(1, n_h)),
        "b2": rng.normal(size=(1, 1)),
    }
    return net, rng.normal(size=(2, m)), (np.arange(m) % 3 == 0).astype(int)[None]


def slope(f, at):
    """The two-sided difference."""
    return (f(at + EPS) - f(at - EPS)) / (2 * EPS)


# section 1


def test_sigmoid_is_that_of_the_reference(teach):
    np.testing.assert_allclose(teach["sigmoid"](Z), activations.sigmoid(Z))


# sections 2 and 3


def test_forward_is_that_of_the_reference(teach, example):
    net, X, _ = example
    _, cache = shallow_network.forward_propagation(X, net)
    for ours, name in zip(teach["forward"](net, X), cache, strict=True):
        np.testing.assert_allclose(ours, cache[name])


def test_three_units_and_a_bias_make_an_and(teach):
    says = np.array([[1, 1, 1], [1, 1, -1], [1, -1, -1]]).T
    Z2 = np.array([[2.0, 2.0, 2.0]]) @ says - 5
    assert Z2.tolist() == [[1.0, -3.0, -7.0]]
    assert (Z2 + 10 > 0).tolist() == [[True, True, True]]
    assert 2 * -3 + 5 < 0  # with a bias of 5: only where all say no


def test_layers_without_a_bend_are_one_neuron(example):
    net, X, _ = example
    Z2 = net["W2"] @ (net["W1"] @ X + net["b1"]) + net["b2"]
    W, b = net["W2"] @ net["W1"], net["W2"] @ net["b1"] + net["b2"]
    np.testing.assert_allclose(Z2, W @ X + b)


# section 4


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "ReLU", "leaky ReLU"])
def test_each_slope_agrees_with_finite_differences(teach, name):
    bend, its_slope = teach["BENDS"][name]
    np.testing.assert_allclose(its_slope(Z), slope(bend, Z), atol=1e-8)


def test_slopes_of_sigmoid_and_tanh_in_their_own_values(teach):
    a = activations.sigmoid(Z)
    np.testing.assert_allclose(slope(activations.sigmoid, Z), a * (1 - a), atol=1e-9)
    np.testing.assert_allclose(slope(np.tanh, Z), 1 - np.tanh(Z) ** 2, atol=1e-9)


def test_tanh_is_up_to_four_times_as_steep(teach):
    at = np.zeros(1)
    steep = [teach["BENDS"][name][1](at).item() for name in ("tanh", "sigmoid")]
    assert steep[0] / steep[1] == pytest.approx(4)


# section 5


@pytest.mark.parametrize("y", [0, 1])
def test_the_chain_of_one_point_agrees_with_finite_differences(y):
    x, w1, b1, w2, b2 = 0.21, 0.6, 0.2, -1.5, 0.5

    def loss(w1, b1, w2, b2):
        a2 = float(activations.sigmoid(w2 * math.tanh(w1 * x + b1) + b2))
        return -(y * math.log(a2) + (1 - y) * math.log(1 - a2))

    a1 = math.tanh(w1 * x + b1)
    a2 = float(activations.sigmoid(w2 * a1 + b2))
    dz2 = (-y / a2 + (1 - y) / (1 - a2)) * a2 * (1 - a2)
    dz1 = dz2 * w2 * (1 - a1**2)
    assert dz2 == pytest.approx(a2 - y)
    assert slope(lambda w: loss(w, b1, w2, b2), w1) == pytest.approx(dz1 * x)
    assert slope(lambda b: loss(w1, b, w2, b2), b1) == pytest.approx(dz1)
    assert slope(lambda w: loss(w1, b1, w, b2), w2) == pytest.approx(dz2 * a1)
    assert slope(lambda b: loss(w1, b1, w2, b), b2) == pytest.approx(dz2)


# section 6


@pytest.mark.parametrize("bend", ["sigmoid", "tanh", "ReLU", "leaky ReLU"])
def test_backward_agrees_with_finite_differences(teach, example, bend):
    net, X, Y = example
    grads, g = teach["backward"](net, X, Y, bend), teach["BENDS"][bend][0]
    for key, part in net.items():
        for place in np.ndindex(part.shape):
            up, down = ({**net, key: part.copy()} for _ in "ud")
            up[key][place] += EPS
            down[key][place] -= EPS
            costs = [teach["cost_of"](moved, X, Y, g) for moved in (up, down)]
            measured = (costs[0] - costs[1]) / (2 * EPS)
            assert grads[key][place] == pytest.approx(measured, abs=1e-8)


def test_backward_and_cost_are_those_of_the_reference(teach, example):
    net, X, Y = example
    A2, cache = shallow_network.forward_propagation(X, net)
    assert teach["cost_of"](net, X, Y) == pytest.approx(
        shallow_network.compute_cost(A2, Y)
    )
    grads = shallow_network.backward_propagation(net, cache, X, Y)
    for key, grad in teach["backward"](net, X, Y).items():
        np.testing.assert_allclose(grad, grads[f"d{key}"])


# section 7


@pytest.mark.parametrize("value", [0.0, 0.5])
def test_units_that_begin_alike_stay_alike(teach, value):
    X, Y = planes.flower(40, np.random.default_rng(1))
    first = teach["start"](4, np.random.default_rng(1))
    first = {key: np.full(part.shape, value) for key, part in first.items()}
    *_, net = teach["train"](first, X, Y, steps=50)
    assert np.ptp(net["W1"], axis=0).max() < 1e-12
    assert bool(net["W1"].any()) == bool(value)


def test_sums_of_12288_weights_are_78_times_those_of_two():
    assert math.sqrt(12288 / 2) == pytest.approx(78, abs=0.5)


def test_train_walks_like_the_reference(teach, example):
    net, X, Y = example
    *_, ours = teach["train"](net, X, Y, steps=5)
    for _ in range(5):
        _, cache = shallow_network.forward_propagation(X, net)
        grads = shallow_network.backward_propagation(net, cache, X, Y)
        net = shallow_network.update_parameters(net, grads)
    for key, part in net.items():
        np.testing.assert_allclose(ours[key], part)


# section 9


def test_a_count_of_1000_wobbles_by_1_3_points():
    assert 100 * math.sqrt(0.8 * 0.2 / 1000) == pytest.approx(1.3, abs=0.05)
