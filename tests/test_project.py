"""What the project's own files promise to one another."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest

TARGETS = ["demo", "test", "test-quick", "check", "format", "lab", "build", "clean"]


def test_make_help_names_every_target(repository):
    answer = subprocess.run(
        ["make", "help"], cwd=repository, check=True, capture_output=True, text=True
    )
    assert set(TARGETS) <= set(re.findall(r"make ([a-z-]+)", answer.stdout))


def test_the_readme_names_the_two_commands(repository):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_ci_runs_the_command_of_the_readme(repository):
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"


@pytest.mark.parametrize(
    "name",
    [
        "labconfig/page_config.json",
        "jupyter_server_config.d/student.json",
        "settings/overrides.json",
    ],
)
def test_the_student_profile_is_json(repository, name):
    file = repository / "course_utils" / "desk" / "jupyter" / name
    assert isinstance(json.loads(file.read_text(encoding="utf-8")), dict)


def test_the_student_profile_hides_the_instructors_tools(repository):
    profile = repository / "course_utils" / "desk" / "jupyter"
    page = json.loads((profile / "labconfig" / "page_config.json").read_text())
    tools = ["formgrader", "create-assignment", "course-list"]
    hidden = page["disabledExtensions"]
    assert [tool for tool in tools if not hidden[f"@jupyter/nbgrader:{tool}"]] == []


def test_every_file_that_is_called_slow_exists(repository):
    text = (repository / "tests" / "conftest.py").read_text(encoding="utf-8")
    named = re.findall(r'^    "([\w/]+(?:\.py|/))",$', text, flags=re.MULTILINE)
    assert named
    assert [name for name in named if not (repository / "tests" / name).exists()] == []
