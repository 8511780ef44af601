"""The race speaks with and without a front end."""

import sys

import matplotlib.pyplot as plt
import pytest

from course_utils.desk import races

CALLS = []


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    CALLS.clear()
    yield
    plt.close("all")


def slow(learning_rate, scale):
    CALLS.append((learning_rate, scale))
    return [scale, scale / 2]


def fast(learning_rate, scale):
    return [scale, 0.0]


WAYS = {"slow": slow, "fast": fast}


def test_race_draws_and_prints_before_anything_is_turned(capsys):
    races.race_explorer(WAYS, 0.1, 1.0)
    printed = capsys.readouterr().out
    said = (
        "Learning rate 0.1, first weights times 1: "
        "slow, the cost ends at 0.50; fast, the cost ends at 0.00."
    )
    assert printed.startswith(f"Figure: {said}")
    assert printed.count(said) == 2


@pytest.mark.parametrize(
    "which, value, expected", [(0, 1.0, (1, 1)), (1, 0.1, (0.1, 0.1))]
)
def test_turning_a_slider_trains_again(which, value, expected):
    box = races.race_explorer(WAYS, 0.1, 1.0)
    box.children[which].value = value
    assert CALLS == [(pytest.approx(0.1), 1), pytest.approx(expected)]


def test_race_waits_until_the_hand_lets_go():
    rate, scale, _ = races.race_explorer(WAYS, 0.1, 1.0).children
    assert not rate.continuous_update and not scale.continuous_update
    assert rate.description == "learning rate"
    assert scale.description == "first weights ×"


def test_race_works_without_ipywidgets(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert races.race_explorer(WAYS, 0.1, 1.0) is None
    assert "Install ipywidgets" in capsys.readouterr().out
