"""Each formula of the lesson on practical aspects, both sides computed."""

import ast
import math
from itertools import pairwise

import numpy as np
import pytest

from course_utils import activations
from course_utils.desk import augment

EPS = 1e-6
NETS = [(3, 1), (2, 4, 1), (5, 4, 3, 1)]


@pytest.fixture(scope="module")
def teach(repository):
    """The functions and tables that the lesson defines, by their names."""
    text = (repository / "notebooks" / "c2w1_practical_aspects.py").read_text()
    names = {"np": np, "math": math, "pairwise": pairwise, "augment": augment}
    tables = {"WAYS_TO_START", "BENDS"}
    for node in ast.parse(text).body:
        table = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in tables
        if isinstance(node, ast.FunctionDef) or table:
            exec(compile(ast.Module([node], []), "lesson", "exec"), names)
    return names


@pytest.fixture(params=NETS, ids=str)
def example(request, rng):
    """A network of several depths, inputs and labels: net, X, Y."""
    sizes, m = request.param, 7
    net = {}
    for layer, (n_prev, n) in enumerate(pairwise(sizes), start=1):
        net[f"W{layer}"] = rng.normal(size=(n, n_prev))
        net[f"b{layer}"] = rng.normal(size=(n, 1))
    return (
        net,
        rng.normal(size=(sizes[0], m)),
        (np.arange(m) % 3 == 0).astype(int)[None],
    )


def masked_cost(teach, net, X, Y, lambd, keep_prob, seed):
    """The cost as the lesson writes it, with the masks of one seed."""
    Z = teach["forward"](net, X, keep_prob, np.random.default_rng(seed))[2]
    squares = sum(np.sum(net[key] ** 2) for key in net if key.startswith("W"))
    loss = np.mean(np.logaddexp(0, Z) - Y * Z)
    return loss + lambd / (2 * Y.size) * squares


# section 1


def test_sigmoid_is_that_of_the_reference(teach):
    z = np.array([-800.0, -1.5, 0.0, 0.3, 40.0])
    np.testing.assert_allclose(teach["sigmoid"](z), activations.sigmoid(z))


@pytest.mark.parametrize("n, points", [(1000, 2.4), (10_000, 0.75)])
def test_nineteen_of_twenty_lie_within_two_wobbles(rng, n, points):
    p = 0.821
    wobble = math.sqrt(p * (1 - p) / n)
    assert 196 * wobble == pytest.approx(points, abs=0.03)
    counted = rng.binomial(n, p, size=20_000) / n
    within = np.mean(np.abs(counted - p) < 1.96 * wobble)
    assert within == pytest.approx(0.95, abs=0.01)


# sections 2 to 4


@pytest.mark.parametrize("lambd, keep_prob", [(0, 1), (2.5, 1), (0, 0.6), (0.7, 0.8)])
def test_backward_agrees_with_finite_differences(teach, example, lambd, keep_prob):
    net, X, Y = example
    dice = np.random.default_rng(3)
    grads = teach["backward"](net, X, Y, lambd, keep_prob, dice)
    assert grads.keys() == net.keys()
    for key, part in net.items():
        for place in np.ndindex(part.shape):
            up, down = ({**net, key: part.copy()} for _ in "ud")
            up[key][place] += EPS
            down[key][place] -= EPS
            costs = [masked_cost(teach, moved, X, Y, lambd, keep_prob, 3)
                     for moved in (up, down)]  # fmt: skip
            measured = (costs[0] - costs[1]) / (2 * EPS)
            assert grads[key][place] == pytest.approx(measured, abs=1e-8)


def test_backward_agrees_with_the_tape_of_tensorflow(teach, example):
    import tensorflow as tf

    net, X, Y = example
    variables = {key: tf.Variable(part) for key, part in net.items()}
    with tf.GradientTape() as tape:
        A, last = tf.constant(X), len(net) // 2
        for layer in range(1, last + 1):
            Z = variables[f"W{layer}"] @ A + variables[f"b{layer}"]
            A = tf.nn.relu(Z)
        labels = tf.constant(Y, dtype=tf.float64)
        cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels, Z))
        for key, variable in variables.items():
            if key.startswith("W"):
                cost += 1.7 / (2 * Y.size) * tf.reduce_sum(variable**2)
    assert teach["cost_of"](net, X, Y, 1.7) == pytest.approx(float(cost))
    for key, grad in tape.gradient(cost, variables).items():
        ours = teach["backward"](net, X, Y, 1.7)[key]
        np.testing.assert_allclose(ours, grad.numpy(), atol=1e-12)


def test_l2_is_the_same_as_decay(teach, example):
    net, X, Y = example
    alpha, lambd, m = 0.3, 2.5, Y.size
    without, with_it = (teach["backward"](net, X, Y, size) for size in (0, lambd))
    for key, part in net.items():
        kept = 1 - alpha * lambd / m if key.startswith("W") else 1
        step = part - alpha * with_it[key]
        np.testing.assert_allclose(step, kept * part - alpha * without[key], atol=1e-12)


def test_l1_pulls_by_the_sign(teach, example):
    net, X, Y = example
    plain = teach["backward"](net, X, Y)
    pulled = teach["backward"](net, X, Y, 2.5, pull=np.sign)
    for key, part in net.items():
        expected = 2.5 / Y.size * np.sign(part) if key.startswith("W") else 0
        np.testing.assert_allclose(pulled[key] - plain[key], expected, atol=1e-12)


@pytest.mark.parametrize("keep_prob", [0.3, 0.8])
def test_a_mask_keeps_the_mean_when_it_is_divided(teach, rng, keep_prob):
    net = {
        "W1": rng.normal(size=(6, 4)),
        "b1": rng.normal(size=(6, 1)),
        "W2": rng.normal(size=(1, 6)),
        "b2": rng.normal(size=(1, 1)),
    }
    X = np.repeat(rng.normal(size=(4, 1)), 100_000, axis=1)  # one example, many masks
    A, D, Z = teach["forward"](net, X, keep_prob, rng)
    assert np.mean(D[1] > 0) == pytest.approx(keep_prob, abs=0.01)
    full = teach["forward"](net, X[:, :1])[2].item()
    assert Z.mean() == pytest.approx(full, abs=6 * Z.std() / math.sqrt(X.shape[1]))
    np.testing.assert_allclose(A[1] * (D[1] == 0), 0)


def test_walk_begins_where_it_starts_and_goes_downhill(teach, example):
    net, X, Y = example
    nets = list(teach["walk"](net, X, Y, 5, alpha=0.01))
    costs = [teach["cost_of"](one, X, Y) for one in nets]
    assert len(nets) == 6
    assert nets[0] is net
    assert (np.diff(costs) < 0).all()


# section 6


def test_columns_are_means_of_blocks(teach, rng):
    images = rng.integers(0, 256, size=(3, 64, 64, 3))
    columns = teach["columns_of"](images)
    assert columns.shape == (192, 3)
    block = images[1, 8:16, 16:24].mean(axis=(0, 1)) / 255  # row 1, column 2
    np.testing.assert_allclose(columns[:, 1].reshape(8, 8, 3)[1, 2], block)


# section 8


def test_a_factor_in_each_of_fifty_layers():
    assert 1.1**50 == pytest.approx(117, abs=0.5)
    assert 1 / 0.9**50 == pytest.approx(200, rel=0.05)


@pytest.mark.parametrize("n_prev, n, s", [(400, 2000, 0.05), (50, 900, 0.3)])
def test_variance_of_z_is_n_prev_s_squared_mean_square(rng, n_prev, n, s):
    A = np.maximum(0, rng.normal(size=(n_prev, 200)))
    Z = s * rng.normal(size=(n, n_prev)) @ A
    assert Z.var() == pytest.approx(n_prev * s**2 * np.mean(A**2), rel=0.1)


@pytest.mark.parametrize(
    "name, keras_name", [("He", "HeNormal"), ("Xavier", "LecunNormal"),
                         ("Glorot", "GlorotNormal")])  # fmt: skip
def test_starts_have_the_spread_of_keras(teach, name, keras_name):
    import keras

    n_prev, n = 300, 500
    drawn = getattr(keras.initializers, keras_name)(seed=1)((n_prev, n))
    scale = teach["WAYS_TO_START"][name](n_prev, n)
    assert np.std(np.asarray(drawn)) == pytest.approx(scale, rel=0.01)


def test_only_he_keeps_the_level_of_relu(teach):
    g = teach["BENDS"]["ReLU"]
    last = {}
    for name, scale in teach["WAYS_TO_START"].items():
        *_, last[name] = teach["variances"](scale, g, np.random.default_rng(1))
    assert 0.05 < last["He"] < 20
    assert last["Xavier"] < 1e-15
    assert last["Glorot"] < 1e-15
    assert last["0.01"] < 1e-100
    assert last["zeros"] == 0


# section 9


@pytest.mark.parametrize("epsilon", [1e-2, 1e-3])
def test_one_sided_errs_by_epsilon_and_two_sided_by_its_square(teach, epsilon):
    cube, t = teach["cube"], 0.7
    one = (cube(t + epsilon) - cube(t)) / epsilon - 3 * t**2
    two = (cube(t + epsilon) - cube(t - epsilon)) / (2 * epsilon) - 3 * t**2
    assert one == pytest.approx(3 * t * epsilon + epsilon**2)
    assert two == pytest.approx(epsilon**2, rel=1e-4)


def test_by_differences_finds_the_gradient_and_leaves_the_net(teach, example):
    net, X, Y = example
    before = {key: part.copy() for key, part in net.items()}
    approx = teach["by_differences"](lambda n: teach["cost_of"](n, X, Y, 5.0), net)
    grads = teach["backward"](net, X, Y, 5.0)
    assert teach["relative_error"](grads, approx) < 1e-7
    for key, part in before.items():
        np.testing.assert_array_equal(net[key], part)


def test_relative_error_has_no_unit_and_sees_every_entry(teach, rng):
    a = {"W1": rng.normal(size=(3, 2)), "b1": rng.normal(size=(3, 1))}
    b = {key: part.copy() for key, part in a.items()}
    assert teach["relative_error"](a, b) == 0
    b["b1"][2] += 0.1
    error = teach["relative_error"](a, b)
    assert error > 1e-3
    tiny = [{key: 1e-9 * part for key, part in g.items()} for g in (a, b)]
    assert teach["relative_error"](*tiny) == pytest.approx(error)
    opposite = {key: -part for key, part in a.items()}
    assert teach["relative_error"](a, opposite) == pytest.approx(1)


# what the prose says, and what the cells printed

SAID = [
    ("from 74.6 % to 89.6 %", "74.6% to  89.6%"),
    ("the luckiest of 53 real sets had 92 %", "to 92% in 53"),
    ("met long ago near 27 %", "where, one neuron          train 26%, dev 27%"),
    ("the place alone leaves 19 %", "where, 20 + 10 units       train 19%"),
    ("at 4,000 it is 12 % and 15 %", "everything, 20 + 10 units  train 12%, dev 15%"),
    ("On new ones 1 wins", "lambd    1   cost: own 0.43, new 0.60"),
    ("more than nine in ten", "L1, lambd 0.3   93%"),
    ("falls by half", "lambd    0   dev cost 1.18"),
    ("falls by half", "lambd    1   dev cost 0.61"),
    (
        "at 0.6 the error begins to rise",
        "keep_prob 0.6   dev cost 0.70 ± 0.15   error 30%",
    ),
    ("in every second step", "masks on    rises in 48%"),
    ("see the cost fall", "keep_prob 1 rises in  0%"),
    ("After about 180", "turns after about 180 steps"),
    ("takes nearly twice the steps", "alpha 0.05: turns after about 340 steps"),
    ("0.2 points and 0.0", "better by 0.2 ± 1.4 points, cost by 0.10 ± 0.03"),
    ("0.2 points and 0.0", "better by 0.0 ± 0.9 points, cost by 0.10 ± 0.02"),
    ("some 3,000", "3,036 steps"),
    ("normalised, twelve", "12 steps"),
    ("28 points are lost", "right 86%"),
    ("28 points are lost", "right 58%"),
    ("fifteen zeros", "ReLU Xavier  after 10 layers 7e-04, 50 2e-16"),
    ("a thousand times deeper", "error there 1e-08"),
    ("a thousand times deeper", "error there 9e-12"),
    ("Only the right one passes", "right           below 1e-7"),
]


@pytest.fixture(scope="module")
def page(repository):
    """The prose of the built lesson in one line, and all that its cells printed."""
    import nbformat

    path = repository / "notebooks" / "c2w1_practical_aspects.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    prose = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    streams = (out for cell in cells for out in cell.get("outputs", ()))
    return " ".join(prose.split()), "".join(out.get("text", "") for out in streams)


@pytest.mark.parametrize("said, printed", SAID)
def test_prose_says_what_the_cells_printed(page, said, printed):
    prose, output = page
    assert said in prose
    assert printed in output
