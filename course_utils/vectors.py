"""Vector basics: from a picture to a column, and whole-array arithmetic."""

import numpy as np


def image2vector(image: np.ndarray) -> np.ndarray:
    """Lay out a picture as one column, row after row, the channels innermost.

    Args:
        image: (n_H, n_W, n_C), a picture.

    Returns:
        v: (n_H * n_W * n_C, 1).

    Source: course 1, week 2.
    """
    return image.reshape(-1, 1)


def normalize_rows(x: np.ndarray) -> np.ndarray:
    """Scale every row to length one; a row of zeros stays a row of zeros.

        x_row / ||x_row||        with ||v|| = sqrt(sum(v ** 2))

    Args:
        x: (n, k).

    Returns:
        (n, k), each row of length 1 or 0.

    Source: course 1, week 2.
    """
    lengths = np.linalg.norm(x, axis=1, keepdims=True)  # (n, 1)
    return x / np.where(lengths == 0, 1, lengths)


def softmax(x: np.ndarray) -> np.ndarray:
    """Turn every row of scores into probabilities.

        s[i, j] = exp(x[i, j]) / sum_k exp(x[i, k])

    Args:
        x: (n, k), one row of scores an example.

    Returns:
        s: (n, k), positive, every row sums to 1.

    Source: course 1, week 2.
    """
    # Taking off the row's largest score changes nothing but keeps exp in range.
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def L1(yhat: np.ndarray, y: np.ndarray) -> float:
    """Return the sum of absolute differences.

        L1 = sum_i |y[i] - yhat[i]|

    Args:
        yhat: (m,), predictions.
        y: (m,), targets.

    Returns:
        a number.

    Source: course 1, week 2.
    """
    return np.sum(np.abs(y - yhat))


def L2(yhat: np.ndarray, y: np.ndarray) -> float:
    """Return the sum of squared differences.

        L2 = sum_i (y[i] - yhat[i]) ** 2

    Args:
        yhat: (m,), predictions.
        y: (m,), targets.

    Returns:
        a number.

    Source: course 1, week 2.
    """
    return np.sum((y - yhat) ** 2)
