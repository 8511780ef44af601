import zipfile

import pytest

from autograder.authoring.handout import write_handout


@pytest.fixture
def names(released, week):
    with zipfile.ZipFile(released.root / f"build/student/{week}.zip") as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "{}.ipynb",
        "checks.json",
        "course_utils/neuron.py",
        "data/dots/dots.json",
        "START.txt",
        "requirements.txt",
    ],
)
def test_a_learner_finds_all_that_is_needed(names, week, name):
    assert f"{week}/{name.format(week)}" in names


def test_staff_keeps_its_programs(names):
    assert not {n for n in names if "autograder" in n or n.endswith("make.py")}


def test_the_same_files_give_the_same_zip(published, week):
    first = write_handout(week, published).read_bytes()
    assert write_handout(week, published).read_bytes() == first


def test_start_names_the_notebook(released, week):
    with zipfile.ZipFile(released.root / f"build/student/{week}.zip") as archive:
        start = archive.read(f"{week}/START.txt").decode()
    assert f"jupyter lab {week}.ipynb" in start
    assert all(len(line) <= 88 for line in start.splitlines())
