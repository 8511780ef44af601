"""Fixtures and options that every test may use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

# Notebooks below tests/ are samples to be graded, not notebooks to be re-run.
collect_ignore_glob = ["*.ipynb"]


def pytest_addoption(parser):
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


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
