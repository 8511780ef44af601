"""Each attack earns no more than honest work, and nobody else notices anything."""

from __future__ import annotations

import re

import pytest

from tests.hostile.attack import LOOT
from tests.hostile.classroom import FULL
from tests.hostile.corpus import KINDS

ATTACKS = {attack.id: attack for attacks in KINDS.values() for attack in attacks}
OURS = re.compile(r"Traceback|File \"/|autograder[./]|itself failed|Error\b.*0x")
LONGEST = 120.0
"""Seconds: a submission may take four minutes; no attack here may come near that."""
SLOWER, SLACK = 4.0, 6.0
MADE_BY_GRADING = ("autograded", "feedback", "gradebook.db", "build", ".course_secret")

each_attack = pytest.mark.parametrize("name", ATTACKS)
each_kind = pytest.mark.parametrize("kind", KINDS)


def test_there_are_enough_attacks_and_each_has_a_name_of_its_own():
    assert len(ATTACKS) == sum(map(len, KINDS.values())) >= 60


@each_attack
def test_it_earns_no_more_than_honest_work(results, name):
    assert (results[name].points or 0.0) <= ATTACKS[name].honest


@each_attack
def test_its_row_ends_in_time_and_says_why(results, name):
    result, attack = results[name], ATTACKS[name]
    assert result.status == attack.status
    assert attack.says in result.reason
    assert result.reason or result.points == attack.honest
    assert not OURS.search(result.reason)
    assert result.seconds < LONGEST


@each_attack
def test_it_found_nothing(results, name):
    assert LOOT not in results[name].verdict


@each_attack
def test_its_page_holds_no_markup_of_the_student(results, name):
    page = results[name].page.lower()
    assert not re.search(
        r"<script|<img(?! src=\"data:)|<svg|<iframe|<[^>]* on\w+=", page
    )
    assert not re.search(
        r"<[^>]*javascript:|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page
    )


@each_kind
def test_honest_neighbours_keep_full_marks(runs, kind):
    neighbours = runs[kind].neighbours
    assert len(neighbours) > 2
    assert {(one.status, one.points) for one in neighbours} == {("graded", FULL)}


@each_kind
def test_honest_neighbours_are_graded_as_fast_as_alone(runs, kind):
    run = runs[kind]
    times = sorted(one.seconds for one in run.neighbours[1:])
    assert times[len(times) // 2] < SLOWER * run.alone + SLACK


@each_kind
def test_the_course_is_as_it_was(runs, kind):
    before, after = runs[kind].before, runs[kind].after
    changed = {
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
        and name.split("/")[0] not in MADE_BY_GRADING
    }
    assert changed == set()


@each_kind
def test_results_lie_only_in_the_folders_of_those_graded(runs, kind):
    for name in runs[kind].after:
        top, *rest = name.split("/")
        if top in ("autograded", "feedback") and rest:
            assert f"submitted/{rest[0]}" in runs[kind].before


@each_kind
def test_nothing_is_left_running_or_lying_about(runs, kind):
    assert runs[kind].left_running == []
    assert runs[kind].left_lying == []


@each_kind
def test_nobody_outside_was_spoken_to(runs, kind):
    assert runs[kind].heard == []
