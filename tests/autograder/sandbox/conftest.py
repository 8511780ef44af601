from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

import course_utils
from autograder.sandbox import Cell, Limits, open_session, zygote
from autograder.sandbox.walls import tiers
from autograder.sandbox.walls.environment import environment

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


@pytest.fixture
def readable_python(monkeypatch):
    """A Python that ordinary users may read: what a container has, a pyenv has not.

    Tier B shows student code the host's own files, so a grader that is root needs one.
    """
    reason = tiers.why_not(tiers.TIERS["B"])
    if not reason:
        return
    debian = Path(f"/usr/bin/python3.{sys.version_info.minor}")
    assert debian.exists(), f"{reason}; and there is no {debian}"
    ours = environment()
    shown = [p for p in ours.shown if not p.is_relative_to(sys.base_prefix)]
    shown += [debian, Path(f"/usr/lib/{debian.name}")]
    other = replace(ours, python=debian, shown=tuple(shown))
    for module in (tiers, zygote):
        monkeypatch.setattr(module, "environment", lambda kind="numpy": other)


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
