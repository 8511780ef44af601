from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

import course_utils
from autograder.sandbox import Cell, Limits, open_session

MIB = 1 << 20


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    """A student edition with a desk and nothing else."""
    folder = tmp_path_factory.mktemp("student") / "edition"
    desk = Path(course_utils.__path__[0]) / "desk"
    away = shutil.ignore_patterns("__pycache__")
    shutil.copytree(desk, folder / "course_utils" / "desk", ignore=away)
    (folder / "course_utils" / "__init__.py").touch()
    return folder


@pytest.fixture(scope="session")
def small_limits():
    return Limits(
        cell_seconds=2,
        call_seconds=2,
        memory=256 * MIB,
        address_space=2048 * MIB,
        processes=32,
        file_bytes=8 * MIB,
        scratch_bytes=16 * MIB,
        questions=50,
    )


@pytest.fixture(scope="module")
def session(edition, small_limits):
    with open_session(edition, limits=small_limits) as opened:
        yield opened


@pytest.fixture
def desk(session):
    """Run source in the module's session and return the session."""

    def run(source):
        (outcome,) = session.run([Cell("answer", dedent(source))])
        assert outcome.kind == "value", outcome
        return session

    return run
