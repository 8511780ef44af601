"""What a result rests on is known by the meaning of the code, not by its letters."""

from __future__ import annotations

import ast

import pytest

from autograder.grading.running import sources

WEEK = "c1w2_logistic_regression"


def meaning(source):
    return sources.meaning(ast.parse(source))


@pytest.mark.parametrize(
    "other",
    [
        "def f(x):  # a comment\n\n    return x + 1",
        "def f(x):\n    '''New words.'''\n    return x + 1",
        "'''A module.'''\ndef f(x):\n    return (x + 1)",
    ],
)
def test_a_comment_or_a_docstring_changes_no_meaning(other):
    assert meaning(other) == meaning("def f(x):\n    return x + 1")


def test_a_number_changes_the_meaning():
    assert meaning("def f(x):\n    return x + 1") != meaning("def f(x):\n return x + 2")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Packages of ours, in a folder of this test's."""
    files = {
        "autograder/exercises/w.py": "from course_utils import sums\nimport numpy\n",
        "autograder/exercises/v.py": "from course_utils.other import g\n",
        "autograder/oracle/judge.py": "def judge():\n    from . import words\n",
        "autograder/oracle/words.py": "",
        "autograder/grading/handed_in/intake.py": "",
        "autograder/sandbox/inside/runner.py": "",
        "course_utils/__init__.py": "",
        "course_utils/sums.py": "def f():\n    return 1\n",
        "course_utils/other.py": "def g():\n    return 1\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(sources, "PACKAGES", tmp_path)
    sources.parts.cache_clear()
    yield tmp_path
    sources.parts.cache_clear()


def changed(package, file, content):
    """Return the parts that this edit changes for the week `w`."""
    before = dict(sources.parts("w"))
    (package / file).write_text(content)
    sources.parts.cache_clear()
    after = sources.parts("w")
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("autograder/exercises/w.py", {"exercises"}),
        ("course_utils/sums.py", {"references"}),
        ("autograder/oracle/words.py", {"oracle"}),
        ("autograder/sandbox/inside/runner.py", {"sandbox"}),
        ("autograder/grading/handed_in/intake.py", {"intake"}),
        ("autograder/exercises/v.py", set()),
        ("course_utils/other.py", set()),
    ],
)
def test_an_edit_changes_the_part_it_belongs_to(package, file, part):
    assert changed(package, file, "from course_utils import sums\nNEW = 1\n") == part


def test_the_real_week_rests_on_its_references_and_not_on_plots():
    starts = ("oracle.judge", f"exercises.{WEEK}", "grading.intake")
    code = sources.closure(*(f"autograder.{start}" for start in starts))
    assert {"course_utils.logistic_regression", "course_utils.desk.compare"} <= set(
        code
    )
    assert "course_utils.desk.plotting" not in code
    assert not any(module.startswith("autograder.reports") for module in code)
    assert "autograder.grading.worker" not in code
