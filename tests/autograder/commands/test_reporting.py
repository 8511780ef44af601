from __future__ import annotations

import csv
import json
import webbrowser

import pytest
from typer.testing import CliRunner

from autograder.cli import app


@pytest.fixture
def run(monkeypatch, tiny):
    """Run a command in the tiny course; no traceback may escape it."""

    def invoke(*arguments):
        (tiny.root / "nbgrader_config.py").touch()
        monkeypatch.chdir(tiny.root)
        monkeypatch.setenv("COLUMNS", "200")
        result = CliRunner().invoke(app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke


@pytest.fixture
def graded(tiny, week, answers, fake_judge):
    from autograder.grading.engine import grade_week

    for student in ("ada", "ben"):
        tiny.hand_in(student, tiny.answered(**answers))
    grade_week(week, tiny, judge=fake_judge)
    return tiny


@pytest.mark.parametrize("command", ["report", "export"])
def test_help_answers(run, command):
    assert command in run("--help").output
    output = run(command, "--help").output
    assert "Usage: " in output and f" {command} " in output


def test_report_writes_a_page_and_says_where(run, graded, week):
    result = run("report", week)
    assert result.exit_code == 0
    page = graded.root / "reports" / week / "index.html"
    assert str(page) in result.output
    assert "2 students handed in" in page.read_text("utf-8")


def test_report_goes_where_it_is_told(run, graded, week, tmp_path):
    assert run("report", week, "--out", str(tmp_path / "here")).exit_code == 0
    assert (tmp_path / "here" / "index.html").is_file()


def test_report_opens_a_browser_if_asked(run, graded, week, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    run("report", week)
    assert opened == []
    run("report", week, "--open")
    assert [address.startswith("file://") for address in opened] == [True]


def test_report_of_a_week_that_was_never_released(run, tiny, week):
    tiny.root.joinpath("gradebook.db").unlink()
    result = run("report", week)
    assert result.exit_code == 1
    assert f"workbook release {week}" in " ".join(result.output.split())


def test_export_writes_marks(run, graded, week):
    result = run("export", week)
    path = graded.root / "reports" / week / "marks.csv"
    assert result.exit_code == 0 and str(path) in result.output
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert {row["student"] for row in rows} == {"ada", "ben"}


def test_export_for_gradescope_writes_a_file_for_each_student(run, graded, week):
    result = run("export", week, "--format", "gradescope", "--out", "results")
    assert result.exit_code == 0 and "2 × results.json" in result.output
    for student in ("ada", "ben"):
        path = graded.root / "results" / student / "results.json"
        assert json.loads(path.read_text("utf-8"))["score"] == 10


@pytest.mark.parametrize(
    "arguments",
    [["report"], ["report", "c0w0_none"], ["export", "c0w0_none"],
     ["export", "c9w9_tiny", "--format", "word"]],
)  # fmt: skip
def test_misspelt_commands_end_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


def test_a_folder_that_cannot_be_written_is_a_sentence(run, graded, week):
    (graded.root / "taken").write_text("")
    result = run("report", week, "--out", "taken/here")
    assert result.exit_code == 1 and "✗" in result.output
