"""Each formula of the lesson on tuning and batch norm, both sides computed."""

import ast
import math
from itertools import pairwise

import numpy as np
import pytest

from course_utils.desk import planes, tuning
from course_utils.desk.quiet import quiet_start

EPS = 1e-5
SIZES = [(3, 7), (1, 4), (5, 2)]


@pytest.fixture(scope="module")
def keras():
    """Keras, started without its greetings."""
    with quiet_start():
        import keras
    return keras


@pytest.fixture(scope="module")
def tf():
    """TensorFlow, started without its greetings."""
    with quiet_start():
        import tensorflow
    return tensorflow


@pytest.fixture(scope="module")
def teach(repository):
    """The functions that the lesson defines, by their names."""
    path = repository / "notebooks" / "c2w3_tuning_batchnorm_frameworks.py"
    names = {"np": np, "pairwise": pairwise, "tuning": tuning}
    names["houses"] = tuning.market()
    names["grid"] = np.tile([0.1, 0.3, 0.5, 0.7, 0.9], (2, 5))
    names["X"], names["Y"] = planes.noisy_circles(40, np.random.default_rng(1))
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            exec(compile(ast.Module([node], []), "lesson", "exec"), names)
    return names


@pytest.fixture(params=SIZES, ids=str)
def layer(request, rng):
    """The sums of a layer, with the new spread and mean of its units."""
    n, m = request.param
    return rng.normal(size=(n, m)), rng.normal(size=(n, 1)), rng.normal(size=(n, 1))


def slopes(f, at):
    """The two-sided differences of a function of an array."""
    found = np.empty(at.shape)
    for place in np.ndindex(at.shape):
        nudge = np.zeros(at.shape)
        nudge[place] = EPS
        found[place] = (f(at + nudge) - f(at - nudge)) / (2 * EPS)
    return found


# section 1


@pytest.mark.parametrize("width", [0.02, 0.05, 0.1])
def test_the_rates_of_hits_are_those_of_the_formula(teach, width):
    teach["rng"] = np.random.default_rng(0)
    measured = teach["hit_rates"](width, repeats=40000)
    formula = [5 * width / (1 - width), 1 - (1 - width) ** 25]
    np.testing.assert_allclose(measured, formula, atol=0.015)


def test_darts_hit_a_twentieth_in_72_searches_of_a_hundred():
    assert round(100 * (1 - 0.95**25)) == 72
    assert round(100 * 5 * 0.05 / 0.95) == 26


@pytest.mark.parametrize("axes, values", [(2, 8), (3, 4), (6, 2)])
def test_64_trials_are_few_values_on_each_axis_of_a_grid(axes, values):
    assert values**axes == 64


# section 2


@pytest.mark.parametrize("low, high, share", [(0.1, 1, 0.90), (1e-4, 0.01, 0.01)])
def test_share_of_a_uniform_alpha(low, high, share):
    assert (high - low) / (1 - 1e-4) == pytest.approx(share, abs=0.0005)


def test_look_back_of_beta():
    assert [round(1 / (1 - b), 2) for b in (0.9, 0.9005)] == [10, 10.05]
    assert [round(1 / (1 - b)) for b in (0.999, 0.9995)] == [1000, 2000]
    assert (0.999 - 0.99) / (0.999 - 0.9) == pytest.approx(0.09, abs=0.001)
    assert 10**-2.5 == pytest.approx(0.00316, abs=5e-6)


def test_darts_stay_on_the_board_and_in_the_middle_of_its_decades(teach):
    thrown = teach["throw"](4000, (1e-4, 10), (1e-3, 1), np.random.default_rng(0))
    alphas = np.array([s.alpha for s in thrown])
    slacks = np.array([1 - s.beta for s in thrown])
    assert alphas.min() >= 1e-4 and alphas.max() <= 10
    assert slacks.min() >= 0.999e-3 and slacks.max() <= 1
    assert np.mean(np.log10(alphas)) == pytest.approx(-1.5, abs=0.1)
    assert np.mean(np.log10(slacks)) == pytest.approx(-1.5, abs=0.1)


# section 5


def test_batch_norm_by_hand(teach):
    out, _ = teach["batch_norm"](np.array([[1.0, 3, 5, 7]]), 1, 0)
    assert out[0, 0] == pytest.approx(-1.342, abs=5e-4)
    assert out.mean() == pytest.approx(0) and out.std() == pytest.approx(1, abs=1e-5)


def test_batch_norm_is_that_of_keras(teach, keras, layer):
    Z, gamma, beta = layer
    theirs = keras.layers.BatchNormalization(epsilon=1e-5)
    theirs.build((None, Z.shape[0]))
    theirs.gamma.assign(gamma.ravel())
    theirs.beta.assign(beta.ravel())
    ours, _ = teach["batch_norm"](Z, gamma, beta)
    np.testing.assert_allclose(theirs(Z.T, training=True), ours.T, atol=1e-4)


def test_batch_norm_backward_agrees_with_finite_differences(teach, rng, layer):
    Z, gamma, beta = layer
    R = rng.normal(size=Z.shape)

    def cost(Z, gamma, beta):
        return np.sum(R * teach["batch_norm"](Z, gamma, beta)[0])

    grads = teach["batch_norm_backward"](R, teach["batch_norm"](Z, gamma, beta)[1])
    measured = [
        slopes(lambda z: cost(z, gamma, beta), Z),
        slopes(lambda g: cost(Z, g, beta), gamma),
        slopes(lambda b: cost(Z, gamma, b), beta),
    ]
    for ours, theirs in zip(grads, measured, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-6)


def test_batch_norm_backward_agrees_with_the_tape(teach, tf, rng, layer):
    Z, gamma, beta = layer
    R = rng.normal(size=Z.shape)
    parts = [tf.Variable(part) for part in layer]
    with tf.GradientTape() as tape:
        mu, var = tf.nn.moments(parts[0], axes=[1], keepdims=True)
        out = parts[1] * (parts[0] - mu) / tf.sqrt(var + 1e-5) + parts[2]
        cost = tf.reduce_sum(R * out)
    grads = teach["batch_norm_backward"](R, teach["batch_norm"](Z, gamma, beta)[1])
    for ours, theirs in zip(grads, tape.gradient(cost, parts), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9)


def test_gamma_and_beta_undo_it_and_b_drops_out(teach, layer):
    Z = layer[0]
    mu = Z.mean(axis=1, keepdims=True)
    s = np.sqrt(Z.var(axis=1, keepdims=True) + 1e-5)
    np.testing.assert_allclose(teach["batch_norm"](Z, s, mu)[0], Z)
    plain = teach["batch_norm"](Z, 1, 0)[0]
    np.testing.assert_allclose(teach["batch_norm"](Z + 100, 1, 0)[0], plain, atol=1e-8)
    no_force = teach["batch_norm_backward"](Z, teach["batch_norm"](Z, s, mu)[1])[0]
    np.testing.assert_allclose(no_force.sum(axis=1), 0, atol=1e-9)


def test_counts_of_means_of_a_batch_of_pictures():
    assert 32 * 14 * 14 == 6272
    assert 14 * 14 * 64 == 12544


# section 6


def test_a_batch_of_one_comes_out_as_beta(teach, rng):
    Z, gamma, beta = (rng.normal(size=(4, 1)) for _ in range(3))
    np.testing.assert_array_equal(teach["batch_norm"](100 * Z, gamma, beta)[0], beta)


def test_inference_is_that_of_keras(teach, keras, rng, layer):
    Z, gamma, beta = layer
    mean, var = rng.normal(size=gamma.shape), rng.uniform(0.5, 2, size=gamma.shape)
    theirs = keras.layers.BatchNormalization(epsilon=1e-5)
    theirs.build((None, Z.shape[0]))
    theirs.set_weights([part.ravel() for part in (gamma, beta, mean, var)])
    ours = teach["batch_norm_inference"](Z, gamma, beta, mean, var)
    np.testing.assert_allclose(theirs(Z.T, training=False), ours.T, atol=1e-4)


@pytest.mark.parametrize(
    "rho, batches, left", [(0.99, 10, 90), (0.99, 11, 90), (0.9, 11, 31)]
)
def test_what_is_left_of_the_start(rho, batches, left):
    assert round(100 * rho**batches) == left


# section 7


@pytest.mark.parametrize("norm", [False, True])
def test_backward_of_the_deep_net_agrees_with_finite_differences(teach, rng, norm):
    X, Y = rng.normal(size=(2, 9)), np.arange(9)[None] % 2
    net = teach["deep"](1.0, rng, sizes=(2, 4, 3, 1))

    def cost(net):
        Z = teach["forward"](net, X, norm)[0][-1]
        return np.mean(np.logaddexp(0, Z) - Y * Z)

    grads = teach["backward"](net, *teach["forward"](net, X, norm), Y)
    for layer, parts in enumerate(net):
        for k, part in enumerate(parts):

            def moved(value, layer=layer, k=k):
                changed = [list(parts) for parts in net]
                changed[layer][k] = value
                return cost(changed)

            measured = slopes(moved, part)
            np.testing.assert_allclose(
                np.broadcast_to(grads[layer][k], part.shape), measured, atol=1e-8
            )


def test_batch_norm_takes_the_scale_out_of_the_first_weights(teach):
    ends = {
        (norm, scale): teach["costs_of"](0.1, scale, norm, steps=120)[-1]
        for norm in (False, True)
        for scale in (0.1, 2)
    }
    assert ends[False, 0.1] > 0.69
    assert ends[True, 0.1] < 0.5 and ends[True, 2] < 0.2


# section 8


def test_softmax_of_two_classes_is_the_sigmoid_of_the_difference(teach, rng):
    Z = rng.normal(scale=5, size=(2, 30))
    np.testing.assert_allclose(
        teach["softmax"](Z)[0], teach["sigmoid"](Z[0] - Z[1]), rtol=1e-12
    )


@pytest.mark.parametrize("C", [2, 4, 6])
def test_gradient_of_the_loss_by_the_scores_is_a_minus_y(teach, rng, C):
    z, y = rng.normal(size=(C, 1)), np.eye(C)[:, :1]
    measured = slopes(lambda z: -np.sum(y * np.log(teach["softmax"](z))), z)
    np.testing.assert_allclose(teach["softmax"](z) - y, measured, atol=1e-8)


def test_softmax_regression_finds_the_lowest_cost(teach, rng):
    X, labels = teach["clouds"](3, 60, rng)
    X, T = X + rng.normal(scale=3, size=X.shape), np.eye(3)[labels].T
    W, b = teach["softmax_regression"](X, T, alpha=0.2, steps=3000)

    def cost(W):
        return -np.mean(np.sum(T * np.log(teach["softmax"](W @ X + b)), axis=0))

    np.testing.assert_allclose(slopes(cost, W), 0, atol=1e-4)


def test_softmax_twice_is_never_below_1_04_with_six_classes(teach):
    twice = -np.log(teach["softmax"](np.eye(6)[:, :1])[0, 0])
    assert round(twice, 4) == 1.0436
    assert twice == pytest.approx(math.log(math.e + 5) - 1)
    assert round(math.log(6), 4) == 1.7918


# section 10


@pytest.mark.parametrize("training", [False, True])
def test_keras_and_numpy_are_the_same_net(teach, keras, rng, training):
    teach["keras"] = keras
    weights = [rng.normal(size=shape) for shape in ((16, 11), (16, 16), (4, 16))]
    X = rng.normal(size=(11, 20)).astype("float32")
    theirs = teach["keras_net"](0.9, weights)(X.T, training=training)

    def norm(Z):
        if training:
            return teach["batch_norm"](Z, 1, 0)[0]
        return teach["batch_norm_inference"](Z, 1, 0, 0, 1)

    ours = teach["numpy_net"](X, weights, norm)
    np.testing.assert_allclose(np.transpose(theirs), ours, rtol=1e-4, atol=1e-3)


def test_knowing_nothing_about_four_classes_costs_1_39():
    assert round(math.log(4), 2) == 1.39
