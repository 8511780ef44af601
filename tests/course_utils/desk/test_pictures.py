"""Grids of pictures show the pictures they were given, with their names."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import pictures, plotting, theme

CLASSES = ("not an animal", "animal")


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


@pytest.fixture
def images(rng):
    """Five small pictures that are not square."""
    return rng.integers(0, 256, size=(5, 4, 6, 3), dtype=np.uint8)


def texts_of(ax):
    return [" ".join(text.get_text().split()) for text in ax.texts]


def test_plotting_offers_the_pictures():
    assert plotting.image_grid is pictures.image_grid


@pytest.mark.parametrize("columns", [2, 5, 8])
def test_image_grid_draws_the_pictures_given(images, columns):
    drawn = pictures.image_grid(images, columns=columns).get_images()
    np.testing.assert_array_equal([image.get_array() for image in drawn], images)


def test_image_grid_draws_a_single_layer_in_grey(images):
    (drawn,) = pictures.image_grid([images[0, :, :, 1]]).get_images()
    assert drawn.get_cmap().name == "gray"


def test_image_grid_returns_the_axis_it_was_given(images):
    ax = theme.panels()[1][0]
    assert pictures.image_grid(images, ax=ax) is ax


@pytest.mark.parametrize("columns", [2, 3])
def test_image_grid_overlaps_no_pictures(images, columns):
    drawn = pictures.image_grid(images, ["a"] * 5, columns=columns).get_images()
    corners = {(image.get_extent()[0], image.get_extent()[3]) for image in drawn}
    assert len(corners) == 5
    assert all(abs(x - u) >= 1 or abs(y - v) >= 1 or (x, y) == (u, v)
               for x, y in corners for u, v in corners)  # fmt: skip


def test_image_grid_puts_each_title_below_its_picture(images):
    titles = ["one", "two", "three", "four", "five"]
    ax = pictures.image_grid(images, titles, columns=3)
    assert texts_of(ax) == titles
    for image, text in zip(ax.get_images(), ax.texts, strict=True):
        left, right, bottom, _ = image.get_extent()
        x, y = text.get_position()
        assert (x, y) == (
            pytest.approx((left + right) / 2),
            pytest.approx(bottom + 0.03),
        )


def test_long_titles_break_and_keep_their_own_lines():
    lines = pictures.wrap("a claw hammer with a red handle\nnot an animal", 16)
    assert lines == ["a claw hammer", "with a red", "handle", "not an animal"]


def test_mislabelled_draws_only_mistakes_the_surest_first(images):
    Y, A = np.array([[1, 0, 1, 0, 1]]), np.array([[0.4, 0.1, 0.02, 0.7, 0.9]])
    ax = pictures.mislabelled(images, Y, A, list("abcde"), CLASSES)
    drawn = [image.get_array() for image in ax.get_images()]
    np.testing.assert_array_equal(drawn, images[[2, 3, 0]])


def test_mislabelled_gives_name_answer_and_probability(images):
    Y, A = np.array([[1, 0, 1, 0, 1]]), np.array([[0.4, 0.1, 0.02, 0.7, 0.9]])
    ax = pictures.mislabelled(images, Y, A, list("abcde"), CLASSES, most=2)
    assert texts_of(ax) == ["c → not an animal: 98%", "d → animal: 70%"]


def test_mislabelled_says_so_when_all_is_right(images):
    Y = np.array([[1, 0, 1, 0, 1]])
    ax = pictures.mislabelled(images, Y, Y * 0.8 + 0.1, list("abcde"), CLASSES)
    assert not ax.get_images()
    assert texts_of(ax) == ["every label is right"]


def test_weight_picture_puts_each_weight_in_its_place():
    w = np.linspace(-1, 1, 24).reshape(24, 1)
    (drawn,) = pictures.weight_picture(w, (2, 4, 3)).get_images()
    image = drawn.get_array()
    assert image.shape == (2, 4, 3)
    assert np.all(np.diff(image.ravel()[1:-1]) > 0)


def test_weight_picture_shows_zero_as_grey():
    (drawn,) = pictures.weight_picture(np.zeros((24, 1)), (2, 4, 3)).get_images()
    np.testing.assert_array_equal(drawn.get_array(), 0.5)
