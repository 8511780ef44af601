from importlib import metadata
from pathlib import Path

import pytest

from autograder.authoring import freeze
from autograder.authoring.cells import AuthoringError
from autograder.sandbox import SandboxUnavailable, open_session
from autograder.sandbox.walls.environment import STAFF, environment, lacking


@pytest.mark.parametrize(
    "name", ["numpy", "matplotlib", "PIL", "ipywidgets", "IPython"]
)
def test_what_the_desk_needs_is_shown(name):
    assert name in dict(environment().packages)


@pytest.mark.parametrize("name", ["traitlets", "dateutil"])
def test_what_that_needs_is_shown_too(name):
    assert name in dict(environment().packages)


@pytest.mark.parametrize(
    "name", [*sorted(STAFF), "jupyterlab", "tensorflow", "sqlalchemy", "pytest"]
)
def test_nothing_else_is_shown(name):
    assert name not in dict(environment().packages)


def test_folders_of_installed_packages_appear_empty():
    shown, hidden = environment().shown, environment().hidden
    folders = {p for top in shown if top.is_dir() for p in top.glob("*-packages")}
    assert folders <= set(hidden)


def test_nothing_shown_holds_the_repository():
    repository = Path(__file__).resolve().parents[3]
    assert not [path for path in environment().shown if path in repository.parents]


@pytest.fixture
def without_tensorflow(monkeypatch):
    """An interpreter in which nobody has installed TensorFlow."""
    found = metadata.distribution

    def distribution(name):
        if name == "tensorflow":
            raise metadata.PackageNotFoundError(name)
        return found(name)

    monkeypatch.setattr(metadata, "distribution", distribution)


def test_a_week_without_its_packages_is_refused_and_not_judged_wrong(
    without_tensorflow, edition
):
    with pytest.raises(SandboxUnavailable, match="requirements-tensorflow"):
        open_session(edition, environment="tensorflow")
    assert lacking("numpy") == ""


def test_wrong_answers_are_not_frozen_for_want_of_a_package(
    without_tensorflow, tmp_path
):
    with pytest.raises(AuthoringError, match="not installed here: tensorflow"):
        freeze.write("c2w3_tuning_batchnorm_frameworks", tmp_path)
    assert list(tmp_path.iterdir()) == []
