"""Fixtures and options that every test may use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

# Notebooks below tests/ are samples to be graded, not notebooks to be re-run.
collect_ignore_glob = ["*.ipynb"]

# Files whose tests start sandboxes, kernels or programs, or train: slow as a whole.
SLOW = (
    "autograder/audit/",
    "autograder/authoring/test_freeze.py",
    "autograder/authoring/test_leaks.py",
    "autograder/authoring/test_lesson.py",
    "autograder/commands/test_reporting.py",
    "autograder/grading/fuzzing/",
    "autograder/grading/running/",
    "autograder/grading/test_engine.py",
    "autograder/grading/written/test_exchange.py",
    "autograder/grading/book/test_gradebook.py",
    "autograder/grading/book/test_late.py",
    "autograder/grading/test_showing.py",
    "autograder/oracle/kinds/",
    "autograder/oracle/test_follow_through.py",
    "autograder/oracle/test_judge.py",
    "autograder/reports/classroom/test_reading.py",
    "autograder/reports/classroom/test_writing.py",
    "autograder/sandbox/",
    "autograder/test_cli.py",
    "autograder/test_database.py",
    "autograder/test_nbgrader_plugin.py",
    "course_utils/desk/test_standins.py",
    "course_utils/desk/test_tensors.py",
    "course_utils/desk/test_theme.py",
    "course_utils/desk/test_widgets.py",
    "course_utils/test_tensorflow_network.py",
    "fair/",
    "hostile/",
    "notebooks/",
    "reliability/",
)


def pytest_addoption(parser):
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            if item.path.relative_to(here).as_posix().startswith(SLOW):
                item.add_marker(pytest.mark.slow)


@pytest.fixture
def rng():
    """Numbers that differ within a test and repeat from run to run."""
    return np.random.default_rng(20260907)


@pytest.fixture
def update_goldens(request):
    """Whether this run writes golden files instead of comparing."""
    return request.config.getoption("--update-goldens")


@pytest.fixture(scope="session")
def repository():
    """The folder of the project."""
    return Path(__file__).resolve().parent.parent
