from __future__ import annotations

import csv
import io

from autograder.reports.classroom.records import Score
from autograder.reports.export.marks import COLUMNS, marks


def rows_of(classroom):
    return list(csv.DictReader(io.StringIO(marks(classroom))))


def test_marks_have_a_row_for_each_student_and_cell(hand):
    wrong = hand.exercise("f", hand.judged("failed", misconception="m"))
    waits = Score("why", 5.0)
    (f, why) = rows_of(hand.of(hand.pupil("ada", wrong, written=waits)))
    assert (f["student"], f["exercise"], f["auto"], f["points"]) == (
        "ada",
        "f",
        "0",
        "0",
    )
    assert (f["misconception"], f["kind"]) == ("m", "function")
    assert (why["kind"], why["waits"], why["points"]) == ("written", "yes", "")


def test_a_teachers_mark_takes_precedence(hand):
    given = Score("why", 5.0, auto=0.0, manual=3.0, extra=0.5)
    row = rows_of(hand.of(hand.pupil("ada", written=given)))[0]
    assert (row["auto"], row["manual"], row["points"]) == ("0", "3", "3.5")


def test_a_late_penalty_is_a_row_so_that_points_add_up(hand):
    pupil = hand.pupil("ada", hand.exercise("f"), late_penalty=1.5)
    rows = rows_of(hand.of(pupil))
    assert sum(float(row["points"]) for row in rows) == 2.5
    assert rows[-1]["points"] == "-1.5"


def test_alternatives_and_several_mistakes_are_told_apart(hand):
    evidence = {"mistakes": [["a", "b"], ["c"]]}
    both = hand.judged("failed", misconception="a", evidence=evidence)
    row = rows_of(hand.of(hand.pupil("ada", hand.exercise("f", both))))[0]
    assert row["misconception"] == "a or b; c"


def test_marks_of_nobody_are_a_header(hand):
    assert marks(hand.of()) == ",".join(COLUMNS) + "\r\n"


def test_a_name_is_no_formula(hand):
    pupil = hand.pupil("ada", hand.exercise("f"), name='=HYPERLINK("http://x")')
    assert rows_of(hand.of(pupil))[0]["name"].startswith("'=")
