"""Each formula of the lesson on optimisers, both sides computed."""

import ast
import math

import numpy as np
import pytest

from course_utils import logistic_regression, shallow_network
from course_utils.desk import load_temperatures, planes, walks

EPS = 1e-6
ASSIGNED = ("C, S", "START", "P, T", "n_h, n", "COURSES", "RUNNERS", "alpha_0")


@pytest.fixture(scope="module")
def teach(repository):
    """The functions and tables that the lesson defines, by their names."""
    text = (repository / "notebooks" / "c2w2_optimization.py").read_text("utf-8")
    names = {"np": np, "planes": planes, "walks": walks}
    for node in ast.parse(text).body:
        wanted = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).strip(
            "()"
        ).startswith((*ASSIGNED, "SCHEDULES"))
        if isinstance(node, ast.FunctionDef) or wanted:
            exec(compile(ast.Module([node], []), "lesson", "exec"), names)
    return names


def take(step, slopes):
    """Return the steps that an optimizer takes for these slopes, and its memory."""
    memory = {}
    found = [step(slope, memory, t) for t, slope in enumerate(slopes, start=1)]
    return found, memory


# section 1


@pytest.mark.parametrize("m, size", [(190, 32), (7, 3), (6, 3), (5, 1), (4, 9)])
def test_mini_batches_hold_every_example_once_and_beside_its_label(teach, rng, m, size):
    X, Y = np.arange(2.0 * m).reshape(2, m), np.arange(m)[None]
    batches = teach["mini_batches"](X, Y, size, rng)
    assert [labels.size for _, labels in batches[:-1]] == [size] * (len(batches) - 1)
    assert len(batches) == math.ceil(m / size)
    seen = np.hstack([labels for _, labels in batches])
    assert sorted(seen[0]) == list(range(m))
    for some, labels in batches:
        np.testing.assert_array_equal(some, X[:, labels[0]])


def test_gradient_and_cost_are_those_of_the_reference(teach, rng):
    w, b, X = rng.normal(size=(3, 1)), 0.4, rng.normal(size=(3, 5))
    Y = np.array([[1, 0, 0, 1, 1]])
    dw, db = teach["gradient"](w, b, X, Y)
    grads, cost = logistic_regression.propagate(w, b, X, Y)
    np.testing.assert_allclose(dw, grads["dw"])
    assert db == pytest.approx(grads["db"])
    assert teach["cost_of"](w, b, X, Y) == pytest.approx(cost)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_error_of_a_batch_follows_the_law_for_draws_without_return(rng, size):
    from itertools import combinations

    m, values = 6, rng.normal(size=6)
    means = [values[list(some)].mean() for some in combinations(range(m), size)]
    error = np.sqrt(np.mean((np.array(means) - values.mean()) ** 2))
    law = values.std() / np.sqrt(size) * np.sqrt((m - size) / (m - 1))
    assert error == pytest.approx(law)


# sections 2 and 3


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.98])
def test_an_average_is_the_sum_of_its_weights(teach, rng, beta):
    theta = rng.normal(size=30)
    weights = (1 - beta) * beta ** np.arange(30)
    assert teach["ewa"](theta, beta)[-1] == pytest.approx(weights @ theta[::-1])


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98])
def test_the_weights_of_t_days_add_up_to_one_minus_beta_to_the_t(teach, beta):
    t = np.arange(1, 51)
    np.testing.assert_allclose(teach["ewa"](np.ones(50), beta), 1 - beta**t)
    np.testing.assert_allclose(teach["corrected"](np.full(50, 7.3), beta), 7.3)


def test_half_of_the_weight_lies_within_the_days_that_are_told():
    for beta, days in ((0.5, 1), (0.9, 7), (0.98, 35), (0.999, 693)):
        assert 1 - beta**days >= 0.5 > 1 - beta ** (days - 1)


def test_the_correction_fades_when_the_lesson_says():
    for beta, t in ((0.5, 7), (0.9, 44), (0.98, 228), (0.999, 4603)):
        assert round(math.log(0.01) / math.log(beta)) == t
        assert beta**t == pytest.approx(0.01, abs=0.0025)


def test_the_habit_is_right_on_the_first_day_alone():
    beta, t = 0.98, np.arange(1, 400)
    assert np.flatnonzero(np.isclose(1 - beta * t, 1 - beta**t)).tolist() == [0]
    assert (1 - beta * t[1:] < 0).all()


@pytest.mark.parametrize("beta, late", [(0.5, 1.0), (0.9, 8.9), (0.98, 40.5)])
def test_a_yearly_wave_comes_as_late_as_the_theory_of_filters_says(teach, beta, late):
    turn = 2 * math.pi / 365.25
    passed = (1 - beta) / (1 - beta * np.exp(-1j * turn))
    wave = np.cos(turn * np.arange(1461))
    peak, swing = teach["yearly_wave"](wave)
    found = teach["yearly_wave"](teach["ewa"](wave, beta))
    assert found[0] - peak == pytest.approx(-np.angle(passed) / turn, abs=0.01)
    assert found[1] / swing == pytest.approx(abs(passed), abs=0.001)
    assert found[0] - peak == pytest.approx(late, abs=0.06)


def test_seattle_wobbles_26_times_less_and_loses_a_quarter_of_its_swing(teach):
    theta = load_temperatures().high
    v = teach["ewa"](theta, 0.98)
    assert np.std(np.diff(theta[365:])) / np.std(np.diff(v[365:])) == pytest.approx(
        26, abs=0.5
    )
    swings = [teach["yearly_wave"](values)[1] for values in (theta, v)]
    assert swings[1] / swings[0] == pytest.approx(0.76, abs=0.01)


# sections 4 to 6


@pytest.mark.parametrize("course", ["ravine", "turned", "saddle"])
def test_each_slope_agrees_with_finite_differences(teach, course):
    cost, slope, start = teach["COURSES"][course]
    for w in (np.array(start), np.array([0.3, -0.7])):
        for k in (0, 1):
            up, down = w + EPS * np.eye(2)[k], w - EPS * np.eye(2)[k]
            measured = (cost(*up) - cost(*down)) / (2 * EPS)
            assert slope(w)[k] == pytest.approx(measured, abs=1e-6)


def test_the_turned_ravine_starts_where_the_straight_one_does(teach):
    cost, _, start = teach["COURSES"]["turned"]
    assert cost(*start) == pytest.approx(teach["ravine"](-4.0, 1.0))
    assert np.hypot(*start) == pytest.approx(np.hypot(4, 1))


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_momentum_steps_along_an_average_of_the_slopes(teach, rng, beta):
    slopes = rng.normal(size=12)
    found, _ = take(teach["momentum"](0.3, beta), slopes)
    np.testing.assert_allclose(found, 0.3 * teach["ewa"](slopes, beta))


@pytest.mark.parametrize("rate, stays", [(0.37, True), (0.39, False)])
def test_momentum_bears_a_rate_of_0_38_in_the_ravine(teach, rate, stays):
    way = teach["walk"](teach["momentum"](rate), steps=5000)
    assert (np.abs(way[-1]).max() < 1) == stays


def test_momentum_without_is_momentum_at_a_tenth_of_the_rate(teach, rng):
    slopes = rng.normal(size=12)
    ours, _ = take(teach["momentum"](0.3), slopes)
    theirs, _ = take(teach["momentum_without"](0.03), slopes)
    np.testing.assert_allclose(theirs, ours)


def test_momentum_by_hand(teach):
    found, memory = take(teach["momentum"](0.1), [2.0, 4.0])
    assert found == pytest.approx([0.02, 0.058])
    assert memory["v"] == pytest.approx(0.9 * 0.2 + 0.1 * 4)


def test_rmsprop_by_hand(teach):
    found, memory = take(teach["rmsprop"](0.1), [2.0, 4.0])
    assert found == pytest.approx([0.1 * 2 / math.sqrt(0.4), 0.1 * 4 / 1.4])
    assert [round(step, 4) for step in found] == [0.3162, 0.2857]
    assert memory["s"] == pytest.approx(0.36 + 1.6)


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_steps_do_not_know_the_unit_of_the_cost(teach, rng, name):
    slopes = rng.normal(size=12)
    small, large = (take(teach[name](0.1), f * slopes)[0] for f in (1, 1000))
    np.testing.assert_allclose(large, small, rtol=1e-5)


def test_rmsprop_starts_with_a_step_of_3_16_alpha(teach):
    (first,), _ = take(teach["rmsprop"](1.0), [7.0])
    assert first == pytest.approx(1 / math.sqrt(0.1))


def test_adam_by_hand(teach):
    found, memory = take(teach["adam"](0.01), [0.5, -0.2])
    assert [round(step, 6) for step in found] == [0.01, 0.003456]
    assert memory["v"] == pytest.approx(0.025)
    assert memory["s"] == pytest.approx(0.00028975)
    assert round(0.025 / 0.19, 4) == 0.1316
    assert round(0.00028975 / 0.001999, 4) == 0.1449
    assert round(math.sqrt(0.00028975 / 0.001999), 4) == 0.3807


@pytest.mark.parametrize("slope", [-300.0, -0.01, 2.0])
def test_the_first_step_of_adam_is_alpha(teach, slope):
    (first,), _ = take(teach["adam"](0.05), [slope])
    assert first == pytest.approx(math.copysign(0.05, slope), rel=1e-5)


@pytest.mark.parametrize("name", ["momentum", "rmsprop", "adam"])
def test_optimizers_take_the_steps_of_keras(teach, rng, name):
    import keras

    slopes = rng.normal(size=8)
    theirs = {
        "momentum": lambda: keras.optimizers.SGD(0.05 * 0.1, momentum=0.9),
        "rmsprop": lambda: keras.optimizers.RMSprop(0.05, rho=0.9, epsilon=1e-14),
        "adam": lambda: keras.optimizers.Adam(0.05, epsilon=1e-12),
    }[name]()
    weight = keras.Variable(0.0, dtype="float64")
    for slope in slopes:
        theirs.apply([slope], [weight])
    found, _ = take(teach[name](0.05), slopes)
    assert -sum(found) == pytest.approx(float(weight.numpy()), rel=1e-4)


# section 7


@pytest.mark.parametrize("name", ["gd", "momentum"])
def test_gd_and_momentum_do_not_notice_that_the_ravine_is_turned(teach, name):
    straight = teach["walk"](teach[name](0.018), steps=50)
    _, slope, start = teach["COURSES"]["turned"]
    way = teach["walk"](teach[name](0.018), slope, start, 50)
    turn = np.array([[teach["C"], -teach["S"]], [teach["S"], teach["C"]]])
    np.testing.assert_allclose(way, straight @ turn.T, atol=1e-9)


def test_rmsprop_notices(teach):
    cost, slope, start = teach["COURSES"]["turned"]
    ways = {"ravine": teach["walk"](teach["rmsprop"](0.03))}
    ways["turned"] = teach["walk"](teach["rmsprop"](0.03), slope, start)
    costs = [teach["ravine"](*ways["ravine"].T), cost(*ways["turned"].T)]
    assert [walks.arrival(values, 0.1) for values in costs] == [127, 178]


def test_the_ravine_is_run_in_as_many_steps_as_the_lesson_tells(teach):
    ways = [teach["walk"](teach["gd"](0.018)), teach["walk"](teach["momentum"](0.1))]
    found = [walks.arrival(teach["ravine"](*way.T), 0.01) for way in ways]
    assert found == [185, 82]


def test_a_walk_stops_where_it_has_run_away(teach):
    assert len(teach["walk"](teach["gd"](0.03))) < 100
    assert len(teach["walk"](teach["gd"](0.018))) == 601


# section 8


def test_schedules_are_the_formulas_of_the_lesson(teach):
    found = {
        name: [f(k) for k in (0, 4, 5, 15)] for name, f in teach["SCHEDULES"].items()
    }
    assert found["constant"] == [0.1] * 4
    assert found["inverse time, d = 1"] == pytest.approx([0.1, 0.02, 0.1 / 6, 0.1 / 16])
    assert found["exponential, 0.8"] == pytest.approx(
        [0.1 * 0.8**k for k in (0, 4, 5, 15)]
    )
    assert found["one over root"] == pytest.approx(
        [0.1, 0.1 / 5**0.5, 0.1 / 6**0.5, 0.025]
    )
    assert found["staircase, d = 1"] == pytest.approx([0.1, 0.1, 0.05, 0.025])


# section 9


@pytest.fixture
def thetas(rng):
    """Three networks of 25 numbers."""
    return rng.normal(size=(3, 25))


def test_slope_of_the_small_net_agrees_with_finite_differences(teach, thetas):
    _, slopes = teach["cost_and_slope"](thetas)
    for k in range(25):
        move = EPS * np.eye(25)[k]
        up, down = (teach["cost_and_slope"](thetas + s * move)[0] for s in (1, -1))
        np.testing.assert_allclose(slopes[:, k], (up - down) / (2 * EPS), atol=1e-8)


def test_the_small_net_is_that_of_the_reference_with_a_little_l2(teach, thetas):
    costs, slopes = teach["cost_and_slope"](thetas)
    names, P, T = ("W1", "b1", "W2", "b2"), teach["P"], teach["T"]
    for k, parts in enumerate(zip(*teach["parts"](thetas), strict=True)):
        net = dict(zip(names, parts, strict=True))
        A2, cache = shallow_network.forward_propagation(P, net)
        penalty = 0.001 / 2 * np.sum(thetas[k] ** 2)
        assert costs[k] == pytest.approx(shallow_network.compute_cost(A2, T) + penalty)
        grads = shallow_network.backward_propagation(net, cache, P, T)
        flat = np.concatenate([grads[f"d{name}"].ravel() for name in names])
        np.testing.assert_allclose(slopes[k], flat + 0.001 * thetas[k], atol=1e-12)


def test_hessian_is_the_second_difference_of_the_cost(teach, thetas):
    theta, H, eps = thetas[0], teach["hessian"](thetas[0]), 1e-3
    for j, k in ((0, 0), (3, 20), (13, 14), (24, 24)):
        a, b = eps * np.eye(25)[j], eps * np.eye(25)[k]
        corners = np.array([theta + a + b, theta + a - b, theta - a + b, theta - a - b])
        costs, _ = teach["cost_and_slope"](corners)
        second = costs @ [1, -1, -1, 1] / (4 * eps**2)
        assert H[j, k] == pytest.approx(second, abs=1e-5)


def test_all_weights_zero_is_a_saddle_with_six_ways_down(teach):
    zero = np.zeros(25)
    cost, slope = teach["cost_and_slope"](zero[None])
    assert cost[0] == pytest.approx(math.log(2))
    assert np.abs(slope).max() < 1e-12
    assert np.sum(teach["bends"](zero) < -1e-4) == 6


def test_seek_finds_a_place_without_slope(teach):
    theta, length = teach["seek"](0.3 * np.random.default_rng(3).normal(size=25))
    assert length < 1e-7
    assert np.linalg.norm(teach["cost_and_slope"](theta[None])[1]) == length


def test_25_tosses_of_one_kind_come_once_in_33_million():
    assert 2**25 == pytest.approx(33e6, rel=0.02)
