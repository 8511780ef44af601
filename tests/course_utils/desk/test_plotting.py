"""The figures draw the data they were given, on the axis they were given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from course_utils.desk import plotting, theme

X = np.array([0.0, 1.0, 2.0])
SERIES = {"train": np.array([3.0, 2.0, 1.0]), "test": np.array([3.0, 2.5, 2.6])}
NODES = {
    "w": plotting.Node(0, 0, "w", 2.0, 0.5),
    "z": plotting.Node(1, 0, "z = 3 w", 6.0, 0.25),
}


def bowl(w):
    return (w - 1) ** 2


def valley(w, b):
    return (w - 1) ** 2 + b**2


DRAWINGS = {
    "curves": lambda ax=None: plotting.curves(X, SERIES, xlabel="z", ylabel="a", ax=ax),
    "plot_costs": lambda ax=None: plotting.plot_costs([3, 2, 1], ax=ax),
    "labelled_points": lambda ax=None: plotting.labelled_points(
        X, np.array([0, 1, 1]), xlabel="x", ylabel="y", ax=ax
    ),
    "cost_surface": lambda ax=None: plotting.cost_surface(
        valley, np.linspace(-2, 2, 9), np.linspace(-1, 1, 8), ax=ax
    ),
    "gradient_step": lambda ax=None: plotting.gradient_step(
        bowl, 2.0, 2.0, 0.25, np.linspace(-1, 3, 9), ax=ax
    ),
    "computation_graph": lambda ax=None: plotting.computation_graph(
        NODES, [("w", "z")], ax=ax
    ),
    "timings": lambda ax=None: plotting.timings({"loop": 2.0, "matrix": 0.01}, ax=ax),
}


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def lines_of(ax):
    return {line.get_label(): line for line in ax.get_lines()}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_returns_the_axis_it_was_given(draw):
    ax = theme.panels()[1][0]
    assert draw(ax) is ax


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_makes_an_axis_when_given_none(draw):
    assert isinstance(draw(), Axes)


@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - {"computation_graph"}))
def test_axis_has_a_label(name):
    assert DRAWINGS[name]().get_xlabel()


def test_costs_have_their_unit():
    assert DRAWINGS["plot_costs"]().get_ylabel() == "cost (nats per example)"


def test_times_have_their_unit():
    assert "seconds" in DRAWINGS["timings"]().get_xlabel()


@pytest.mark.parametrize("name", SERIES)
def test_curves_draw_the_data_given(name):
    line = lines_of(plotting.curves(X, SERIES))[name]
    np.testing.assert_array_equal(line.get_data(), [X, SERIES[name]])


@pytest.mark.parametrize("markers", [True, False])
@pytest.mark.parametrize("count", [2, 6])
def test_curves_differ_without_their_colours(count, markers):
    series = {f"run {i}": X for i in range(count)}
    lines = plotting.curves(X, series, markers=markers).get_lines()
    assert {to_hex(line.get_color()).upper() for line in lines} <= set(theme.OKABE_ITO)
    # `_dash_pattern` tells two dotted styles apart; `get_linestyle` does not.
    assert len({str(line._dash_pattern) for line in lines}) == count


def test_plot_costs_puts_the_costs_at_their_iterations():
    (line,) = plotting.plot_costs([3, 2, 1], every=50).get_lines()
    np.testing.assert_array_equal(line.get_data(), [[0, 50, 100], [3, 2, 1]])


def test_plot_costs_names_several_runs():
    ax = plotting.plot_costs({"small": [3, 2], "large": [3, 9]})
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "small",
        "large",
    ]


def test_labelled_points_keep_the_classes_apart():
    lines = lines_of(plotting.labelled_points(X, np.array([[0, 1, 1]])))
    np.testing.assert_array_equal(lines["1"].get_xdata(), [1, 2])
    assert lines["0"].get_marker() != lines["1"].get_marker()


def test_cost_surface_draws_the_path_given():
    path = np.array([[2.0, 1.0], [1.5, 0.5], [1.0, 0.0]])
    grid = np.linspace(-2, 2, 9)
    lines = lines_of(plotting.cost_surface(valley, grid, grid, path=path))
    np.testing.assert_array_equal(np.transpose(lines["path"].get_data()), path)
    np.testing.assert_array_equal(np.ravel(lines["end"].get_data()), path[-1])


def test_cost_surface_has_its_lowest_contour_round_the_minimum():
    grid = np.linspace(-2, 2, 41)
    (drawn, *_) = (
        c for c in plotting.cost_surface(valley, grid, grid).collections if c.levels[0]
    )
    points = np.vstack([path.vertices for path in drawn.get_paths() if len(path)])
    centre = points[valley(*points.T) <= drawn.levels[0] + 0.05].mean(axis=0)
    np.testing.assert_allclose(centre, [1, 0], atol=0.2)


def test_gradient_step_lands_where_the_rule_says():
    lines = lines_of(DRAWINGS["gradient_step"]())
    np.testing.assert_allclose(np.ravel(lines["before"].get_data()), [2.0, 1.0])
    np.testing.assert_allclose(np.ravel(lines["after"].get_data()), [1.5, 0.25])


def test_gradient_step_draws_a_tangent_of_the_slope_given():
    (x, y) = lines_of(DRAWINGS["gradient_step"]())["tangent, slope 2.000"].get_data()
    assert np.diff(y) / np.diff(x) == pytest.approx(2.0)


def test_computation_graph_shows_values_and_derivatives():
    texts = {text.get_text() for text in DRAWINGS["computation_graph"]().texts}
    assert {"w", "2", "← 0.5", "z = 3 w", "6", "← 0.25"} <= texts


def test_computation_graph_leaves_out_what_has_no_derivative():
    ax = plotting.computation_graph({"x": plotting.Node(0, 0, "x", 1.0)}, [])
    assert not any("←" in text.get_text() for text in ax.texts)


def test_timings_say_how_many_times_the_fastest():
    texts = [text.get_text().strip() for text in DRAWINGS["timings"]().texts]
    assert texts == ["× 200", "× 1"]
