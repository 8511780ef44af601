"""The widget speaks with and without a front end."""

import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.desk import widgets


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def train(learning_rate, num_iterations):
    """Walk down a parabola; above a rate of 1 it climbs."""
    return [(1 - 2 * learning_rate) ** (2 * i) for i in range(num_iterations + 1)]


def test_summary_tells_a_run_that_falls():
    assert widgets.summary([0.6931, 0.5, 0.25], 0.02, 2) == (
        "learning rate 0.02, 2 iterations: the cost goes from 0.6931 to 0.2500 "
        "and rises in 0 of 2 steps."
    )


def test_summary_counts_the_steps_that_rise():
    assert "rises in 2 of 3 steps" in widgets.summary([1, 2, 1, 3], 0.5, 3)


def test_explorer_draws_and_prints_before_anything_is_turned(capsys):
    widgets.learning_rate_explorer(train, 0.1, 20)
    printed = capsys.readouterr().out
    assert printed.startswith("Figure: learning rate 0.1, 20 iterations")
    assert printed.rstrip().endswith("rises in 0 of 20 steps.")


def test_explorer_waits_until_the_hand_lets_go():
    rate, iterations, _ = widgets.learning_rate_explorer(train).children
    assert not rate.continuous_update
    assert not iterations.continuous_update


@pytest.mark.parametrize("which, value", [(0, 0.25), (1, 7)])
def test_turning_a_slider_trains_again(which, value):
    calls = []

    def recorded(learning_rate, num_iterations):
        calls.append((learning_rate, num_iterations))
        return train(learning_rate, num_iterations)

    box = widgets.learning_rate_explorer(recorded, 0.1, 5)
    box.children[which].value = value
    expected = (0.25, 5) if which == 0 else (0.1, 7)
    np.testing.assert_allclose(calls, [(0.1, 5), expected])


def test_turning_a_slider_prints_the_new_numbers(capsys):
    box = widgets.learning_rate_explorer(train, 0.1, 5)
    capsys.readouterr()
    box.children[1].value = 3
    assert "0.1, 3 iterations: the cost goes from 1.0000" in capsys.readouterr().out


def test_explorer_works_without_ipywidgets(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert widgets.learning_rate_explorer(train, 0.1, 5) is None
    assert "Install ipywidgets" in capsys.readouterr().out


def test_sliders_have_names():
    rate, iterations, _ = widgets.learning_rate_explorer(train).children
    assert (rate.description, iterations.description) == ("learning rate", "iterations")
