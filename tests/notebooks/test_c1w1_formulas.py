"""Each formula of the lesson on neurons, both sides computed."""

import ast

import numpy as np
import pytest

from course_utils import activations, house_prices, neurons
from course_utils.desk import load_houses
from course_utils.desk.small_nets import gradients, new_layers, predict, train

EPS = 1e-6


@pytest.fixture(scope="module")
def teach(repository):
    """The functions that the lesson defines, by name."""
    text = (repository / "notebooks" / "c1w1_introduction.py").read_text("utf-8")
    functions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    namespace = {"np": np}
    exec(compile(ast.Module(functions, []), "lesson", "exec"), namespace)
    return namespace


@pytest.fixture(scope="module")
def line():
    houses = load_houses()
    w, b = house_prices.fit_house_price(houses.size_train, houses.price_train)
    return houses, w, b


# sections 1 to 3


def test_numbers_that_the_prose_tells_are_those_of_the_data(line):
    houses, w, b = line
    said = activations.relu(w * houses.size_test + b)
    off = np.mean(np.abs(said - houses.price_test))
    lazy = np.mean(np.abs(np.median(houses.price_train) - houses.price_test))
    assert (round(off, 1), round(lazy, 1)) == (26.5, 39.8)
    assert round(w * 25 + b, 1) == -9.8
    assert 1 - off / lazy == pytest.approx(1 / 3, abs=0.01)


def test_at_the_lowest_point_errors_sum_to_zero_and_ignore_the_size(line):
    houses, w, b = line
    x, y = houses.size_train, houses.price_train
    error = w * x + b - y
    assert np.sum(error) == pytest.approx(0, abs=1e-5)
    assert np.sum(error * x) == pytest.approx(0, abs=1e-3)
    assert b == pytest.approx(y.mean() - w * x.mean())


@pytest.mark.parametrize(("x", "slope"), [(80, 0.7), (200, 1.0), (400, 0.4)])
def test_three_hinges_make_the_slopes_of_the_answer(teach, x, slope):
    def f(x):
        relu = teach["relu"]
        return 0.7 * relu(x - 37) + 0.3 * relu(x - 120) - 0.6 * relu(x - 300)

    assert (f(x + EPS) - f(x - EPS)) / (2 * EPS) == pytest.approx(slope)


def test_relu_of_the_lesson_is_that_of_the_reference(teach, rng):
    z = rng.normal(size=(3, 4))
    np.testing.assert_array_equal(teach["relu"](z), activations.relu(z))


# section 5


@pytest.mark.parametrize("name", ["layer_by_loops", "layer_by_product"])
def test_both_layers_are_that_of_the_reference(teach, rng, name):
    x, W, b = rng.normal(size=(4, 5)), rng.normal(size=(3, 4)), rng.normal(size=(3, 1))
    expected = neurons.dense_layer(x, W, b)
    np.testing.assert_allclose(teach[name](x, W, b), expected)


# section 9


@pytest.mark.parametrize(("hidden", "n"), [((), 12), ((8,), 105), ((64, 64), 4993)])
def test_models_have_the_sizes_that_the_prose_tells(rng, hidden, n):
    layers = new_layers([11, *hidden, 1], rng)
    assert sum(W.size + b.size for W, b in layers) == n


@pytest.mark.parametrize("hidden", [(), (3,), (4, 2)])
def test_gradients_of_the_small_nets_agree_with_finite_differences(rng, hidden):
    X, Y = rng.normal(size=(5, 7)), rng.normal(size=(1, 7))
    layers = new_layers([5, *hidden, 1], rng)
    layers = [(W, b + rng.normal(size=b.shape)) for W, b in layers]

    def cost():
        return np.mean((predict(layers, X) - Y) ** 2)

    for pair, grads in zip(layers, gradients(layers, X, Y), strict=True):
        for part, grad in zip(pair, grads, strict=True):
            for at in np.ndindex(part.shape):
                part[at] += EPS
                above = cost()
                part[at] -= 2 * EPS
                below = cost()
                part[at] += EPS
                measured = (above - below) / (2 * EPS)
                assert grad[at] == pytest.approx(measured, rel=1e-5, abs=1e-7)


def test_a_single_neuron_that_learns_finds_the_line_of_least_squares(rng):
    x = rng.normal(size=(1, 200))
    y = 0.7 * x - 0.2 + rng.normal(scale=0.1, size=x.shape)
    ((W, b),) = train(x, y, (), rng, steps=2000, learning_rate=0.02)
    expected = house_prices.fit_house_price(x[0], y[0])
    np.testing.assert_allclose((W.item(), b.item()), expected, atol=0.01)


# section 10


def test_slope_of_the_sigmoid_is_at_most_a_quarter(teach):
    z = np.linspace(-10, 10, 401)
    s = teach["sigmoid"](z)
    measured = (teach["sigmoid"](z + EPS) - teach["sigmoid"](z - EPS)) / (2 * EPS)
    np.testing.assert_allclose(s * (1 - s), measured, atol=1e-9)
    assert np.max(s * (1 - s)) == 0.25
    assert (s * (1 - s))[-1] == pytest.approx(4.54e-5, rel=1e-3)


@pytest.mark.parametrize("activation", ["sigmoid", "ReLU"])
def test_gradient_that_survives_is_that_of_finite_differences(teach, activation):
    n, depth = 6, 3
    rng = np.random.default_rng(4)
    spread = np.sqrt((2 if activation == "ReLU" else 1) / n)
    start = rng.normal(size=(n, 1))
    weights = [rng.normal(scale=spread, size=(n, n)) for _ in range(depth)]
    dA = rng.normal(size=(n, 1))

    def J(A):
        for W in weights:
            A = teach["relu" if activation == "ReLU" else "sigmoid"](W @ A)
        return np.sum(dA * A)

    units = np.eye(n)[:, :, None] * EPS
    slopes = [(J(start + e) - J(start - e)) / (2 * EPS) for e in units]
    ours = teach["surviving"](activation, 4, n, depth)[-1] * np.linalg.norm(dA)
    assert np.linalg.norm(slopes) == pytest.approx(ours, rel=1e-6)


def test_ten_sigmoids_leave_less_than_a_millionth_and_relus_four_fifths(teach):
    left = {
        name: np.exp(np.mean([np.log(teach["surviving"](name, s)[-1])
                              for s in range(20)]))
        for name in ("sigmoid", "ReLU")
    }  # fmt: skip
    assert left["sigmoid"] < 1e-6
    assert left["ReLU"] == pytest.approx(0.8, abs=0.05)
