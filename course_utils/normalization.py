"""Inputs on one scale: mean 0 and spread 1, as the training set has them."""

import numpy as np


def normalize_inputs(
    X_train: np.ndarray, X_test: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give every input mean 0 and spread 1 on the training set, and follow suit.

        X = (X - mu) / sigma

    with the mean mu and the spread sigma of each row of X_train, for both sets: the
    network must see a new example on the scale that it has learned on. A row that never
    changes has sigma 0 and is only centred.

    Args:
        X_train: (n_x, m), one column an example.
        X_test: (n_x, m_test), new examples.

    Returns:
        X_train: (n_x, m), normalised.
        X_test: (n_x, m_test), normalised by the numbers of the training set.

    Source: course 2, week 1.
    """
    mu = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)
    sigma = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)
    sigma = np.where(sigma == 0, 1, sigma)
    return (X_train - mu) / sigma, (X_test - mu) / sigma
