"""The price of a house from its size: the line that fits best."""

import numpy as np


def fit_house_price(size: np.ndarray, price: np.ndarray) -> tuple[float, float]:
    """Return the line through the houses with the least squared error.

        w = sum_i (size_i - mean(size)) (price_i - mean(price))
            / sum_i (size_i - mean(size)) ** 2
        b = mean(price) - w mean(size)

    Args:
        size: (m,), at least two different sizes.
        price: (m,), the price of each house.

    Returns:
        w: the price of one unit of size more, a number.
        b: where the line meets size 0, a number.

    Source: course 1, week 1.
    """
    # The means come off first: in sums of large squares the small digits are lost.
    d = size - np.mean(size)
    w = np.sum(d * (price - np.mean(price))) / np.sum(d**2)
    b = np.mean(price) - w * np.mean(size)
    return w, b
