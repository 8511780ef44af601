"""`check` says what a learner needs: which case, which part, why, and never raises."""

import os
import subprocess
import sys
import warnings

import numpy as np
import pytest

from course_utils.desk import frozen
from course_utils.desk.check import CheckError, check
from course_utils.desk.compare import Rules
from course_utils.desk.diagnose import Answer
from course_utils.desk.frozen import Case, FrozenExercise, Twin

ROWS = [np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5, 0.0, -1.0]])]


def case(number, x):
    right = Answer(x.sum(axis=1, keepdims=True))
    return Case(f"case {number}", "correct", {"x": x}, right)


EXERCISE = FrozenExercise(
    id="row_sums",
    rules=Rules(),
    cases=[case(i, x) for i, x in enumerate(ROWS, start=1)],
    twins=[
        Twin(
            "mean",
            "correct",
            "Add, do not average.",
            [Answer(x.mean(axis=1, keepdims=True)) for x in ROWS],
        ),
        Twin("loop", "vectorised", "No loop is needed."),
        Twin("in-place", "pure", "Leave x as it is."),
    ],
    sized=[{"x": np.ones((8, 2))}, {"x": np.ones((256, 2))}],
    pure=True,
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Stand in a folder with the frozen checks of one exercise."""
    text = frozen.dumps("c9w9_rows", [EXERCISE])
    (tmp_path / frozen.FILE_NAME).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def named(function):
    function.__name__ = "row_sums"
    return function


def loop(x):
    return np.array([[sum(row)] for row in x])


def in_place(x):
    total = x.sum(axis=1, keepdims=True)
    x *= 0
    return total


def test_a_right_answer_passes_every_row(desk):
    report = check(named(lambda x: x.sum(axis=1, keepdims=True)))
    assert report.passed
    assert str(report) == "✓ row_sums: all 4 visible checks pass"


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda x: x.mean(axis=1, keepdims=True), "Add, do not average."),
        (loop, "No loop is needed."),
        (in_place, "Leave x as it is."),
    ],
)
def test_a_known_mistake_is_told_in_text_and_table(desk, wrong, hint):
    report = check(named(wrong))
    assert not report.passed
    assert f"hint: {hint}" in str(report)
    assert hint in report._repr_html_()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x: x.sum(axis=1), "has shape (2,); expected (2, 1)"),
        (lambda x: None, "is None; expected an array of shape (2, 1)"),
        (lambda x: x.sum(axis=1, keepdims=True) * np.nan, "must be finite"),
        (lambda x: 1 // 0, "ZeroDivisionError"),
        (lambda: 1, "TypeError"),
        (lambda x: sys.exit("bye"), "SystemExit: bye"),
        (lambda x: 3 * x.sum(axis=1, keepdims=True), "3 times what it should be"),
    ],
)
def test_an_unknown_mistake_is_described_and_not_named(desk, wrong, words):
    report = check(named(wrong))
    assert not report.passed
    assert words in str(report)
    assert report.hints == ()


def test_a_stub_is_not_attempted_rather_than_wrong(desk):
    def row_sums(x):
        raise NotImplementedError

    assert "Not attempted yet" in str(check(row_sums))


def test_a_warning_costs_nothing_and_is_noted(desk):
    def row_sums(x):
        warnings.warn("mind the gap", stacklevel=1)
        print("noise", file=sys.stderr)
        return x.sum(axis=1, keepdims=True)

    report = check(row_sums)
    assert report.passed
    assert "mind the gap" in str(report)


def test_each_case_gets_fresh_arguments(desk):
    assert check(named(in_place)).rows[1].passed


@pytest.mark.parametrize("thing", [3, "row_sums", None])
def test_anything_but_a_function_gets_a_sentence(desk, thing):
    assert "Pass the function itself" in str(check(thing))


def test_an_unknown_function_is_told_which_there_are(desk):
    assert "row_sums" in str(check(len))


def test_without_frozen_checks_there_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "not beside this notebook" in str(check(named(loop)))


def test_under_nbgrader_a_wrong_answer_raises_with_the_report(desk, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(CheckError, match="Add, do not average"):
        check(named(lambda x: x.mean(axis=1, keepdims=True)))


def test_a_failed_check_shows_its_report_in_place_of_a_traceback():
    assert CheckError("one\ntwo")._render_traceback_() == ["one", "two"]


def test_a_learners_text_cannot_become_markup(desk):
    def row_sums(x):
        raise ValueError("<script>alert(1)</script>")

    assert "<script" not in check(row_sums)._repr_html_()


def test_the_desk_imports_neither_matplotlib_nor_tensorflow():
    code = "import sys, course_utils.desk as d; d.check; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ
    )
    assert not {"matplotlib", "tensorflow", "autograder"} & set(done.stdout.split())
