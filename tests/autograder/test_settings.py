from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from autograder import settings
from autograder.commands import console
from autograder.course import Course


@pytest.fixture
def write(tmp_path):
    def write(text):
        (tmp_path / "nbgrader_config.py").write_text(text)
        return tmp_path

    return write


def test_course_without_settings_has_its_own_gradebook(tmp_path):
    assert Course(tmp_path).gradebook_url == f"sqlite:///{tmp_path / 'gradebook.db'}"


def test_settings_name_the_gradebook(write):
    root = write('c = get_config()\nc.CourseDirectory.db_url = "postgresql://x/y"')
    assert Course(root).gradebook_url == "postgresql://x/y"


def test_gradebook_that_was_named_is_not_looked_up(write):
    assert Course(write("1 / 0"), "sqlite:///x.db").gradebook_url == "sqlite:///x.db"


def test_settings_may_import_what_lies_beside_them(write):
    root = write("import late_rule\nc = get_config()\nc.X.y = late_rule.NAME")
    (root / "late_rule.py").write_text("NAME = 'own'")
    before = list(sys.path)
    assert settings.read(root).X.y == "own"
    assert sys.path == before


@pytest.mark.parametrize(
    "text, place",
    [
        ("\nraise ValueError('sesame')", "in line 2: ValueError"),
        ("c = get_config()\nc.x = 'sesame' 'y", "in line 2: SyntaxError"),
        ("import sys\nsys.exit('sesame')", "in line 2: SystemExit"),
    ],
)
def test_mistake_is_a_sentence_without_the_words_of_the_file(write, text, place):
    with pytest.raises(settings.SettingsError, match=place) as caught:
        settings.read(write(text))
    assert "sesame" not in str(caught.value)


def test_mistake_ends_a_command_in_a_sentence(write, capsys):
    with pytest.raises(typer.Exit) as caught, console.sentences():
        settings.read(write("1 / 0"))
    assert caught.value.exit_code == console.SOME_FAILED
    said = " ".join(capsys.readouterr().err.split())
    assert "has a mistake in line 1: ZeroDivisionError" in said


def test_settings_are_read_without_nbgrader(repository):
    program = (
        "import sys; from autograder.course import Course; Course().gradebook_url; "
        "print(*{'nbgrader', 'sqlalchemy', 'nbconvert'} & set(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split() == []


def test_the_course_here_names_the_plugin_and_hides_the_settings(repository):
    config = settings.read(repository)
    assert config.Autograde.exporter_class == "autograder.nbgrader_plugin.Autograding"
    assert config.FormgradeExtension.debug is False
