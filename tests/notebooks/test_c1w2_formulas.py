"""Each formula of the lesson on logistic regression, both sides computed."""

import ast
import math

import numpy as np
import pytest

from course_utils import activations, logistic_regression

EPS = 1e-6
Z = [-6.0, -1.5, 0.0, 0.3, 4.0]
SIZES = [(1, 6), (4, 7), (5, 1)]


@pytest.fixture(scope="module")
def lesson(repository):
    """The functions that the lesson defines; of two with one name, the last."""
    text = (repository / "notebooks" / "c1w2_logistic_regression.py").read_text("utf-8")
    functions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    return {f.name: f for f in functions} | {
        f"first {f.name}": f for f in reversed(functions)
    }


@pytest.fixture(scope="module")
def teach(lesson):
    """Return the lesson's function of this name; `first f` is its first version."""

    def find(name):
        namespace = {"np": np, "math": math}
        first = "first " if name.startswith("first ") else ""
        for other in {n.removeprefix("first ") for n in lesson}:
            node = lesson[first + other]
            exec(compile(ast.Module([node], []), other, "exec"), namespace)
        return namespace[name.removeprefix("first ")]

    return find


@pytest.fixture(params=SIZES, ids=str)
def example(request, rng):
    """Parameters, inputs and labels of several sizes: w, b, X, Y."""
    n_x, m = request.param
    Y = (np.arange(m) % 3 == 0).astype(int).reshape(1, m)
    return rng.normal(size=(n_x, 1)), 0.4, rng.normal(size=(n_x, m)), Y


def slope(f, at, eps=EPS):
    """The two-sided difference that the lesson uses."""
    return (f(at + eps) - f(at - eps)) / (2 * eps)


def slopes(f, w, eps=EPS):
    """The two-sided difference by every entry of a column."""
    units = np.eye(len(w))[:, :, None] * eps
    return np.array([[(f(w + e) - f(w - e)) / (2 * eps)] for e in units])


def loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


# section 1


def test_transpose_keeps_pictures_in_columns_and_reshape_alone_does_not(rng):
    images = rng.integers(0, 256, size=(5, 2, 3, 3))
    right, wrong = images.reshape(5, -1).T, images.reshape(-1, 5)
    assert right.shape == wrong.shape
    np.testing.assert_array_equal(right[:, 2].reshape(2, 3, 3), images[2])
    assert not np.array_equal(wrong[:, 2].reshape(2, 3, 3), images[2])


# section 3


@pytest.mark.parametrize("version", ["first sigmoid", "sigmoid"])
def test_sigmoid_is_that_of_the_reference(teach, version):
    ours = teach(version)(np.array(Z))
    np.testing.assert_allclose(ours, activations.sigmoid(Z), rtol=1e-14)


@pytest.mark.parametrize("z", Z)
def test_z_is_the_log_odds_of_the_sigmoid(teach, z):
    a = teach("sigmoid")(z)
    assert math.log(a / (1 - a)) == pytest.approx(z)


@pytest.mark.parametrize("z", Z)
def test_slope_of_the_sigmoid_is_a_times_one_minus_a(teach, z):
    a = teach("sigmoid")(z)
    assert slope(teach("sigmoid"), z) == pytest.approx(a * (1 - a), rel=1e-6)


def test_log_odds_and_the_clue_add_up(rng):
    animal, blue = rng.random((2, 200)) < [[0.3], [0.6]]
    prior = animal.sum() / (~animal).sum()
    clue = blue[animal].mean() / blue[~animal].mean()
    posterior = (blue & animal).sum() / (blue & ~animal).sum()
    assert math.log(prior) + math.log(clue) == pytest.approx(math.log(posterior))


# sections 4 and 5


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("a", [0.02, 0.5, 0.9])
def test_loss_is_minus_the_log_of_the_likelihood(a, y):
    assert loss(a, y) == pytest.approx(-math.log(a**y * (1 - a) ** (1 - y)))


def test_log_of_the_product_is_the_sum_of_the_logs(rng):
    p = rng.random(20)
    assert math.log(np.prod(p)) == pytest.approx(np.sum(np.log(p)))


def test_product_of_2000_halves_is_ten_to_minus_602_and_prints_as_0():
    assert int(2000 * math.log10(0.5)) == -602
    assert np.prod(np.full(2000, 0.5)) == 0


@pytest.mark.parametrize("version", ["first cost_of", "cost_of"])
def test_cost_is_that_of_the_reference(teach, version, example):
    _, cost = logistic_regression.propagate(*example)
    assert teach(version)(*example) == pytest.approx(cost)


def test_cost_of_knowing_nothing_is_log_2(teach, example):
    w, _, X, Y = example
    assert teach("cost_of")(0 * w, 0, X, Y) == pytest.approx(math.log(2))


# section 6


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", Z)
def test_slope_of_the_squared_error_has_the_slope_of_the_sigmoid(teach, z, y):
    sigmoid = teach("sigmoid")
    a = sigmoid(z)
    measured = slope(lambda z: (sigmoid(z) - y) ** 2, z)
    assert measured == pytest.approx(2 * (a - y) * a * (1 - a), rel=1e-6)


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", Z)
def test_slope_of_the_log_loss_is_a_minus_y(teach, z, y):
    sigmoid = teach("sigmoid")
    measured = slope(lambda z: loss(sigmoid(z), y), z)
    assert measured == pytest.approx(sigmoid(z) - y, rel=1e-6)


def test_log_loss_pulls_11000_times_as_hard_at_minus_ten(teach):
    a = teach("sigmoid")(-10)
    ratio = (a - 1) / (2 * (a - 1) * a * (1 - a))
    assert ratio == pytest.approx(1 / (2 * a * (1 - a)))
    assert round(ratio, -3) == 11000


def test_log_loss_bends_upwards_everywhere_and_squared_error_does_not(teach, rng):
    X, Y = rng.normal(size=(1, 30)), rng.integers(0, 2, size=(1, 30))
    weights = np.linspace(-8, 8, 81).reshape(-1, 1, 1)
    bends = {
        name: np.diff([teach(name)(w, 0, X, Y) for w in weights], 2)
        for name in ("cost_of", "squares_of")
    }
    assert np.min(bends["cost_of"]) > 0
    assert np.min(bends["squares_of"]) < 0


# sections 7 and 8


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("a", [0.05, 0.5, 0.8])
def test_da_is_the_derivative_of_the_loss(a, y):
    da = -y / a + (1 - y) / (1 - a)
    assert slope(lambda a: loss(a, y), a) == pytest.approx(da, rel=1e-6)
    assert da * a * (1 - a) == pytest.approx(a - y)


def test_gradient_agrees_with_finite_differences(teach, example):
    w, b, X, Y = example
    dw, db = teach("gradient")(w, b, X, Y)
    assert dw.shape == w.shape
    cost = teach("cost_of")
    measured = slopes(lambda w: cost(w, b, X, Y), w)
    np.testing.assert_allclose(dw, measured, rtol=1e-6, atol=1e-9)
    assert db == pytest.approx(slope(lambda b: cost(w, b, X, Y), b), rel=1e-6)


@pytest.mark.parametrize(
    "name", ["gradient", "first gradient", "gradient_one_loop", "gradient_two_loops"]
)
def test_every_gradient_is_that_of_the_reference(teach, name, example):
    grads, _ = logistic_regression.propagate(*example)
    dw, db = teach(name)(*example)
    np.testing.assert_allclose(dw, grads["dw"])
    assert db == pytest.approx(grads["db"])


def test_error_with_the_wrong_sign_climbs_from_the_first_step(teach, example):
    w, b, X, Y = example
    dw, db = teach("gradient")(w, b, X, Y)
    cost = teach("cost_of")
    assert cost(w + 0.1 * dw, b + 0.1 * db, X, Y) > cost(w, b, X, Y)


@pytest.mark.slow
def test_gradient_agrees_with_the_tape_of_tensorflow(teach, example):
    import tensorflow as tf

    w, b, X, Y = (tf.Variable(part, dtype=tf.float64) for part in example)
    with tf.GradientTape() as tape:
        Z = tf.transpose(w) @ X + b
        J = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(Y, Z))
    dw, db = tape.gradient(J, [w, b])
    ours = teach("gradient")(*example)
    np.testing.assert_allclose(ours[0], dw.numpy(), rtol=1e-12)
    assert ours[1] == pytest.approx(float(db), rel=1e-12)


# section 9


def test_descend_walks_like_the_reference(teach, example):
    w, b, X, Y = example
    *_, (w_end, b_end) = teach("descend")(X, Y, 0.3, 25, w, b)
    params, _, _ = logistic_regression.optimize(w, b, X, Y, 25, 0.3)
    np.testing.assert_allclose(w_end, params["w"])
    assert b_end == pytest.approx(params["b"])


def test_descend_leaves_earlier_parameters_alone(teach, example):
    _, _, X, Y = example
    way = list(teach("descend")(X, Y, 0.3, 2))
    assert not way[0][0].any()
    assert way[2][0].any()


@pytest.mark.parametrize("alpha", [0.1, 0.6, 1.2])
def test_step_in_a_bowl_multiplies_the_distance(alpha):
    curvature, w = 1.5, 0.8  # J = curvature / 2 * w ** 2, lowest at 0
    assert w - alpha * curvature * w == pytest.approx((1 - alpha * curvature) * w)
    assert (abs(1 - alpha * curvature) < 1) == (alpha < 2 / curvature)


def test_hessian_is_the_derivative_of_the_gradient(teach, rng):
    X, Y = rng.normal(size=(1, 9)), rng.integers(0, 2, size=(1, 9))
    w, b = np.array([[0.7]]), -0.2
    A = teach("sigmoid")(w.T @ X + b)
    X_1 = np.vstack([X, np.ones_like(X)])
    H = (A * (1 - A) * X_1) @ X_1.T / 9

    def flat(theta):
        dw, db = teach("gradient")(theta[:1], theta[1, 0], X, Y)
        return np.array([dw.item(), db])

    theta = np.array([[0.7], [-0.2]])
    columns = [
        (flat(theta + e) - flat(theta - e)) / (2 * EPS)
        for e in np.eye(2)[:, :, None] * EPS
    ]
    np.testing.assert_allclose(H, np.transpose(columns), rtol=1e-5, atol=1e-9)


# sections 10 and 11


def test_mean_of_all_differences_is_the_difference_of_the_means(rng):
    A, Y = rng.random(7), rng.integers(0, 2, size=(7, 1))
    assert (A - Y).shape == (7, 7)
    assert np.mean(A - Y) == pytest.approx(A.mean() - Y.mean())


def test_sigmoid_of_37_is_1_in_64_bits(teach):
    assert teach("first sigmoid")(np.float64(37)) == 1.0


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", Z)
def test_stable_loss_is_the_naive_one(teach, z, y):
    stable = np.logaddexp(0, z) - y * z
    assert stable == pytest.approx(loss(teach("sigmoid")(z), y))


@pytest.mark.parametrize("z, y, expected", [(1000, 0, 1000), (-1000, 1, 1000)])
def test_stable_loss_stays_finite(z, y, expected):
    assert np.logaddexp(0, z) - y * z == expected


def test_clipping_at_ten_to_minus_15_caps_the_loss_at_34_and_a_half():
    assert -math.log(1e-15) == pytest.approx(34.5, abs=0.05)


def test_safe_sigmoid_never_warns(teach):
    ends = teach("sigmoid")(np.array([-1e4, 1e4]))
    np.testing.assert_array_equal(ends, [0, 1])


# section 12


def test_largest_rate_is_two_over_the_largest_curvature(teach, rng):
    X = rng.random((6, 4))
    X_1 = np.vstack([X, np.ones((1, 4))])
    H = X_1 @ X_1.T / (4 * 4)
    assert teach("largest_rate")(X) == pytest.approx(2 / np.linalg.eigvalsh(H)[-1])


def test_count_of_n_wobbles_by_root_p_q_over_n():
    n, p = 50, 0.76
    k = np.arange(n + 1)
    chance = np.array([math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in k])
    wobble = math.sqrt(np.sum(chance * (k / n - p) ** 2))
    assert wobble == pytest.approx(math.sqrt(p * (1 - p) / n))


def test_random_directions_are_nearly_at_right_angles(rng):
    u, v = rng.normal(size=(2, 200, 12288))
    lengths = np.linalg.norm(u, axis=1) * np.linalg.norm(v, axis=1)
    cosines = np.sum(u * v, axis=1) / lengths
    assert np.sqrt(np.mean(cosines**2)) == pytest.approx(12288**-0.5, rel=0.2)
    assert round(12288**-0.5, 3) == 0.009


def test_mixed_rows_cost_the_same_step_by_step(teach, rng):
    X, Y = rng.random((12, 7)), rng.integers(0, 2, size=(1, 7))
    mixed = rng.permutation(12)
    J, J_mixed = (
        [teach("cost_of")(w, b, rows, Y) for w, b in teach("descend")(rows, Y, 0.1, 9)]
        for rows in (X, X[mixed])
    )
    np.testing.assert_allclose(J, J_mixed, rtol=1e-12)


def test_weights_are_a_mix_of_pictures_with_the_signs_of_their_labels(teach, rng):
    X, Y = rng.random((12, 7)), np.array([[0, 1, 1, 0, 1, 0, 0]])
    way = list(teach("descend")(X, Y, 0.3, 20))
    errors = [teach("sigmoid")(w.T @ X + b) - Y for w, b in way[:-1]]
    share = -0.3 * np.sum(errors, axis=0).T / 7
    np.testing.assert_allclose(X @ share, way[-1][0])
    np.testing.assert_array_equal(np.sign(share[:, 0]), 2 * Y[0] - 1)


def test_penalty_on_large_weights_adds_lambd_over_m_times_w(rng):
    w, lambd, m = rng.normal(size=(3, 1)), 0.7, 5
    measured = slopes(lambda w: lambd / (2 * m) * np.sum(w**2), w)
    np.testing.assert_allclose(measured, lambd / m * w, rtol=1e-6)
