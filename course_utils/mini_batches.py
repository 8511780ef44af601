"""Mini-batches: the examples, shuffled and dealt out in small portions."""

import numpy as np

Batch = tuple[np.ndarray, np.ndarray]


def random_mini_batches(
    X: np.ndarray, Y: np.ndarray, mini_batch_size: int = 64, seed: int = 0
) -> list[Batch]:
    """Shuffle the examples and deal them out.

    Every example is in one batch, next to its own target. All batches have
    `mini_batch_size` examples, but for the last, which has what is left.

    Args:
        X: (n_x, m), one column an example.
        Y: (n_y, m), their targets.
        mini_batch_size: how many examples a batch has.
        seed: the same seed gives the same batches, another seed others.

    Returns:
        list of pairs X (n_x, size), Y (n_y, size), as many as it takes.

    Source: course 2, week 2.
    """
    m = X.shape[1]
    order = np.random.default_rng(seed).permutation(m)
    X, Y = X[:, order], Y[:, order]
    batches = []
    for start in range(0, m, mini_batch_size):
        end = start + mini_batch_size
        batches.append((X[:, start:end], Y[:, start:end]))
    return batches
