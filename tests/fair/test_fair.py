"""Every entry of the corpus earns exactly what a careful human would give."""

from __future__ import annotations

import pytest

from autograder.exercises import exercises
from tests.fair.corpus import ENTRIES
from tests.fair.desk import WEEK, WRITTEN

pytestmark = pytest.mark.slow

GRADED = [entry for entry in ENTRIES if not entry.refused]
REFUSED = [entry for entry in ENTRIES if entry.refused]


def names(entry):
    return entry.id


def deserved(entry):
    """Return the points of each exercise."""
    every = exercises(WEEK)
    answered = set(every if entry.answered is None else entry.answered)
    return {
        name: exercise.points - lost(entry, exercise) if name in answered else 0
        for name, exercise in every.items()
    }


def lost(entry, exercise):
    what = entry.loses.get(exercise.id)
    if what in (None, "everything"):
        return exercise.points if what else 0
    return exercise.criterion(what).points


def test_the_corpus_is_large_and_has_no_name_twice():
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES) >= 60


@pytest.mark.parametrize("entry", ENTRIES, ids=names)
def test_an_entry_is_told_in_one_sentence(entry):
    assert entry.about.endswith(".") and len(entry.about) < 200


@pytest.mark.parametrize("entry", GRADED, ids=names)
def test_a_right_solution_earns_what_it_deserves(entry, rows, book):
    row = rows[entry.id]
    assert row.status == "graded", row.reason
    marks = book.marks(entry.id)
    earned = {name: marks[f"check-{name}"].points for name in exercises(WEEK)}
    comments = {mark.grade_id: mark.comment for mark in marks.values() if mark.comment}
    assert earned == deserved(entry), (comments, row.reason)


@pytest.mark.parametrize("entry", GRADED, ids=names)
def test_a_written_answer_waits_for_the_teacher(entry, rows):
    written = entry.answered is None or WRITTEN in entry.answered
    assert rows[entry.id].waiting == (5 if written else 0)


@pytest.mark.parametrize("entry", REFUSED, ids=names)
def test_what_cannot_be_graded_has_a_reason(entry, rows):
    assert rows[entry.id].status == "unreadable"
    assert entry.refused in rows[entry.id].reason


@pytest.mark.parametrize("entry", [e for e in GRADED if e.says], ids=names)
def test_the_student_is_told(entry, rows):
    assert entry.says in rows[entry.id].reason
