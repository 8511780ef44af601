from __future__ import annotations

import os

import pytest

from autograder.grading.handed_in.submissions import is_student_id, receive, receive_all


def only(course, week):
    (received,) = receive_all(week, course)
    return received


@pytest.mark.parametrize("name", ["ada", "a.b-c_d@e", "A" * 100, "..."])
def test_is_student_id_accepts(name):
    assert is_student_id(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a b", "é", "a\n", "\0", "A" * 101, "<b>", "аda"],
)
def test_is_student_id_refuses(name):
    assert not is_student_id(name)


def test_receive_reads_bytes_and_timestamp(unreleased, week):
    unreleased.hand_in("ada", b"data", timestamp="2026-10-01 10:00:00 UTC\n")
    received = only(unreleased, week)
    assert (received.student, received.data) == ("ada", b"data")
    assert received.timestamp == "2026-10-01 10:00:00 UTC"
    assert received.problem is None


def test_receive_takes_a_renamed_notebook_with_a_note(unreleased, week):
    unreleased.hand_in("ada", b"data", name=f"{week} (1).ipynb")
    received = only(unreleased, week)
    assert received.data == b"data"
    assert f"not named {week}.ipynb" in received.notes[0]


def test_receive_prefers_the_right_name(unreleased, week):
    unreleased.hand_in("ada", b"other", name="other.ipynb")
    unreleased.hand_in("ada", b"data")
    assert only(unreleased, week).data == b"data"


def test_receive_does_not_choose_between_notebooks(unreleased, week):
    for name in ("a.ipynb", "b.ipynb"):
        unreleased.hand_in("ada", b"", name=name)
    assert "2 other notebooks" in only(unreleased, week).problem


def test_receive_says_that_there_is_no_notebook(unreleased, week):
    unreleased.hand_in("ada", b"", name="notes.txt")
    assert "no notebook" in only(unreleased, week).problem


def test_receive_does_not_load_a_large_file(unreleased, week):
    with unreleased.hand_in("ada", b"").open("wb") as file:
        file.truncate(90_000_000)
    received = only(unreleased, week)
    assert "90.0 MB" in received.problem
    assert received.data == b""


@pytest.mark.parametrize("what", ["file", "week", "student"])
def test_receive_follows_no_link(unreleased, week, tmp_path, what):
    path = unreleased.hand_in("ada", b"data")
    link = {"file": path, "week": path.parent, "student": path.parent.parent}[what]
    target = tmp_path / "elsewhere"
    link.rename(target)
    link.symlink_to(target)
    received = only(unreleased, week)
    assert "symbolic link" in received.problem
    assert received.data == b""


def test_receive_refuses_a_pipe_without_waiting(unreleased, week):
    path = unreleased.hand_in("ada", b"")
    path.unlink()
    os.mkfifo(path)
    assert "not a regular file" in only(unreleased, week).problem


def test_receive_refuses_a_folder_named_like_a_notebook(unreleased, week):
    path = unreleased.hand_in("ada", b"")
    path.unlink()
    path.mkdir()
    assert only(unreleased, week).problem


def test_receive_refuses_a_path_as_student(unreleased, week, tmp_path):
    (tmp_path / "evil" / week).mkdir(parents=True)
    assert "no student id" in receive("../../evil", week, unreleased).problem


def test_receive_all_shows_a_strange_folder_as_a_problem(unreleased, week):
    unreleased.hand_in("a b", b"data")
    assert "no student id" in only(unreleased, week).problem


def test_receive_all_passes_over_files_and_students_without_this_week(unreleased, week):
    unreleased.hand_in("ada", b"data")
    (unreleased.submitted / "bob").mkdir()
    (unreleased.submitted / "README.md").write_text("about")
    assert only(unreleased, week).student == "ada"


def test_receive_all_finds_nothing_without_a_folder(unreleased, week):
    assert list(receive_all(week, unreleased)) == []


def test_receive_all_can_be_held_to_one_student(unreleased, week):
    for student in ("ada", "bob"):
        unreleased.hand_in(student, b"data")
    received = receive_all(week, unreleased, only="bob")
    assert [one.student for one in received] == ["bob"]


def test_receive_ignores_a_linked_timestamp(unreleased, week, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    path = unreleased.hand_in("ada", b"data")
    (path.parent / "timestamp.txt").symlink_to(secret)
    assert only(unreleased, week).timestamp is None
