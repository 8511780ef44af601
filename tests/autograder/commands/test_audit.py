"""`workbook audit`: the table, the survivors, the exit code."""

import json
import re

import pytest
from typer.testing import CliRunner

from autograder.cli import app

pytestmark = pytest.mark.slow
WEEK = "c1w2_logistic_regression"


def run(*arguments):
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["audit", *arguments])


def test_one_exercise_in_a_hurry(tmp_path):
    file = tmp_path / "audit.json"
    result = run("--exercise", "L1", "--quick", "--json", str(file))
    assert result.exit_code == 0, result.output
    assert re.search(r"L1 +\d+ +\d+ +\d+ +0 +100.0% +8/8 +0/\d+ +0", result.output)
    (found,) = json.loads(file.read_text())
    assert (found["week"], found["troubles"]) == (WEEK, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["c9w9_nothing"], "No week 'c9w9_nothing' has exercises"),
        (["--exercise", "nothing"], "There is no exercise 'nothing'."),
        (["--write", "--quick"], "--write is for whole weeks"),
    ],
)
def test_a_slip_is_a_sentence(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output
