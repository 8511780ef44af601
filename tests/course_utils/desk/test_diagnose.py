"""A mistake is named only when the numbers leave no doubt."""

import numpy as np
import pytest

from course_utils.desk.compare import Rules
from course_utils.desk.diagnose import Answer, explain

RULES = Rules(names=("grads", "cost"))


def answers(dw, db, cost):
    return [Answer(({"dw": dw * k, "db": db * k}, cost * k)) for k in (1.0, 2.5)]


RIGHT = answers(1.0, 2.0, 3.0)
TWINS = {
    "dw doubled": answers(2.0, 2.0, 3.0),
    "db doubled": answers(1.0, 4.0, 3.0),
    "cost negative": answers(1.0, 2.0, -3.0),
    "all negative": answers(-1.0, -2.0, -3.0),
}


@pytest.mark.parametrize("name", TWINS)
def test_answers_of_a_twin_are_named_by_it(name):
    assert explain(TWINS[name], RIGHT, TWINS, RULES) == [[name]]


def test_two_mistakes_in_two_parts_are_both_named():
    both = answers(2.0, 4.0, 3.0)
    assert explain(both, RIGHT, TWINS, RULES) == [["db doubled"], ["dw doubled"]]


def test_an_unknown_mistake_gets_no_name():
    assert explain(answers(7.0, 2.0, 3.0), RIGHT, TWINS, RULES) == []


def test_one_known_and_one_unknown_mistake_get_no_name():
    assert explain(answers(2.0, 9.0, 3.0), RIGHT, TWINS, RULES) == []


def test_a_twin_that_spoils_more_than_is_wrong_is_not_named():
    only_dw = answers(-1.0, 2.0, 3.0)
    assert explain(only_dw, RIGHT, TWINS, RULES) == []


def test_twins_that_cannot_be_told_apart_are_named_together():
    twins = {"one": TWINS["dw doubled"], "other": TWINS["dw doubled"]}
    assert explain(twins["one"], RIGHT, twins, RULES) == [["one", "other"]]


def test_an_answer_that_always_raises_proves_nothing():
    raising = [Answer(raised="ValueError")] * 2
    assert explain(raising, RIGHT, {"raises": raising}, RULES) == []


def test_an_answer_that_raises_now_and_then_can_be_a_twins():
    right = [Answer(1.0), Answer(np.float64(2.0))]
    overflow = [Answer(1.0), Answer(raised="OverflowError")]
    assert explain(overflow, right, {"overflow": overflow}, RULES) == [["overflow"]]
