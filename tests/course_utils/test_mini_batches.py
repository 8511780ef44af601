"""Mini-batches: every example once, beside its target, in an order of the seed."""

import numpy as np
import pytest

from course_utils.mini_batches import random_mini_batches

SIZES = [(1, 1), (1, 64), (12, 4), (13, 4), (3, 1), (64, 64), (65, 64), (148, 64)]
each_size = pytest.mark.parametrize("m, size", SIZES)


def numbered(m):
    """Return examples that carry their number, and targets that carry its square."""
    number = np.arange(m)
    return np.stack([number, -number, number + 0.5]), (number**2).reshape(1, m)


def joined(batches):
    return [np.concatenate(parts, axis=1) for parts in zip(*batches, strict=True)]


@each_size
def test_every_example_is_dealt_out_once_beside_its_target(m, size):
    X, Y = joined(random_mini_batches(*numbered(m), size, seed=3))
    assert sorted(X[0]) == [*range(m)]
    np.testing.assert_array_equal(X, numbered(m)[0][:, X[0].astype(int)])
    np.testing.assert_array_equal(Y[0], X[0] ** 2)


@each_size
def test_all_batches_are_full_but_for_the_last(m, size):
    batches = random_mini_batches(*numbered(m), size)
    *full, rest = (X.shape[1] for X, _ in batches)
    assert full == [size] * ((m - 1) // size)
    assert rest == m - sum(full)
    assert all(Y.shape == (1, X.shape[1]) for X, Y in batches)


def test_the_same_seed_repeats_and_another_does_not():
    first, again, other = (
        random_mini_batches(*numbered(40), 8, seed) for seed in (1, 1, 2)
    )
    np.testing.assert_equal(first, again)
    assert not np.array_equal(joined(first)[0], joined(other)[0])


def test_the_order_is_shuffled_whatever_the_global_seed():
    np.random.seed(0)
    X, _ = joined(random_mini_batches(*numbered(40), 8))
    assert not np.array_equal(X[0], np.arange(40))
    np.random.seed(1)
    np.testing.assert_array_equal(joined(random_mini_batches(*numbered(40), 8))[0], X)
