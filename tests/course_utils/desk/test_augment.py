"""Copies of photographs: what each kind changes, and what it leaves."""

import numpy as np
import pytest

from course_utils.desk import augment

WAYS = [augment.flip, augment.crop, augment.rotate, augment.tint]
EACH = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


@pytest.fixture
def images(rng):
    """Five small pictures that are not square."""
    return rng.integers(0, 256, size=(5, 8, 12, 3), dtype=np.uint8)


@EACH
@pytest.mark.parametrize("m", [0, 1, 5])
def test_copies_have_the_shape_and_type_of_the_images(way, m, images, rng):
    made = way(images[:m], rng)
    assert made.shape == (m, 8, 12, 3)
    assert made.dtype == np.uint8


@EACH
def test_images_given_stay_as_they_were(way, images, rng):
    before = images.copy()
    way(images, rng)[:] = 0
    np.testing.assert_array_equal(images, before)


@pytest.mark.parametrize("way", WAYS[1:], ids=lambda way: way.__name__)
def test_two_calls_give_two_different_copies(way, images, rng):
    assert not np.array_equal(way(images, rng), way(images, rng))


def test_flip_twice_is_the_image(images, rng):
    once = augment.flip(images, rng)
    np.testing.assert_array_equal(once[:, :, 0], images[:, :, -1])
    np.testing.assert_array_equal(augment.flip(once, rng), images)


def test_crop_shifts_by_at_most_what_was_asked(images, rng):
    spot = np.zeros((200, 9, 9, 1), dtype=np.uint8)
    spot[:, 4, 4] = 255
    _, row, column, _ = np.nonzero(augment.crop(spot, rng, most=2))
    assert row.size == 200
    assert set(row) == set(column) == {2, 3, 4, 5, 6}


def test_crop_by_nothing_is_the_image(images, rng):
    np.testing.assert_array_equal(augment.crop(images, rng, most=0), images)


def test_rotate_by_nothing_is_the_image(images, rng):
    np.testing.assert_array_equal(augment.rotate(images, rng, most=0), images)


class Always:
    """A generator whose every draw is the upper bound."""

    def uniform(self, low, high, size):
        return np.full(size, high)


def test_rotate_by_a_quarter_is_that_of_numpy(rng):
    square = rng.integers(0, 256, size=(2, 7, 7, 3), dtype=np.uint8)
    made = augment.rotate(square, Always(), most=90)
    np.testing.assert_array_equal(made, np.rot90(square, k=-1, axes=(1, 2)))


def test_tint_scales_each_colour_and_keeps_to_the_range(images):
    made = augment.tint(images, Always(), most=0.5)
    expected = np.minimum(255, images * 1.5).astype(np.uint8)
    np.testing.assert_array_equal(made, expected)


def test_tint_changes_by_at_most_what_was_asked(rng):
    grey = np.full((50, 2, 3, 3), 100, dtype=np.uint8)
    made = augment.tint(grey, rng, most=0.2)
    assert 80 <= made.min() < 85
    assert 115 < made.max() <= 120
    assert (np.ptp(made, axis=(1, 2)) == 0).all()
