from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import partial

import pytest
from typer.testing import CliRunner

from autograder.cli import app

COMMANDS = [
    "list",
    "build",
    "release",
    "grade",
    "regrade",
    "feedback",
    "doctor",
    "demo",
    "adopt",
]
HEAVY = {"numpy", "nbgrader", "sqlalchemy", "rich", "jinja2", "nbformat", "tensorflow"}


@pytest.fixture
def run(monkeypatch):
    """Run a command in a course and return its result; nothing may escape it."""

    def invoke(course, *arguments):
        (course.root / "nbgrader_config.py").touch()
        monkeypatch.chdir(course.root)
        monkeypatch.setenv("COLUMNS", "200")
        result = CliRunner().invoke(app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def judged_by(monkeypatch, fake_judge):
    """Let a judge of ours stand where the oracle is."""
    from autograder.grading import engine

    def put(judge=fake_judge):
        grade_week = partial(engine.grade_week, judge=judge)
        monkeypatch.setattr(engine, "grade_week", grade_week)

    return put


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_answers(command):
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Usage: " in result.output


def test_help_names_every_command_and_exit_code():
    output = CliRunner().invoke(app, ["--help"]).output
    assert all(name in output for name in COMMANDS)
    assert "no sandbox" in output


def test_help_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['workbook', '--help']\n"
        "from autograder.cli import main\n"
        "try:\n    main()\nfinally:\n    print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert not loaded & HEAVY


def test_help_answers_in_half_a_second_of_work():
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "autograder.cli", "--help"],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = os.times()
    used = after.children_user - before.children_user
    assert 0 < used + after.children_system - before.children_system < 0.5


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["grade"], ["grade", "c0w0_none"], ["release", "../x"],
     ["feedback", "c0w0_none"], ["build", "c0w0_none"], ["list", "--what"]],
)  # fmt: skip
def test_misspelt_commands_end_with_2(run, unreleased, arguments):
    assert run(unreleased, *arguments).exit_code == 2


def test_unknown_week_is_told_which_there_are(run, unreleased, week):
    output = run(unreleased, "grade", "c0w0_none").output
    assert "'c0w0_none'" in output and week in output


def test_list_shows_a_week(run, unreleased, week):
    result = run(unreleased, "list")
    assert result.exit_code == 0
    assert week in result.output


def test_list_of_an_empty_course(run, unreleased, week):
    unreleased.release_notebook(week).unlink()
    assert "No week" in run(unreleased, "list").output


def test_grade_without_a_gradebook_says_what_to_do(run, unreleased, week, judged_by):
    judged_by()
    result = run(unreleased, "grade", week)
    assert result.exit_code == 1
    assert f"workbook release {week}" in " ".join(result.output.split())


def test_grade_shows_points_and_writes_json(run, tiny, week, answers, judged_by):
    judged_by()
    tiny.hand_in("ada", tiny.answered(**answers))
    result = run(tiny, "grade", week, "--json", "rows.json")
    assert result.exit_code == 0
    assert "10 of 12" in result.output and "2 points wait" in result.output
    (row,) = json.loads((tiny.root / "rows.json").read_text())
    assert (row["student"], row["points"], row["status"]) == ("ada", 10, "graded")


def test_grade_ends_with_1_if_one_could_not_be_graded(
    run, tiny, week, answers, judged_by
):
    judged_by()
    tiny.hand_in("ada", tiny.answered(**answers))
    tiny.hand_in("bob", b"")
    result = run(tiny, "grade", week)
    assert result.exit_code == 1
    assert "1 graded, 1 not." in result.output
    assert "The file is empty." in result.output


def test_grade_without_a_sandbox_ends_with_3(run, tiny, week, judged_by):
    from autograder.sandbox import SandboxUnavailable

    def judge(submission, student):
        raise SandboxUnavailable("Install bubblewrap.")

    judged_by(judge)
    tiny.hand_in("ada", tiny.released())
    result = run(tiny, "grade", week)
    assert result.exit_code == 3
    assert "Install bubblewrap." in result.output


def test_grade_puts_mistakes_of_ours_in_the_log(run, tiny, week, judged_by):
    def judge(submission, student):
        raise ZeroDivisionError("our mistake")

    judged_by(judge)
    tiny.hand_in("ada", tiny.released())
    assert run(tiny, "grade", week).exit_code == 1
    assert "our mistake" in (tiny.root / "build" / "workbook.log").read_text()


def test_grade_of_nobody_is_no_mistake(run, tiny, week, judged_by):
    judged_by()
    result = run(tiny, "grade", week)
    assert result.exit_code == 0
    assert "no submission" in result.output


def test_grade_only_of_a_stranger_is_a_mistake(run, tiny, week, judged_by):
    judged_by()
    assert run(tiny, "grade", week, "--only", "nobody").exit_code == 1


def test_grade_prints_no_escape_codes_of_students(run, tiny, week, answers, judged_by):
    judged_by()
    (tiny.submitted / "\x1b]0;owned\x07[bold]x").mkdir(parents=True)
    output = run(tiny, "grade", week).output
    assert "\x1b" not in output and "\x07" not in output
    assert "[bold]x" in output


def test_grade_again_says_what_is_unchanged(run, tiny, week, answers, judged_by):
    judged_by()
    tiny.hand_in("ada", tiny.answered(**answers))
    run(tiny, "grade", week)
    output = run(tiny, "grade", week).output
    assert "10 of 12" in output
    assert "1 graded, 0 not. 1 unchanged since they were graded." in output


def test_grade_names_what_cost_the_class_most(run, tiny, week, answers, judged_by):
    judged_by()
    wrong = answers | {"halve": "def halve(x):\n    return wrong"}
    tiny.hand_in("ada", tiny.answered(**wrong))
    tiny.hand_in("bob", tiny.answered(**answers))
    output = run(tiny, "grade", week).output
    assert "What cost the class most" in output
    assert "halve  6 points, 1 of 2 students" in output


def test_grade_that_is_interrupted_ends_with_a_sentence(
    run, tiny, week, judged_by, fake_judge
):
    def judge(submission, student):
        if student == "bob":
            raise KeyboardInterrupt
        return fake_judge(submission, student)

    judged_by(judge)
    for student in ("ada", "bob", "cyd"):
        tiny.hand_in(student, tiny.released())
    result = run(tiny, "grade", week)
    assert result.exit_code == 1
    assert "Stopped: 1 graded, run it again to go on." in result.output


@pytest.mark.parametrize(
    "option", [["--require-sandbox", "Z"], ["--workers", "0"], ["--workers", "x"]]
)
def test_grade_refuses_options_that_mean_nothing(run, unreleased, week, option):
    assert run(unreleased, "grade", week, *option).exit_code == 2


def test_regrade_shows_who_moved_and_why(run, tiny, week, monkeypatch):
    from autograder.grading import regrade

    change = regrade.Change("halve", 0, 6, "failed", "passed", "Not half.", "")
    moved = regrade.Moved("ada", ("oracle",), 4, (change,))
    still = regrade.Moved("bob", ("oracle",), 10)
    found = regrade.Regraded([moved, still], same=3)
    monkeypatch.setattr(regrade, "regrade_week", lambda *_, **__: found)
    result = run(tiny, "regrade", week, "--dry-run", "--json", "moved.json")
    assert result.exit_code == 0
    for words in (
        "oracle",
        "ada: 4 → 10 (+6)",
        "halve: 0 → 6, failed → passed",
        "was: Not half.",
        "1 up, 0 down, 4 the same.",
        "Nothing was written",
    ):
        assert words in result.output
    data = json.loads((tiny.root / "moved.json").read_text())
    assert data["dry_run"] is True and data["students"][0]["after"] == 10


def test_regrade_of_what_has_not_changed_says_so(run, tiny, week, monkeypatch):
    from autograder.grading import regrade

    found = regrade.Regraded(same=2, again=["ada"])
    monkeypatch.setattr(regrade, "regrade_week", lambda *_, **__: found)
    output = run(tiny, "regrade", week).output
    assert "Nothing that the 2 results rest on has changed." in output
    assert "1 handed in again" in output


def test_grade_marks_trusted_results(run, tiny, week, answers, judged_by, fake_judge):
    from dataclasses import replace

    judged_by(lambda *who: replace(fake_judge(*who), sandbox="none"))
    tiny.hand_in("ada", tiny.answered(**answers))
    output = run(tiny, "grade", week, "--trust-submissions").output
    assert "No sandbox." in output and "WITHOUT a sandbox" in output


def test_feedback_writes_the_pages_anew(run, tiny, week, answers, judged_by):
    judged_by()
    assert "Nothing" in run(tiny, "feedback", week).output
    tiny.hand_in("ada", tiny.answered(**answers))
    run(tiny, "grade", week)
    page = tiny.feedback / "ada" / week / f"{week}.html"
    page.unlink()
    assert run(tiny, "feedback", week).exit_code == 0
    assert page.is_file()


def test_demo_replaces_no_folder_but_its_own(run, unreleased, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    result = run(unreleased, "demo", "--folder", str(folder))
    assert result.exit_code == 2
    assert (folder / "thesis.txt").is_file()


def test_demo_shows_a_table_and_where_to_look(run, unreleased, monkeypatch):
    from autograder.commands import demo
    from autograder.grading.engine import Row

    text = unreleased.text(demo.WEEK)
    text.parent.mkdir()
    text.touch()
    row = Row("ada", "graded", 95, 100, 5, sandbox="A")
    monkeypatch.setattr(demo, "prepare", lambda course: {"ada": "everything right"})
    monkeypatch.setattr(demo, "grade_with_progress", lambda week, course: [row])
    monkeypatch.setattr(demo, "_report", lambda course: course.root / "index.html")
    for _ in range(2):  # the second replaces the first
        result = run(unreleased, "demo")
        assert result.exit_code == 0
    for words in ("everything right", "95 of 100", "feedback", "gradebook.db"):
        assert words in result.output
    assert (unreleased.root / "demo" / "source" / f"{demo.WEEK}.py").is_file()


def test_grade_of_a_week_without_exercises_is_a_sentence(run, tiny, week):
    result = run(tiny, "grade", week)
    assert result.exit_code == 1
    assert "has no exercises" in result.output


@pytest.mark.parametrize(
    "holds, code, words", [(True, 0, "can grade"), (False, 3, "do not grade here")]
)
def test_doctor_ends_by_what_holds(run, unreleased, monkeypatch, holds, code, words):
    from autograder.sandbox import doctor

    checks = [
        doctor.Check("no network", True, holds),
        doctor.Check("more", False, False),
    ]
    monkeypatch.setattr(doctor, "examine", lambda tier: checks)
    result = run(unreleased, "doctor")
    assert result.exit_code == code
    assert words in result.output


@pytest.mark.parametrize(
    "found, code", [([], 0), (["source/x.ipynb differs; run `workbook build x`"], 1)]
)
def test_build_check_ends_by_what_differs(run, unreleased, monkeypatch, found, code):
    from autograder.authoring import build

    monkeypatch.setattr(build, "differences", lambda course: found)
    result = run(unreleased, "build", "--check")
    assert result.exit_code == code
    assert all(sentence in result.output for sentence in found)


def test_adopt_of_nothing_is_a_sentence(run, unreleased):
    result = run(unreleased, "adopt", "none.ipynb")
    assert result.exit_code == 1
