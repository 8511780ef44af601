"""A few under way at a time: bounded, in any order, and one death costs one."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass

import pytest

from autograder.grading.running import window
from autograder.grading.running.child import WorkerDiedError
from autograder.grading.running.places import Place, PlaceError, Threads
from autograder.grading.worker import Answer


@dataclass(frozen=True)
class Piece:
    task: str


def verdict(task):
    return Answer(verdict=task).to_json()


class Fate(Place):
    """A place where a task's name says what becomes of it."""

    most = 3

    def __init__(self):
        self.tries = []
        self.under_way = 0

    def submit(self, asked):
        self.tries.append(asked.task)
        future = Future()
        if asked.task == "dies" or (
            asked.task == "dies once" and self.tries.count("dies once") == 1
        ):
            future.set_exception(WorkerDiedError("It was killed."))
        elif asked.task == "lost":
            future.set_exception(PlaceError("The scheduler went away."))
        elif asked.task == "breaks":
            future.set_exception(ZeroDivisionError())
        else:
            future.set_result(verdict(asked.task))
        return future


def run(*tasks, place=None):
    place = place or Fate()
    pieces = [Piece(task) for task in tasks]
    found = {one.task: answer for one, answer in window.answers(place, pieces)}
    return place, found


def test_every_piece_has_its_own_answer():
    _, found = run(*"abcdefgh")
    assert {task: answer.verdict for task, answer in found.items()} == {
        task: task for task in "abcdefgh"
    }


def test_who_kills_a_worker_twice_is_refused_and_the_others_go_on():
    place, found = run("a", "dies", "b")
    assert place.tries.count("dies") == 2
    assert "It was killed. So did" in found["dies"].refused
    assert (found["a"].verdict, found["b"].verdict) == ("a", "b")


def test_who_kills_a_worker_once_has_a_second_try():
    _, found = run("dies once", "a")
    assert found["dies once"].verdict == "dies once"


def test_an_error_of_the_place_costs_one_piece():
    _, found = run("a", "breaks", "b")
    assert found["breaks"].failed == "ZeroDivisionError"
    assert found["b"].verdict == "b"


def test_a_place_that_is_gone_ends_the_run():
    with pytest.raises(PlaceError, match="went away"):
        run("a", "lost", "b")


def test_no_more_is_taken_than_the_place_can_do():
    taken = []

    def pieces():
        for number in range(100):
            taken.append(number)
            yield Piece(str(number))

    for done, _ in enumerate(window.answers(Fate(), pieces()), start=1):
        assert len(taken) <= done + Fate.most
    assert done == 100


def test_a_slow_piece_holds_up_no_other():
    finish = threading.Event()

    def judge(piece):
        if piece.task == "slow":
            assert finish.wait(30)
        return verdict(piece.task)

    order = []
    with Threads(judge, 2) as place:
        for one, _ in window.answers(place, map(Piece, ["slow", *"abcdef"])):
            order.append(one.task)
            if len(order) == 6:
                finish.set()
    assert order[-1] == "slow" and len(order) == 7
