"""Grading again: what has not changed is left alone, what is missing is made good."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from autograder.grading.book.gradebook import Gradebook
from autograder.grading.running import sources
from autograder.sandbox import SandboxUnavailable

pytestmark = [pytest.mark.usefixtures("nbgrader_api"), pytest.mark.slow]


@pytest.fixture(autouse=True)
def grounds(monkeypatch, week):
    """What judges stays as it is, even while somebody edits it."""
    parts = {**sources.parts(week)}
    monkeypatch.setattr(sources, "parts", lambda _: parts)
    return parts


@pytest.fixture
def judge(fake_judge):
    """A judge that remembers whom it has judged."""

    def count(submission, student):
        count.judged.append(student)
        return fake_judge(submission, student)

    count.judged = []
    return count


@pytest.fixture
def grade(tiny, week, judge):
    """Grade the tiny week; return the rows by student."""
    from autograder.grading.engine import grade_week

    def run(by=judge, **options):
        judge.judged.clear()
        rows = grade_week(week, tiny, judge=by, **options)
        return {row.student: row for row in rows}

    return run


@pytest.fixture
def attempts(tiny, week):
    """Return the statuses of a student's attempts, the oldest first."""

    def of(student):
        with Gradebook(tiny, week) as book:
            return [one.status for one in book.attempts(student)]

    return of


@pytest.fixture
def good(tiny, answers):
    return tiny.answered(**answers)


def tree(folder):
    """Return every file below a folder with its bytes."""
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_unchanged_work_is_not_judged_again(grade, tiny, good, judge, attempts):
    tiny.hand_in("ada", good)
    first = grade()["ada"]
    again = grade()["ada"]
    assert judge.judged == [] and attempts("ada") == ["graded"]
    assert again.unchanged and not first.unchanged
    assert replace(again, unchanged=False) == first


def test_an_unreadable_file_is_not_read_again(grade, tiny, attempts):
    tiny.hand_in("ada", b"")
    first = grade()["ada"]
    again = grade()["ada"]
    assert again.unchanged and again.reason == first.reason
    assert attempts("ada") == ["unreadable"]


def test_force_judges_again_and_records_the_same_result_once(
    grade, tiny, good, judge, attempts
):
    tiny.hand_in("ada", good)
    grade()
    assert not grade(force=True)["ada"].unchanged
    assert judge.judged == ["ada"] and attempts("ada") == ["graded"]


def test_handing_in_again_is_a_new_attempt(grade, tiny, good, judge, attempts):
    tiny.hand_in("ada", good)
    tiny.hand_in("bob", good)
    grade()
    tiny.hand_in("ada", tiny.answered(double="def double(x):\n    return wrong"))
    assert grade()["ada"].points < 10
    assert judge.judged == ["ada"] and attempts("ada") == ["graded", "graded"]


def test_a_mistake_of_ours_is_tried_again(grade, tiny, good, attempts):
    def broken(submission, student):
        raise ZeroDivisionError

    tiny.hand_in("ada", good)
    for _ in range(2):
        assert grade(by=broken)["ada"].status == "not graded"
    assert grade()["ada"].status == "graded"
    assert attempts("ada") == ["not graded", "graded"]


@pytest.mark.parametrize("part", ["exercises", "references", "oracle", "sandbox"])
def test_a_change_of_what_judges_is_graded_again(
    grade, tiny, good, judge, grounds, part
):
    tiny.hand_in("ada", good)
    grade()
    grounds[part] = "changed"
    grade()
    assert judge.judged == ["ada"]


def test_a_result_without_walls_does_not_stand_for_one_behind_them(
    grade, tiny, good, judge
):
    tiny.hand_in("ada", good)
    grade(trust=True)
    grade()
    assert judge.judged == ["ada"]


def test_a_weaker_sandbox_than_required_is_no_result(
    grade, tiny, good, judge, fake_judge
):
    def weak(submission, student):
        return replace(fake_judge(submission, student), sandbox="B")

    tiny.hand_in("ada", good)
    grade(by=weak)
    assert grade(require="B")["ada"].unchanged
    assert not grade(require="A")["ada"].unchanged


@pytest.mark.parametrize("lost", ["autograded", "feedback"])
def test_a_file_that_is_missing_is_written_without_judging(
    grade, tiny, good, judge, lost
):
    tiny.hand_in("ada", good)
    grade()
    before = tree(getattr(tiny, lost)).keys()
    shutil.rmtree(getattr(tiny, lost))
    grade()
    assert tree(getattr(tiny, lost)).keys() == before and judge.judged == []


def test_a_run_that_stopped_before_its_pages_is_made_good(
    grade, tiny, good, judge, monkeypatch
):
    from autograder.grading.written import notebooks

    tiny.hand_in("ada", good)
    grade()
    tiny.hand_in("ada", tiny.answered(double="def double(x):\n    return wrong"))

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(notebooks, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            grade()
    row = grade()["ada"]
    assert row.unchanged and judge.judged == []
    assert "return wrong" in row.notebook.read_text()
    assert "return wrong" in row.feedback.read_text()


def test_what_a_killed_grader_left_half_written_is_swept_away(grade, tiny, good, week):
    tiny.hand_in("ada", good)
    left = tiny.feedback / "ada" / week / ".999999999-x.tmp"
    left.parent.mkdir(parents=True)
    left.touch()
    grade()
    assert not left.exists()


def test_nothing_is_written_where_no_sandbox_can_start(grade, tiny, good):
    def judge(submission, student):
        raise SandboxUnavailable("no bubblewrap")

    tiny.hand_in("ada", good)
    with pytest.raises(SandboxUnavailable):
        grade(by=judge)
    assert not tiny.autograded.exists() and not tiny.feedback.exists()


def test_two_graders_at_once_record_every_attempt_once(grade, tiny, good, attempts):
    students = [f"s{number}" for number in range(12)]
    for student in students:
        tiny.hand_in(student, good)
    with ThreadPoolExecutor(2) as threads:
        runs = list(threads.map(lambda _: grade(), range(2)))
    for rows in runs:
        assert {row.points for row in rows.values()} == {10.0} and len(rows) == 12
    assert all(attempts(student) == ["graded"] for student in students)
