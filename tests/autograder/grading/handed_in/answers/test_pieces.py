from __future__ import annotations

import pytest

from autograder.grading.handed_in.answers.pieces import (
    put_together,
    without_placeholder,
)
from autograder.grading.handed_in.skeleton import load

STUB_LINE = "    raise NotImplementedError()"
RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x"


@pytest.fixture
def slot(unreleased, week):
    return load(week, unreleased).slots["double"]


@pytest.mark.parametrize(
    "pieces",
    [
        ["def double(x):\n    y = x + x", "    return y"],
        ["    return y", "def double(x):\n    y = x + x"],
        ["def double(x):", "    y = x + x", "    return y"],
        ["def double(x):\n    y = x + x\n    retu", "rn y"],
    ],
)
def test_pieces_that_fit_are_joined(slot, pieces):
    answered = put_together(slot, pieces)
    assert answered.source.split() == "def double(x): y = x + x return y".split()
    assert answered.spare == ()


def test_a_stub_and_a_copy_are_no_pieces(slot):
    answered = put_together(slot, [slot.source, RIGHT, RIGHT + "\n", ""])
    assert answered.source == RIGHT
    assert answered.notes == ()


def test_nothing_but_stubs_is_the_stub(slot):
    assert put_together(slot, [slot.source, slot.source]).source == slot.source


@pytest.mark.parametrize(
    "other",
    ["def double(x:\n    return", f"{WRONG}\n{STUB_LINE}", "    nothing at all"],
)
@pytest.mark.parametrize("order", [1, -1])
def test_what_does_not_fit_is_left_over(slot, other, order):
    answered = put_together(slot, [other, RIGHT][::order])
    assert answered.source == RIGHT
    assert answered.spare == (other,)
    assert "the last one that is whole" in answered.notes[0]


def test_the_last_of_two_whole_versions_is_the_one_that_holds(slot):
    names = {}
    exec(put_together(slot, [WRONG, RIGHT]).source, names)
    assert names["double"](4) == 8


def test_a_placeholder_below_an_answer_is_passed_over(slot):
    source = f"{RIGHT}\n{STUB_LINE}"
    assert without_placeholder(slot, source) == f"{RIGHT}\n    pass"


@pytest.mark.parametrize(
    "source",
    [
        f"def double(x):\n{STUB_LINE}",
        f'def double(x):\n    """My words."""\n{STUB_LINE}\n',
        f"def other(x):\n    y = x\n{STUB_LINE}",
        "def double(x):\n    y = x; raise NotImplementedError()",
        "def double(x):\n    raise NotImplementedError('later')",
    ],
)
def test_a_placeholder_alone_stays(slot, source):
    assert without_placeholder(slot, source) == source
