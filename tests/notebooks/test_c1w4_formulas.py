"""Each formula of the lesson on deep networks, both sides computed."""

import ast
import itertools
import math

import nbformat
import numpy as np
import pytest

from course_utils import activations, shallow_network
from course_utils.desk import planes

EPS = 1e-6
SIZES = [([2, 1], 5), ([3, 4, 2, 1], 7), ([2, 6, 5, 4, 3, 1], 1)]


@pytest.fixture(scope="module")
def teach(repository):
    """The functions that the lesson defines, by their names."""
    text = (repository / "notebooks" / "c1w4_deep_network.py").read_text()
    names = {"np": np, "math": math, "Q": None, "R": None, "T": None}
    names |= {name: getattr(itertools, name) for name in ("pairwise", "product")}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            exec(compile(ast.Module([node], []), "lesson", "exec"), names)
    return names


@pytest.fixture(scope="module")
def printed(repository):
    """All that the built notebook prints and says of its figures."""
    path = repository / "notebooks" / "c1w4_deep_network.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(o.get("text") or o.data.get("text/plain", "") for o in outputs)


@pytest.fixture(params=SIZES, ids=str)
def example(request, rng, teach):
    """A network, points and labels of several sizes: net, X, Y."""
    layer_dims, m = request.param
    net = teach["start"](layer_dims, rng)
    net = {key: part + 0.1 * rng.normal(size=part.shape) for key, part in net.items()}
    Y = (np.arange(m) % 3 == 0).astype(int)[None]
    return net, rng.normal(size=(layer_dims[0], m)), Y


def exact(net, X, teach):
    """Return whether a network says the XOR of its inputs, for all of X."""
    return np.array_equal(teach["run"](net, X)[0], X.sum(axis=0) % 2)


@pytest.mark.parametrize(
    "line",
    [
        "L = 4   numbers to learn: 245973",
        "A3 = 0.414 comes out",
        "n = 16: 30 ReLUs, hidden layers: 4, right on all 65536 inputs: True",
        "n = 16: 8 ReLUs, hidden layers: 4, right on all 65536 inputs: True",
        "rate 0.003: 60% right",
        "rate   0.3: 89% right",
        "[2, 25, 1]       rate  0.1: 81%",
        "[2, 8, 8, 1]     rate  0.1: 88%",
        "[2, 5, 5, 5, 4, 1] rate  0.1: 76%, from 66% to 85%",
        "four layers 0.01       cost at the end 0.65",
        "right 100%, test 38 of 50, 76% to 76%",
        "right 100%, test 40 of 50, 78% to 84%",
        "right 99%, test 40 of 50, 76% to 86%",
        "one neuron  right 39.3 of 50",
        "two layers  right 40.6 of 50",
        "four layers right 40.1 of 50",
        "four layers better than two: 4 of 10 splits",
        "four layers worse than two:  4 of 10 splits",
        "to the length of the start: 36%",
        "share of it along a single direction: 44%",
    ],
)
def test_the_numbers_of_the_answers_are_those_that_were_printed(printed, line):
    assert line in printed


# sections 1 and 2


def test_the_photograph_network_has_245973_numbers_and_193_of_them_are_not_in_layer_1():
    dims = [12288, 20, 7, 5, 1]
    sizes = [n * n_prev + n for n_prev, n in itertools.pairwise(dims)]
    assert sum(sizes) == 245973
    assert sum(sizes[1:]) == 193


def test_start_has_shapes_and_a_spread_of_one_over_the_root_of_the_inputs(teach, rng):
    net = teach["start"]([400, 300, 5], rng)
    assert [net[key].shape for key in ("W1", "b1", "W2", "b2")] == [
        (300, 400),
        (300, 1),
        (5, 300),
        (5, 1),
    ]
    assert net["W1"].std() == pytest.approx(1 / math.sqrt(400), rel=0.02)
    assert teach["start"]([400, 300, 5], rng, 0.01)["W1"].std() == pytest.approx(
        0.01, rel=0.02
    )


def test_forward_is_the_formula_layer_by_layer(teach, example):
    net, X, _ = example
    AL, caches = teach["forward"](net, X)
    A, L = X, len(net) // 2
    for layer in range(1, L + 1):
        (A_prev, W, b), Z = caches[layer - 1]
        np.testing.assert_array_equal(A_prev, A)
        np.testing.assert_allclose(Z, net[f"W{layer}"] @ A + net[f"b{layer}"])
        assert W is net[f"W{layer}"] and b is net[f"b{layer}"]
        A = activations.sigmoid(Z) if layer == L else activations.relu(Z)
    np.testing.assert_allclose(AL, A)


# section 3


def test_backward_agrees_with_finite_differences(teach, example):
    net, X, Y = example
    AL, caches = teach["forward"](net, X)
    assert teach["worst"](net, teach["backward"](AL, Y, caches), X, Y) < 1e-8


def test_backward_agrees_with_the_tape_of_tensorflow(teach, example):
    import tensorflow as tf

    net, X, Y = example
    parts, L = {key: tf.Variable(part) for key, part in net.items()}, len(net) // 2
    with tf.GradientTape() as tape:
        A = tf.constant(X)
        for layer in range(1, L + 1):
            Z = parts[f"W{layer}"] @ A + parts[f"b{layer}"]
            A = tf.nn.relu(Z)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(tf.constant(1.0 * Y), Z)
        cost = tf.reduce_mean(losses)
    AL, caches = teach["forward"](net, X)
    grads = teach["backward"](AL, Y, caches)
    for key, grad in tape.gradient(cost, parts).items():
        np.testing.assert_allclose(grads[f"d{key}"], grad, atol=1e-12)


def test_worst_sees_a_wrong_gradient(teach, example):
    net, X, Y = example
    AL, caches = teach["forward"](net, X)
    grads = teach["backward"](AL, Y, caches)
    grads["db1"] = grads["db1"] + 0.01
    assert teach["worst"](net, grads, X, Y) == pytest.approx(0.01, rel=1e-3)


def test_the_gradient_by_the_input_agrees_with_finite_differences(teach, example):
    net, X, Y = example
    AL, caches = teach["forward"](net, X)
    grads = teach["backward"](AL, Y, caches)
    for place in np.ndindex(X.shape):
        up, down = X.copy(), X.copy()
        up[place] += EPS
        down[place] -= EPS
        rise = teach["cost_of"](net, up, Y) - teach["cost_of"](net, down, Y)
        measured = Y.size * rise / (2 * EPS)  # dA belongs to one example
        assert grads["dA0"][place] == pytest.approx(measured, abs=1e-7)


def test_dAL_times_the_slope_of_the_sigmoid_is_the_error():
    AL, Y = np.array([[0.1, 0.7, 0.4]]), np.array([[0, 1, 1]])
    dAL = -Y / AL + (1 - Y) / (1 - AL)
    np.testing.assert_allclose(dAL * AL * (1 - AL), AL - Y)


def test_cost_is_that_of_last_week(teach, example):
    net, X, Y = example
    AL, _ = teach["forward"](net, X)
    assert teach["cost_of"](net, X, Y) == pytest.approx(
        shallow_network.compute_cost(AL, Y)
    )


def test_weights_times_gradient_is_the_same_in_every_layer(teach, rng):
    X, Y = planes.flower(40, rng)
    net = teach["start"]([2, 9, 8, 7, 1], rng)
    AL, caches = teach["forward"](net, X)
    grads = teach["backward"](AL, Y, caches)
    shares = [np.sum(net[f"W{i}"] * grads[f"dW{i}"]) for i in range(1, 5)]
    np.testing.assert_allclose(shares, shares[0])


def test_gradients_of_the_wide_start_are_ten_thousand_million_times_as_large(teach):
    X, Y = planes.flower(400, np.random.default_rng(1))
    tiny, wide = (
        teach["mean_sizes"](
            teach["start"]([2, *[10] * 7, 1], np.random.default_rng(1), scale), X, Y
        )
        for scale in (0.01, None)
    )
    ratios = np.array(wide["dW"]) / tiny["dW"]
    assert ratios.min() > 1e10
    assert sorted(tiny["A"], reverse=True) == tiny["A"]
    assert sorted(tiny["dA"]) == tiny["dA"]
    assert max(tiny["dW"]) < 1e-13


# section 4


def test_blame_is_silent_about_a_sound_network(teach, example):
    assert teach["blame"](example[0]) == ["all shapes fit"]


@pytest.mark.parametrize(
    ("name", "shape", "accused"),
    [
        ("W2", (4, 3), ["columns of W2", "rows of W2"]),
        ("b2", (2, 1), ["rows of b2"]),
        ("W3", (1, 4), ["columns of W3"]),
        ("b1", (4,), ["b1 has shape (4,)"]),
    ],
)
def test_blame_names_the_wrong_shape_and_no_other(teach, rng, name, shape, accused):
    net = teach["start"]([5, 4, 3, 1], rng) | {name: np.zeros(shape)}
    said = teach["blame"](net)
    assert len(said) == len(accused)
    for line, who in zip(said, accused, strict=True):
        assert who in line


# section 5


@pytest.mark.parametrize("n", [2, 4, 8])
def test_the_four_ways_say_the_xor_of_all_inputs(teach, n):
    patterns = teach["cube"](n)
    counts = {"listed": 2 ** (n - 1), "tree": 2 * (n - 1), "counted": n}
    counts["folded"] = 2 * round(math.log2(n))
    for name, units in counts.items():
        net = teach[name](n)
        assert exact(net, patterns, teach)
        assert teach["hidden_units"](net) == units


@pytest.mark.parametrize("n", [1, 3, 5, 6, 7, 11])
def test_counting_works_for_any_number_of_inputs(teach, n):
    assert exact(teach["counted"](n), teach["cube"](n), teach)


def test_depth_of_tree_and_folds_is_the_logarithm(teach):
    for n, layers in [(2, 1), (4, 2), (8, 3), (16, 4)]:
        assert len(teach["tree"](n)) // 2 - 1 == layers
        assert len(teach["folded"](n)) // 2 - 1 == layers


def test_a_distance_is_two_relus_and_the_xor_of_two_bits():
    for a, b in itertools.product((0, 1), repeat=2):
        relus = activations.relu(np.array([a - b, b - a]))
        assert relus.sum() == abs(a - b) == a ^ b


# sections 6 and 7


def test_train_walks_down_the_gradient(teach, example):
    net, X, Y = example
    nets = list(teach["train"](net, X, Y, 0.1, 3))
    assert len(nets) == 4
    for before, after in itertools.pairwise(nets):
        AL, caches = teach["forward"](before, X)
        grads = teach["backward"](AL, Y, caches)
        for key, part in before.items():
            np.testing.assert_allclose(after[key], part - 0.1 * grads[f"d{key}"])


def test_knowing_only_the_share_of_animals_costs_0_6491():
    p = 67 / 190
    cost = -p * math.log(p) - (1 - p) * math.log(1 - p)
    assert cost == pytest.approx(0.6491, abs=5e-5)


@pytest.mark.parametrize("layer_dims", [[30, 1], [30, 4, 3, 1]])
def test_training_in_the_directions_of_the_pictures_is_the_same_training(
    teach, rng, layer_dims
):
    X, Y = rng.normal(size=(30, 6)), np.array([[0, 1, 1, 0, 1, 0]])
    Q, R = np.linalg.qr(X)
    first = teach["start"](layer_dims, np.random.default_rng(5))
    *_, slow = teach["train"](first, X, Y, 0.1, 25)
    *_, net = teach["learn"](layer_dims, 5, 0.1, 25, Q=Q, R=R, labels=Y)
    for key, part in teach["whole"](net, layer_dims, 5, Q).items():
        np.testing.assert_allclose(part, slow[key], atol=1e-12)


def test_a_count_of_fifty_wobbles_by_six_per_cent():
    assert 100 * math.sqrt(0.8 * 0.2 / 50) == pytest.approx(6, abs=0.5)
