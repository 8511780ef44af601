"""The training problem of the lesson on tuning: right gradients, the same numbers."""

import numpy as np
import pytest

from course_utils.desk import tuning
from course_utils.desk.tuning import Net, Setting


@pytest.fixture
def net(rng):
    """A small net of eleven inputs."""
    return tuning.start(3, 11, rng)


@pytest.fixture
def houses(rng):
    """Seven houses that were made up."""
    return rng.normal(size=(11, 7)), rng.normal(size=(1, 7))


def test_market_is_scaled_by_its_training_houses_alone():
    market = tuning.market(50, 30)
    assert market.X_train.shape == (11, 50) and market.Y_dev.shape == (1, 30)
    np.testing.assert_allclose(market.X_train.mean(axis=1), 0, atol=1e-9)
    np.testing.assert_allclose(market.X_train.std(axis=1), 1)
    assert abs(market.X_dev.mean(axis=1)).max() > 1e-3


def test_no_house_is_in_two_parts():
    market = tuning.market(50, 30)
    parts = (market.X_train, market.X_dev, market.X_test)
    seen = [{column.tobytes() for column in part.T} for part in parts]
    assert not seen[0] & seen[1]
    assert not seen[0] & seen[2]


@pytest.mark.parametrize("name", Net._fields)
def test_gradient_agrees_with_finite_differences(net, houses, name):
    grad, part = getattr(tuning.gradient(net, *houses), name), getattr(net, name)
    for place in np.ndindex(part.shape):
        costs = []
        for sign in (1, -1):
            moved = part.copy()
            moved[place] += sign * 1e-6
            costs.append(tuning.error(net._replace(**{name: moved}), *houses) / 2)
        assert grad[place] == pytest.approx((costs[0] - costs[1]) / 2e-6, abs=1e-7)


def test_epoch_without_momentum_is_gradient_descent(rng):
    market = tuning.market(64, 30)
    net = tuning.start(3, 11, rng)
    after, v = tuning.epoch(net, tuning.still(net), market, 0.1, 0.0, rng, batch=64)
    grads = tuning.gradient(net, market.X_train, market.Y_train)
    for new, old, grad, velocity in zip(after, net, grads, v, strict=True):
        np.testing.assert_allclose(velocity, grad, atol=1e-12)
        np.testing.assert_allclose(new, old - 0.1 * grad, atol=1e-12)


def test_momentum_keeps_a_share_of_the_velocity(rng):
    market = tuning.market(64, 30)
    net = tuning.start(3, 11, rng)
    moving = Net(*(part + 1 for part in tuning.still(net)))
    _, v = tuning.epoch(net, moving, market, 0.1, 0.75, rng, batch=64)
    grads = tuning.gradient(net, market.X_train, market.Y_train)
    np.testing.assert_allclose(v.W1, 0.75 + 0.25 * grads.W1)


def test_a_curve_falls_and_repeats():
    curve = tuning.learning_curve(Setting(0.3), epochs=4)
    assert len(curve) == 5
    assert curve[-1] < 0.5 < curve[0]
    assert curve == tuning.learning_curve(Setting(0.3), epochs=4)


def test_steps_that_are_too_long_end_at_hopeless_and_do_not_warn():
    assert tuning.dev_error(Setting(100.0), epochs=3) == tuning.HOPELESS
