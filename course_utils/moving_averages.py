"""Averages that forget: what momentum, RMSprop and Adam remember of the past."""

import numpy as np


def exponentially_weighted_average(
    values: np.ndarray, beta: float, bias_correction: bool
) -> np.ndarray:
    """Average a series, with weights that fade into the past.

        v_t = beta * v_(t-1) + (1 - beta) * values_t,     v_0 = 0,  t = 1, ..., n

    With bias correction the result is v_t / (1 - beta ** t) instead: early averages
    would be too small, since they still hold much of v_0. The average looks back over
    about 1 / (1 - beta) values.

    Args:
        values: (n,), the series.
        beta: how much of the average stays, at least 0 and below 1.
        bias_correction: whether to correct the start.

    Returns:
        (n,), the average at every time.

    Source: course 2, week 2.
    """
    averages = []
    v = 0.0
    for t, value in enumerate(values, start=1):
        v = beta * v + (1 - beta) * value
        averages.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(averages)
