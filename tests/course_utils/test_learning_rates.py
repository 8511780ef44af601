"""Learning rates that shrink: smoothly as in Keras, and in steps."""

import numpy as np
import pytest

from course_utils.learning_rates import schedule_lr_decay, update_lr


@pytest.mark.slow
@pytest.mark.parametrize("steps, staircase", [(1, False), (40, True)])
def test_both_are_the_inverse_time_decay_of_keras(steps, staircase):
    import keras

    theirs = keras.optimizers.schedules.InverseTimeDecay(
        0.5, decay_steps=steps, decay_rate=0.3, staircase=staircase
    )
    for epoch in (0, 1, 39, 40, 41, 80, 1000):
        ours = (
            schedule_lr_decay(0.5, epoch, 0.3, steps)
            if staircase
            else update_lr(0.5, epoch, 0.3)
        )
        assert ours == pytest.approx(float(theirs(epoch)), rel=1e-5)


@pytest.mark.parametrize("epoch", [0, 1, 7])
def test_without_decay_the_rate_stays(epoch):
    assert update_lr(0.5, epoch, 0) == schedule_lr_decay(0.5, epoch, 0, 2) == 0.5


def test_a_stair_is_as_long_as_the_interval():
    rates = [schedule_lr_decay(1.0, epoch, 1.0, 3) for epoch in range(7)]
    np.testing.assert_allclose(rates, [1, 1, 1, 1 / 2, 1 / 2, 1 / 2, 1 / 3])


def test_a_stair_lasts_a_thousand_epochs_if_nobody_says_otherwise():
    rates = [schedule_lr_decay(1.0, epoch, 1.0) for epoch in (999, 1000)]
    assert rates == [1, 0.5]
