"""A plane of several classes: places shaded, points drawn."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import regions

X = np.array([[-1.0, 1.0, 0.0, 2.0], [0.0, 0.5, 1.0, -1.0]])
LABELS = np.array([0, 1, 2, 1])


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def thirds(places):
    return np.digitize(places[0], [-0.5, 0.5])


@pytest.mark.parametrize("labels", [LABELS, LABELS[None]])
def test_each_class_is_a_series_of_its_own(labels):
    ax = regions.class_regions(thirds, X, labels, title="three")
    assert ax.get_title() == "three"
    sizes = {line.get_label(): len(line.get_xdata()) for line in ax.get_lines()}
    assert sizes == {"class 0": 1, "class 1": 2, "class 2": 1}
    assert len({line.get_marker() for line in ax.get_lines()}) == 3


def test_the_shade_is_that_of_the_points():
    ax = regions.class_regions(thirds, X, LABELS)
    (mesh,) = ax.collections
    values = np.unique(mesh.get_array())
    assert values.tolist() == [0, 1, 2]
    for line, value in zip(ax.get_lines(), values, strict=True):
        shade = mesh.cmap(mesh.norm(value))
        assert plt.matplotlib.colors.to_rgb(line.get_color()) == shade[:3]


def test_it_draws_on_the_axis_it_gets():
    _, ax = plt.subplots()
    assert regions.class_regions(thirds, X, LABELS, ax=ax) is ax
