"""The widget of lambd and keep_prob speaks with and without a front end."""

import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import restraints

OWN = np.array([[-1.0, 1.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[0, 1, 1]])
NEW = np.array([[-2.0, -1.0, 1.0, 2.0], [0.0, 1.0, 2.0, 3.0]]), np.array([[0, 1, 1, 1]])


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def train(lambd, keep_prob):
    """Say 0.8 on the right, 0.2 on the left, whatever is turned."""
    return lambda places: np.where(places[:1] > 0, 0.8, 0.2)


def test_summary_tells_cost_and_error_on_own_and_new_points():
    cost = -np.mean(np.log([0.8, 0.2, 0.8, 0.8]))
    assert restraints.summary(train(0, 1), OWN, NEW, 0.5, 0.9) == (
        f"lambd 0.5, keep_prob 0.9: cost {-np.log(0.8):.2f} with 0% wrong on 3 own "
        f"points and cost {cost:.2f} with 25% wrong on 4 new points."
    )


def test_summary_bears_a_probability_that_was_rounded_to_zero():
    said = restraints.summary(lambda X: 0 * X[:1], OWN, NEW, 0, 1)
    assert "nan" not in said
    assert "inf" not in said


def test_explorer_draws_and_prints_before_anything_is_turned(capsys):
    restraints.restraint_explorer(train, OWN, NEW, lambd=0.5, keep_prob=0.9)
    printed = capsys.readouterr().out
    assert printed.startswith("Figure: lambd 0.5, keep_prob 0.9")
    assert printed.rstrip().endswith("on 4 new points.")


def test_explorer_waits_until_the_hand_lets_go():
    sliders = restraints.restraint_explorer(train, OWN, NEW).children[:2]
    assert [slider.description for slider in sliders] == ["lambd", "keep_prob"]
    assert not any(slider.continuous_update for slider in sliders)


@pytest.mark.parametrize("which, value", [(0, 2.5), (1, 0.6)])
def test_turning_a_slider_trains_again(which, value, capsys):
    calls = []

    def recorded(lambd, keep_prob):
        calls.append((lambd, keep_prob))
        return train(lambd, keep_prob)

    box = restraints.restraint_explorer(recorded, OWN, NEW, lambd=1, keep_prob=0.9)
    box.children[which].value = value
    expected = (2.5, 0.9) if which == 0 else (1, 0.6)
    np.testing.assert_allclose(calls, [(1, 0.9), expected])
    assert f"lambd {expected[0]}, keep_prob {expected[1]}" in capsys.readouterr().out


def test_explorer_works_without_ipywidgets(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert restraints.restraint_explorer(train, OWN, NEW) is None
    assert "Install ipywidgets" in capsys.readouterr().out
