"""Children that may loop, die or eat memory: the others go on."""

import os
from multiprocessing import active_children

import pytest

from autograder.audit.pool import MEMORY, Job, Overran, run

pytestmark = pytest.mark.slow


def square(n):
    return n * n


def loop(n):
    while True:
        n += 1


def die(n):
    os._exit(n)


def fill(n):
    try:
        return len(bytearray(2 * MEMORY))
    except MemoryError:
        return "refused"


def fail(n):
    raise ValueError(f"{n} is a bad number")


def jobs(*works):
    return [Job(work, n, seconds=1.0) for n, work in enumerate(works)]


def test_every_job_has_its_result():
    assert dict(run(jobs(*[square] * 9), workers=2)) == {n: n * n for n in range(9)}


def test_a_job_without_end_is_ended_and_the_others_go_on():
    results = dict(run(jobs(loop, square, square), workers=2))
    assert results == {0: "time", 1: 1, 2: 4}
    assert isinstance(results[0], Overran)


def test_a_job_that_ends_its_process_has_died():
    assert dict(run(jobs(square, die, square), workers=1)) == {0: 0, 1: "died", 2: 4}


def test_memory_is_limited():
    assert dict(run(jobs(fill), workers=1)) == {0: "refused"}


def test_a_mistake_in_the_work_is_not_lost():
    with pytest.raises(RuntimeError, match="1 is a bad number"):
        dict(run(jobs(square, fail), workers=1))


def test_no_child_is_left():
    dict(run(jobs(square, loop), workers=2))
    assert active_children() == []
