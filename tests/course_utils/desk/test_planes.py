"""The points on a plane: shapes, classes, and the geometry each promises."""

import numpy as np
import pytest

from course_utils.desk import planes

EACH = pytest.mark.parametrize("draw", planes.PLANES.values(), ids=planes.PLANES)


@EACH
@pytest.mark.parametrize("m", [1, 2, 7, 400])
def test_points_are_columns_and_labels_a_row(draw, m):
    X, Y = draw(m, np.random.default_rng(1))
    assert X.shape == (2, m)
    assert Y.shape == (1, m)
    assert np.issubdtype(Y.dtype, np.integer)


@EACH
def test_both_classes_have_half_of_the_points(draw):
    _, Y = draw(400, np.random.default_rng(1))
    assert Y.sum() == 200
    assert set(Y[0]) == {0, 1}


@EACH
def test_a_seed_gives_the_same_points_and_another_seed_others(draw):
    first, again, other = (
        draw(9, np.random.default_rng(seed))[0] for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_gaussian_quantiles_are_an_inner_and_an_outer_half(rng):
    X, Y = planes.gaussian_quantiles(301, rng)
    far = np.sum(X**2, axis=0)
    assert far[Y[0] == 0].max() < far[Y[0] == 1].min()


def test_circles_have_the_radii_they_promise(rng):
    X, Y = planes.noisy_circles(2000, rng, noise=0.0)
    radius = np.hypot(*X)
    np.testing.assert_allclose(radius[Y[0] == 0], 1.0)
    np.testing.assert_allclose(radius[Y[0] == 1], 0.4)


def test_moons_are_turned_into_one_another(rng):
    X, Y = planes.noisy_moons(500, rng, noise=0.0)
    np.testing.assert_allclose(np.hypot(*X[:, Y[0] == 0]), 1)
    centre = np.array([[1.0], [0.5]])
    np.testing.assert_allclose(np.hypot(*(X - centre)[:, Y[0] == 1]), 1)


def test_flower_has_eight_petals_and_keeps_near_the_origin(rng):
    X, Y = planes.flower(4000, rng)
    assert np.hypot(*X).max() < 5.5
    turn = np.arctan2(X[0], X[1])[Y[0] == 0]
    counts, _ = np.histogram(turn, bins=np.linspace(-np.pi, np.pi, 9))
    assert (counts > 300).sum() == 4


def test_football_pitch_has_both_classes_in_turn_within_its_lines(rng):
    X, Y = planes.football_pitch(201, rng)
    np.testing.assert_array_equal(Y[0], np.arange(201) % 2)
    assert np.abs(X[0]).max() <= 1.05 and np.abs(X[1]).max() <= 0.68


@pytest.mark.parametrize("noise", [0.0, 0.15])
def test_football_pitch_gives_a_share_of_balls_to_the_wrong_side(rng, noise):
    X, Y = planes.football_pitch(3000, rng, noise)
    better = (X[1] > 0.5 * np.sin(3 * X[0])).astype(int)
    assert np.mean(better != Y[0]) == pytest.approx(noise, abs=0.02)
