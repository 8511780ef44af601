"""The bar: it counts as `range` does, and is not there where nobody needs it."""

import pytest

from course_utils.desk import progress


class Bar:
    """A bar that remembers what it showed."""

    def __init__(self):
        self.values, self.closed = [], False

    def close(self):
        self.closed = True

    value = property(fset=lambda self, value: self.values.append(value))


@pytest.fixture
def slow(monkeypatch):
    """Let a second pass between two looks at the clock; return the bars made."""
    bars, ticks = [], iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr(
        progress, "_bar", lambda count, label: bars.append(Bar()) or bars[-1]
    )
    return bars


@pytest.mark.parametrize("count", [0, 1, 7])
def test_steps_are_those_of_range(count):
    assert list(progress.steps(count)) == list(range(count))


def test_quick_work_shows_no_bar(monkeypatch):
    monkeypatch.setattr(progress, "_bar", lambda *_: pytest.fail("a bar"))
    assert len(list(progress.steps(1000))) == 1000


def test_slow_work_shows_how_far_it_is_and_leaves_nothing(slow):
    assert list(progress.steps(4)) == [0, 1, 2, 3]
    (bar,) = slow
    assert bar.values == [1, 2, 3, 4]
    assert bar.closed


def test_a_loop_that_is_left_takes_its_bar_along(slow):
    walk = progress.steps(9)
    for step in walk:
        if step == 3:
            break
    walk.close()
    assert slow[0].closed


def test_without_a_notebook_the_steps_are_the_same(slow, monkeypatch):
    monkeypatch.setattr(progress, "_bar", lambda *_: None)
    assert list(progress.steps(5)) == list(range(5))
