"""Borders on a plane, as figures and as numbers; the explorer speaks without a hand."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import boundaries, explorers

X = np.array([[-1.0, 1.0, -2.0, 2.0], [0.0, 0.5, 1.0, -1.0]])
Y = np.array([[0, 1, 0, 1]])


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def right_half(places):
    return (places[:1] > 0).astype(int)


def test_plane_asks_about_places_around_all_points():
    across, up, said = boundaries.plane(right_half, X, per_side=11)
    assert across[0] < -2 and across[-1] > 2
    assert up[0] < -1 and up[-1] > 1
    np.testing.assert_array_equal(said, np.tile(across > 0, (11, 1)))


def test_share_of_one_is_half_for_half_of_the_plane():
    assert boundaries.share_of_one(right_half, X) == pytest.approx(0.5, abs=0.01)


def test_points_draw_one_series_for_each_class():
    ax = boundaries.points(X, Y, classes=("no", "yes"), title="two")
    assert [line.get_label() for line in ax.get_lines()] == ["no", "yes"]
    assert [len(line.get_xdata()) for line in ax.get_lines()] == [2, 2]
    assert {line.get_marker() for line in ax.get_lines()} == {"o", "s"}


@pytest.mark.parametrize("decide", [right_half, lambda p: np.zeros((1, p.shape[1]))])
def test_decision_boundary_draws_on_the_axis_it_gets(decide):
    _, ax = plt.subplots()
    assert boundaries.decision_boundary(decide, X, Y, ax=ax, title="t") is ax
    assert ax.get_title() == "t"


def train(n_h, activation, learning_rate):
    return right_half


def test_explorer_draws_and_prints_before_anything_is_turned(capsys):
    explorers.boundary_explorer(train, X, Y, n_h=3)
    printed = capsys.readouterr().out
    said = "3 hidden units with tanh, learning rate 1.2: 100.0% of 4 points right"
    assert printed.startswith(f"Figure: {said}")
    assert printed.count(said) == 2


@pytest.mark.parametrize(
    ("which", "value", "expected"),
    [
        (0, 7, (7, "tanh", 1.2)),
        (1, "ReLU", (4, "ReLU", 1.2)),
        (2, 0.5, (4, "tanh", 0.5)),
    ],
)
def test_turning_a_control_trains_again(which, value, expected):
    calls = []

    def recorded(*chosen):
        calls.append(chosen)
        return right_half

    box = explorers.boundary_explorer(recorded, X, Y, activations=["tanh", "ReLU"])
    box.children[which].value = value
    assert calls[0] == (4, "tanh", 1.2)
    assert calls[-1][:2] == expected[:2]
    assert calls[-1][2] == pytest.approx(expected[2])
