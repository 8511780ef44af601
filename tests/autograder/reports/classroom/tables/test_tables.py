from __future__ import annotations

import csv
import io

import pytest

from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.tables import tables


def read(table):
    return list(csv.DictReader(io.StringIO(table.csv())))


@pytest.fixture(scope="module")
def found(drawn):
    return look_at(drawn(60))


@pytest.fixture(scope="module")
def by_name(found):
    return {table.name: read(table) for table in tables(found)}


@pytest.mark.parametrize("n", [0, 1, 60])
def test_every_row_is_as_wide_as_its_header(drawn, n):
    for table in tables(look_at(drawn(n))):
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert table.csv().startswith(",".join(table.columns))


def test_names_of_files_differ(found):
    names = [table.file for table in tables(found)]
    assert len(names) == len(set(names)) == 13


def test_students_have_their_points(found, by_name):
    points = {row["student"]: row["points"] for row in by_name["students"]}
    assert len(points) == 60
    for student, total in found.marks.totals.items():
        assert float(points[student]) == total


def test_distribution_adds_up_to_the_class(found, by_name):
    assert sum(int(row["students"]) for row in by_name["distribution"]) == found.n


def test_misconceptions_and_their_students_agree(by_name):
    counted = {
        (row["exercise"], row["misconception"]): int(row["students"])
        for row in by_name["misconceptions"]
    }
    listed = [(r["exercise"], r["misconception"]) for r in by_name["who_has_which"]]
    assert counted == {key: listed.count(key) for key in counted}


def test_criteria_add_up_to_what_was_lost(by_name):
    for row in by_name["criteria"]:
        lost = [float(row[k]) for k in row if k.startswith("lost_")]
        assert sum(lost) == pytest.approx(float(row["lost"]))


def test_who_to_look_at_has_a_reason(by_name):
    reasons = {row["reason"] for row in by_name["to_look_at"]}
    assert {"unreadable", "stopped", "below"} <= reasons
    assert all(row["detail"] for row in by_name["to_look_at"])


def test_pairs_are_told_to_both_sides(hand):
    evidence = {"case": "case 1", "outcome": "value", "came": "7"}
    wrong = hand.judged("failed", evidence=evidence)
    pupils = [
        hand.pupil(s, hand.exercise("f", wrong), hand.exercise("g", wrong))
        for s in ("ada", "ben")
    ]
    (table,) = (t for t in tables(look_at(hand.of(*pupils))) if t.name == "to_look_at")
    assert table.rows == [
        ("ada", "alike", "as ben: f, g"),
        ("ben", "alike", "as ada: f, g"),
    ]
