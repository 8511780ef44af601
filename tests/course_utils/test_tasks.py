"""The multiple-choice references, and an explanation for each wrong choice."""

import pytest

from autograder.exercises.c1w1_introduction import tasks as asked
from course_utils.tasks import classify_data, classify_task


def test_choices_come_in_the_order_of_the_questions():
    assert classify_task(["driving", "photograph"]) == ["hybrid", "cnn"]
    assert classify_data(["hotel reviews", "house sales"]) == [
        "unstructured",
        "structured",
    ]


def test_unknown_description_is_refused():
    with pytest.raises(KeyError, match="weather"):
        classify_task(["weather"])


@pytest.mark.parametrize(
    "function, labels, wrong",
    [
        (classify_task, asked.NETWORKS, asked.WRONG_NETWORKS),
        (classify_data, asked.KINDS, asked.WRONG_KINDS),
    ],
)
def test_every_wrong_choice_has_an_explanation(function, labels, wrong):
    for question, (_, explained) in wrong.items():
        (right,) = function([question])
        assert {right, *explained} == set(labels)
        assert right not in explained
