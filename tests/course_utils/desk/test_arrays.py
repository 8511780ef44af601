"""Arrays as cells: the same number, the same mean."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import arrays


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


@pytest.mark.parametrize(
    "shape, axis, means",
    [
        ((4, 6), 1, 4),
        ((4, 6), 0, 6),
        ((4, 6), -1, 4),
        ((3, 2, 5, 7), (0, 1, 2), 7),
        ((3, 2, 5, 7), 0, 70),
        ((3, 2), (0, 1), 1),
    ],
)
def test_cells_of_one_number_share_a_mean(rng, shape, axis, means):
    A, groups = rng.normal(size=shape), arrays.sharing(shape, axis)
    assert sorted(set(groups.ravel().tolist())) == list(range(means))
    shared = np.broadcast_to(A.mean(axis=axis, keepdims=True), shape)
    for group in range(means):
        mine = groups == group
        np.testing.assert_allclose(shared[mine], A[mine].mean())


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 2, 4)])
def test_every_cell_is_drawn_once_with_its_number(shape):
    groups = arrays.sharing(shape, 0)
    ax = arrays.shaded(groups, title="t")
    assert ax.get_title() == "t"
    corners = {patch.get_xy() for patch in ax.patches}
    assert len(corners) == groups.size
    drawn = sorted(int(text.get_text()) for text in ax.texts)
    assert drawn == sorted(groups.ravel().tolist())


def test_cells_of_one_number_have_one_colour():
    ax = arrays.shaded(arrays.sharing((2, 3), 1))
    colours = [patch.get_facecolor() for patch in ax.patches]
    assert len(set(colours[:3])) == 1 and len(set(colours)) == 2
