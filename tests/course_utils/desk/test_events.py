"""The interpreter's work tells a loop from an array, whatever the clock says."""

import builtins
import functools
import itertools
import math
import operator
import sys
import threading
from functools import reduce

import numpy as np
import pytest

from course_utils.desk.events import LARGE, SMALL, counted, grows

exp_of_each = np.vectorize(math.exp, otypes=[float])


def work(function, n):
    return counted(function, [np.ones(n)])[1]


@pytest.mark.parametrize(
    "loop",
    [
        lambda x: sum(v for v in x),
        lambda x: [v * 2 for v in x],
        lambda x: np.vectorize(lambda v: v + 1)(x),
        lambda x: np.array(list(map(lambda v: v * v, x))),
        lambda x: list(map(math.exp, x)),
        lambda x: np.fromiter(map(math.exp, x), float),
        lambda x: sum(map(operator.mul, x, x)),
        lambda x: list(filter(None, x)),
        lambda x: reduce(operator.add, x),
        lambda x: functools.reduce(operator.add, x),
        lambda x: list(itertools.starmap(math.pow, zip(x, x, strict=True))),
        lambda x: list(itertools.accumulate(x)),
        lambda x: np.vectorize(math.exp)(x),
        lambda x: np.frompyfunc(math.exp, 1, 1)(x),
        lambda x: np.apply_along_axis(np.sum, 0, x.reshape(1, -1)),
        exp_of_each,
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


def test_a_loop_shows_under_much_other_work():
    def long_before(x):
        for _ in range(1000):
            math.exp(0)
        return [math.exp(v) for v in x]

    assert grows(work(long_before, SMALL), work(long_before, LARGE))


def test_work_in_blocks_of_many_examples_is_vectorised():
    def in_blocks(x):
        return sum([np.sum(x[i : i + 64]) for i in range(0, len(x), 64)])

    assert not grows(work(in_blocks, SMALL), work(in_blocks, LARGE))


def test_what_makes_loops_show_changes_no_result():
    def every_tool(x):
        pairs = itertools.starmap(math.pow, zip(x, x, strict=True))
        return [*map(math.exp, x), *filter(None, x), *pairs, reduce(operator.add, x)]

    x = np.arange(1.0, 5)
    assert counted(every_tool, [x])[0] == every_tool(x)


def test_the_tools_are_put_back():
    before = map, functools.reduce, np.frompyfunc, reduce
    with pytest.raises(ZeroDivisionError):
        counted(lambda: 1 // 0)
    assert before == (builtins.map, functools.reduce, np.frompyfunc, reduce)


def test_the_trace_function_is_put_back_after_an_error():
    before = sys.gettrace()
    with pytest.raises(ZeroDivisionError):
        counted(lambda: 1 // 0)
    assert sys.gettrace() is before


def test_a_line_left_in_to_look_at_an_array_is_no_loop(capsys):
    def double(x):
        print(x, str(x))
        return 2 * x

    def loop(x):
        print(x)
        return [2 * one for one in x]

    for function, is_loop in ((double, False), (loop, True)):
        counts = [counted(function, [np.arange(float(n))])[1] for n in (SMALL, LARGE)]
        assert grows(*counts) is is_loop


def test_a_loop_in_a_thread_is_counted():
    def loop(x):
        out = []
        thread = threading.Thread(target=lambda: out.extend(2 * one for one in x))
        thread.start()
        thread.join()
        return np.array(out)

    counts = [counted(loop, [np.arange(float(n))])[1] for n in (SMALL, LARGE)]
    assert grows(*counts)
    assert threading.gettrace() is None
