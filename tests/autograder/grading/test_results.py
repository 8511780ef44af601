from __future__ import annotations

from autograder.grading.results import Loss, Row, costliest


def row(student, *lost):
    return Row(student, "graded", lost=lost)


def test_the_costliest_exercise_comes_first_with_its_commonest_idea():
    rows = [
        row("a", Loss("f", 2, "failed", "sign"), Loss("g", 1, "failed")),
        row("b", Loss("f", 2, "failed", "sign"), Loss("g", 9, "failed", "axis")),
        row("c", Loss("f", 1, "failed", "scale")),
    ]
    first, second = costliest(rows)
    assert (first.exercise, first.points, first.students) == ("g", 10, 2)
    assert (second.misconception, second.with_it) == ("sign", 2)


def test_what_nobody_tried_costs_nothing():
    assert costliest([row("a", Loss("f", 2, "not attempted"))]) == []
