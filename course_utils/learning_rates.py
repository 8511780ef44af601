"""Learning rates that shrink as training goes on."""

import numpy as np


def update_lr(learning_rate0: float, epoch_num: int, decay_rate: float) -> float:
    """Return a learning rate that shrinks a little in every epoch.

        alpha = alpha_0 / (1 + decay_rate * n)      after n epochs

    Args:
        learning_rate0: the rate of epoch 0.
        epoch_num: how many epochs are over.
        decay_rate: how fast it shrinks; with 0 it stays.

    Returns:
        the learning rate of this epoch, a number.

    Source: course 2, week 2.
    """
    return learning_rate0 / (1 + decay_rate * epoch_num)


def schedule_lr_decay(
    learning_rate0: float, epoch_num: int, decay_rate: float, time_interval: int = 1000
) -> float:
    """Return a learning rate that shrinks in steps: a staircase.

        alpha = alpha_0 / (1 + decay_rate * floor(n / time_interval))   after n epochs

    Args:
        learning_rate0: the rate of epoch 0.
        epoch_num: how many epochs are over.
        decay_rate: how fast it shrinks; with 0 it stays.
        time_interval: how many epochs a step of the staircase lasts.

    Returns:
        the learning rate of this epoch, a number.

    Source: course 2, week 2.
    """
    return learning_rate0 / (1 + decay_rate * np.floor(epoch_num / time_interval))
