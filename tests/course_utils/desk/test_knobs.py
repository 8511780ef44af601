"""Knobs speak before anybody turns them, and call again when somebody does."""

import sys

import pytest

from course_utils.desk import knobs

KNOBS = {
    "depth": knobs.whole(2, 1, 6),
    "learning_rate": knobs.rate(0.1),
    "bend": knobs.choice("tanh", ["tanh", "ReLU"]),
}


@pytest.fixture
def calls():
    """What the drawing function was called with."""
    return []


@pytest.fixture
def draw(calls):
    """Return a drawing function that remembers and prints."""

    def remember(**values):
        calls.append(values)
        print(f"depth {values['depth']}")

    return remember


def test_explore_draws_before_anything_is_turned(draw, calls, capsys):
    knobs.explore(draw, **KNOBS)
    assert calls == [{"depth": 2, "learning_rate": 0.1, "bend": "tanh"}]
    assert capsys.readouterr().out == "depth 2\n"


@pytest.mark.parametrize(
    ("which", "name", "value"),
    [(0, "depth", 5), (1, "learning_rate", 1.0), (2, "bend", "ReLU")],
)
def test_turning_a_knob_draws_again(draw, calls, which, name, value):
    knobs.explore(draw, **KNOBS).children[which].value = value
    assert len(calls) == 2
    assert calls[1] == pytest.approx(calls[0] | {name: value})


def test_controls_are_named_like_the_arguments(draw):
    box = knobs.explore(draw, **KNOBS)
    names = [control.description for control in box.children[:-1]]
    assert names == ["depth", "learning rate", "bend"]


def test_sliders_wait_until_the_hand_lets_go(draw):
    box = knobs.explore(draw, **KNOBS)
    assert [control.continuous_update for control in box.children[:2]] == [False] * 2


def test_controls_end_where_they_are_told(draw):
    depth, rate, bend, _ = knobs.explore(draw, **KNOBS).children
    assert (depth.min, depth.max) == (1, 6)
    assert (rate.min, rate.max) == (-3, 1)
    assert bend.options == ("tanh", "ReLU")


def test_explore_works_without_ipywidgets(draw, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert knobs.explore(draw, **KNOBS) is None
    said = "Install ipywidgets to turn depth, learning_rate, bend by hand."
    assert said in capsys.readouterr().out
