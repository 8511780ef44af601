from __future__ import annotations

import pytest

from autograder.reports.classroom.numbers import misconceptions


def having(hand, student, *names, right=()):
    """Return somebody with one misconception in each exercise f, g, ..."""
    wrong = [
        hand.exercise(exercise, hand.judged("failed", misconception=name))
        for exercise, name in zip("fgh", names, strict=False)
        if name
    ]
    return hand.pupil(student, *wrong, *(hand.exercise(name) for name in right))


def test_found_counts_students_and_has_the_hint(hand):
    classroom = hand.of(having(hand, "ada", "m"), having(hand, "ben", "m"))
    (one,) = misconceptions.found(classroom)
    assert (one.exercise, one.id, one.hint) == ("f", "m", "Think of m.")
    assert one.students == ("ada", "ben")
    assert one.points_lost == 8


def test_found_begins_with_the_commonest(drawn):
    counts = [len(one.students) for one in misconceptions.found(drawn(60))]
    assert counts == sorted(counts, reverse=True) and len(counts) > 20


def test_found_tells_alternatives_and_several_mistakes(hand):
    evidence = {"mistakes": [["a", "b"], ["c"]]}
    both = hand.judged("failed", misconception="a", evidence=evidence)
    found = misconceptions.found(hand.of(hand.pupil("ada", hand.exercise("f", both))))
    assert [(one.id, one.alternatives) for one in found] == [("a", ("b",)), ("c", ())]


def test_found_does_without_a_hint_that_is_gone(hand):
    (one,) = misconceptions.found(hand.of(having(hand, "ada", "of-last-year")))
    assert one.hint == ""


def class_of_habits(hand, n=30, habit=8):
    """Return a class where the same `habit` students have two misconceptions."""
    return hand.of(
        *(having(hand, f"h{i}", "m", "m2") for i in range(habit)),
        *(hand.pupil(f"s{i}", hand.exercise("f")) for i in range(n - habit)),
    )


def test_together_finds_a_habit(hand):
    classroom = class_of_habits(hand)
    found = misconceptions.found(classroom)
    (pair,) = misconceptions.together(found, len(classroom.graded))
    assert len(pair.students) == 8
    assert pair.expected == pytest.approx(8 * 8 / 30)


def test_together_is_silent_where_all_have_it(hand):
    classroom = hand.of(*(having(hand, f"s{i}", "m", "m2") for i in range(30)))
    assert misconceptions.together(misconceptions.found(classroom), 30) == []


def test_together_is_silent_on_a_handful(hand):
    classroom = class_of_habits(hand, n=4, habit=2)
    assert misconceptions.together(misconceptions.found(classroom), 4) == []


def test_together_of_classes_without_habits_is_rare(hand, rng):
    false = 0
    for _ in range(20):
        picks = rng.random(size=(40, 3)) < 0.3
        pupils = [
            having(hand, f"s{i}", *("m" if p else "" for p in row), right="q")
            for i, row in enumerate(picks)
        ]
        found = misconceptions.found(hand.of(*pupils))
        false += bool(misconceptions.together(found, 40))
    assert false <= 3


def test_families_join_pairs_that_share_a_member(hand):
    classroom = hand.of(
        *(having(hand, f"h{i}", "m", "m2", "m3") for i in range(8)),
        *(hand.pupil(f"s{i}", hand.exercise("f")) for i in range(30)),
    )
    pairs = misconceptions.together(misconceptions.found(classroom), 38)
    (family,) = misconceptions.families(pairs)
    assert [one.id for one in family.members] == ["m", "m2", "m3"]
    assert len(pairs) == 3 and len(family.students) == 8
