"""The interpreter's work tells a loop from an array, whatever the clock says."""

import sys

import numpy as np
import pytest

from course_utils.desk.events import LARGE, SMALL, counted, grows


def work(function, n):
    return counted(function, [np.ones(n)])[1]


@pytest.mark.parametrize(
    "loop",
    [
        lambda x: sum(v for v in x),
        lambda x: [v * 2 for v in x],
        lambda x: np.vectorize(lambda v: v + 1)(x),
        lambda x: np.array(list(map(lambda v: v * v, x))),
    ],
)
def test_a_loop_grows_with_its_input(loop):
    assert grows(work(loop, SMALL), work(loop, LARGE))


@pytest.mark.parametrize(
    "array",
    [np.sum, lambda x: x @ x, lambda x: np.linalg.norm(x) * np.exp(x), np.median],
)
def test_whole_array_work_stays_the_same(array):
    assert not grows(work(array, SMALL), work(array, LARGE))


def test_the_trace_function_is_put_back_after_an_error():
    before = sys.gettrace()
    with pytest.raises(ZeroDivisionError):
        counted(lambda: 1 // 0)
    assert sys.gettrace() is before
