from pathlib import Path

import pytest

from autograder.sandbox.walls.environment import STAFF, environment


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
