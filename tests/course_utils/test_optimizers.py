"""The optimisers, step by step beside those of Keras, and what each is for."""

import numpy as np
import pytest

from course_utils import optimizers
from course_utils.optimizers import (
    initialize_adam,
    initialize_velocity,
    update_parameters_with_adam,
    update_parameters_with_gd,
    update_parameters_with_momentum,
    update_parameters_with_rmsprop,
)

SHAPES = {"W1": (4, 3), "b1": (4, 1), "W2": (2, 4), "b2": (2, 1), "W3": (1, 2)}
STEPS = 10
# Keras keeps its settings in single precision: these are exact there.
each_rate = pytest.mark.parametrize("rate", [0.5, 0.03125])
each_beta = pytest.mark.parametrize("beta", [0.0, 0.625, 0.9375])


@pytest.fixture
def start(rng):
    """Return parameters whose shapes all differ."""
    return {name: rng.normal(size=shape) for name, shape in SHAPES.items()}


@pytest.fixture
def slopes(rng):
    """Return the gradients of ten steps; they do not depend on where a step ends."""
    return [
        {f"d{name}": rng.normal(size=shape) for name, shape in SHAPES.items()}
        for _ in range(STEPS)
    ]


@pytest.fixture
def keras_run(start, slopes):
    """Return a runner: the parameters after each step of a Keras optimizer."""
    import keras

    def run(name, **settings):
        optimizer = getattr(keras.optimizers, name)(**settings)
        variables = {k: keras.Variable(p, dtype="float64") for k, p in start.items()}
        for grads in slopes:
            pairs = [(grads[f"d{k}"], variable) for k, variable in variables.items()]
            optimizer.apply_gradients(pairs)
            yield {k: variable.numpy() for k, variable in variables.items()}

    usual = keras.config.floatx()
    keras.config.set_floatx("float64")
    yield run
    keras.config.set_floatx(usual)


def assert_alike(ours, theirs):
    for name, value in theirs.items():
        np.testing.assert_allclose(ours[name], value, rtol=1e-9, atol=1e-12)


@pytest.mark.slow
@each_rate
def test_gd_takes_the_steps_of_keras(start, slopes, keras_run, rate):
    ours = start
    for grads, theirs in zip(slopes, keras_run("SGD", learning_rate=rate), strict=True):
        ours = update_parameters_with_gd(ours, grads, rate)
        assert_alike(ours, theirs)


@pytest.mark.slow
@each_rate
@each_beta
def test_momentum_takes_the_steps_of_keras(start, slopes, keras_run, rate, beta):
    """Keras leaves out (1 - beta), so its rate is (1 - beta) times ours."""
    ours, v = start, initialize_velocity(start)
    run = keras_run("SGD", learning_rate=rate * (1 - beta), momentum=beta)
    for grads, theirs in zip(slopes, run, strict=True):
        ours, v = update_parameters_with_momentum(ours, grads, v, beta, rate)
        assert_alike(ours, theirs)


@pytest.mark.slow
@each_rate
@each_beta
def test_rmsprop_takes_the_steps_of_keras(start, slopes, keras_run, rate, beta):
    """Keras puts epsilon inside the root: the two agree only without any."""
    ours, s = start, initialize_velocity(start)
    run = keras_run("RMSprop", learning_rate=rate, rho=beta, epsilon=0.0)
    for grads, theirs in zip(slopes, run, strict=True):
        ours, s = update_parameters_with_rmsprop(ours, grads, s, beta, rate, 0.0)
        assert_alike(ours, theirs)


@pytest.mark.slow
@each_rate
@pytest.mark.parametrize(
    "beta1, beta2, hat", [(0.875, 1 - 2**-10, 1e-7), (0.5, 0.75, 0.25)]
)
def test_adam_takes_the_steps_of_keras(
    start, slopes, keras_run, rate, beta1, beta2, hat
):
    """Keras adds its epsilon ("epsilon hat") to the root of the uncorrected square.

    Kingma and Ba give this form below their algorithm. Ours is then larger, by the
    root of the correction.
    """
    ours, (v, s) = start, initialize_adam(start)
    settings = {"beta_1": beta1, "beta_2": beta2, "epsilon": hat}
    run = keras_run("Adam", learning_rate=rate, **settings)
    for t, (grads, theirs) in enumerate(zip(slopes, run, strict=True), start=1):
        epsilon = hat / np.sqrt(1 - beta2**t)
        ours, v, s, _, _ = update_parameters_with_adam(
            ours, grads, v, s, t, rate, beta1, beta2, epsilon
        )
        assert_alike(ours, theirs)


def test_momentum_without_memory_is_gd(start, slopes):
    v = initialize_velocity(start)
    plain = update_parameters_with_gd(start, slopes[0], 0.2)
    rolling, _ = update_parameters_with_momentum(start, slopes[0], v, 0.0, 0.2)
    np.testing.assert_equal(rolling, plain)


def test_without_velocity_memory_or_epsilon_every_step_is_the_rate_long(start, slopes):
    s = initialize_velocity(start)
    after, _ = update_parameters_with_rmsprop(start, slopes[0], s, 0.0, 0.2, 0.0)
    for name, value in after.items():
        np.testing.assert_allclose(np.abs(value - start[name]), 0.2)


@pytest.mark.parametrize("beta1, beta2", [(0.9, 0.999), (0.3, 0.6)])
def test_the_first_step_of_adam_is_the_rate_long_whatever_the_betas(
    start, slopes, beta1, beta2
):
    v, s = initialize_adam(start)
    after, *_, v_corrected, s_corrected = update_parameters_with_adam(
        start, slopes[0], v, s, 1, 0.2, beta1, beta2, 0.0
    )
    for name, value in after.items():
        slope = slopes[0][f"d{name}"]
        np.testing.assert_allclose(value, start[name] - 0.2 * np.sign(slope))
        np.testing.assert_allclose(v_corrected[f"d{name}"], slope)
        np.testing.assert_allclose(s_corrected[f"d{name}"], slope**2)


def test_adam_hands_on_what_is_not_corrected(start, slopes):
    v, s = initialize_adam(start)
    _, v, s, v_corrected, s_corrected = update_parameters_with_adam(
        start, slopes[0], v, s, 1, beta1=0.9, beta2=0.99
    )
    np.testing.assert_allclose(v["dW1"], 0.1 * slopes[0]["dW1"])
    np.testing.assert_allclose(v["dW1"] * 10, v_corrected["dW1"])
    np.testing.assert_allclose(s["dW1"] * 100, s_corrected["dW1"])


def test_what_is_remembered_has_the_keys_of_gradients_and_starts_at_zero(start):
    for memory in (initialize_velocity(start), *initialize_adam(start)):
        assert [*memory] == [f"d{name}" for name in SHAPES]
        shapes = {key[1:]: value.shape for key, value in memory.items()}
        assert shapes == SHAPES
        assert not any(value.any() for value in memory.values())


def test_the_two_memories_of_adam_share_nothing(start):
    v, s = initialize_adam(start)
    assert not any(np.shares_memory(v[key], s[key]) for key in v)


@pytest.mark.parametrize(
    "name, rest",
    [
        ("gd", (0.1,)),
        ("momentum", ("v", 0.9, 0.1)),
        ("rmsprop", ("v", 0.9, 0.1, 0.01)),
        ("adam", ("v", "v", 3)),
    ],
)
def test_a_step_changes_none_of_its_arguments(start, slopes, name, rest):
    memory = {f"d{key}": value**2 for key, value in start.items()}
    arguments = [start, slopes[0], *(memory if r == "v" else r for r in rest)]
    before = [
        {k: v.copy() for k, v in a.items()} if isinstance(a, dict) else a
        for a in arguments
    ]
    getattr(optimizers, f"update_parameters_with_{name}")(*arguments)
    np.testing.assert_equal(arguments, before)
