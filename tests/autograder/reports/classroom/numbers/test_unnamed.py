from __future__ import annotations

import pytest

from autograder.reports.classroom.numbers import unnamed


def wrong(hand, student, came="[1 2]", exercises="f", case="case 1"):
    evidence = {
        "case": case,
        "arguments": {"x": "3"},
        "expected": "6",
        "outcome": "value",
        "came": came,
    }
    made = hand.judged("failed", message="Wrong.", evidence=evidence)
    return hand.pupil(student, *(hand.exercise(name, made) for name in exercises))


def test_wrongs_are_failures_without_a_name(hand):
    named = hand.exercise("f", hand.judged("failed", misconception="m"))
    stopped = hand.exercise("f", hand.judged("not run"))
    classroom = hand.of(
        wrong(hand, "ada"), hand.pupil("ben", named), hand.pupil("cleo", stopped)
    )
    assert [one.student for one in unnamed.wrongs(classroom)] == ["ada"]


def test_nameless_has_the_shortest_example_that_all_could_see(hand):
    classroom = hand.of(
        wrong(hand, "ada", came="[1 2 3 4]"),
        wrong(hand, "ben", came="7"),
        wrong(hand, "cleo", came="", case="hidden 1"),
    )
    (one,) = unnamed.nameless(unnamed.wrongs(classroom))
    assert one.example.student == "ben"
    assert (one.example.arguments, one.example.expected) == ("x = 3", "6")
    assert one.students == ("ada", "ben", "cleo")


@pytest.mark.parametrize(
    "evidence, came",
    [({"error": "ValueError: no"}, "ValueError: no"), ({"outcome": "died"}, "died"),
     ({}, "Wrong.")],
)  # fmt: skip
def test_what_came_is_said_without_a_value(evidence, came):
    assert unnamed.Wrong("ada", "f", "correct", "Wrong.", evidence).came == came


def test_alike_counts_the_same_answer_to_the_same_case(hand):
    classroom = hand.of(
        wrong(hand, "ada"), wrong(hand, "ben"), wrong(hand, "cleo", came="7")
    )
    (one,) = unnamed.alike(unnamed.wrongs(classroom))
    assert (one.students, one.came) == (("ada", "ben"), "[1 2]")


def test_hidden_cases_differ_and_are_never_alike(hand):
    classroom = hand.of(
        *(wrong(hand, name, case="hidden 1") for name in ("ada", "ben"))
    )
    assert unnamed.alike(unnamed.wrongs(classroom)) == []


def test_pairs_share_wrong_answers_in_several_exercises(hand):
    classroom = hand.of(
        wrong(hand, "ada", exercises="fg"), wrong(hand, "ben", exercises="fg")
    )
    (pair,) = unnamed.pairs(unnamed.alike(unnamed.wrongs(classroom)), 20)
    assert (pair.students, pair.exercises) == (("ada", "ben"), ("f", "g"))


def test_one_answer_in_common_is_no_pair(hand):
    same = unnamed.alike(
        unnamed.wrongs(hand.of(wrong(hand, "ada"), wrong(hand, "ben")))
    )
    assert unnamed.pairs(same, 20) == []


def test_what_much_of_the_class_answers_is_no_pair(hand):
    pupils = (wrong(hand, f"s{i}", exercises="fg") for i in range(6))
    same = unnamed.alike(unnamed.wrongs(hand.of(*pupils)))
    assert len(same) == 2 and unnamed.pairs(same, 20) == []
