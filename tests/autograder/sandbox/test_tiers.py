"""Which walls stand: as root, as an ordinary user, and where nothing can be nested."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import (
    SandboxUnavailable,
    close_zygotes,
    open_session,
    session,
)
from autograder.sandbox.errors import SandboxTooSlow
from autograder.sandbox.walls import tiers

NOBODY = 58_998
PACKAGES = [p for p in sys.path if p.endswith("-packages")]
# What a container's usual profile does: no new namespaces, whoever asks.
CONTAINER = """
from autograder.sandbox.inside.confine import rights
from autograder.sandbox.walls import seccomp
rights.accept_filter(seccomp.assemble())
"""
OPEN = """
import json, sys
from pathlib import Path
from autograder.sandbox import Cell, SandboxUnavailable, open_session
require = sys.argv[2] or None
try:
    with open_session(Path(sys.argv[1]), require=require) as session:
        session.run([Cell("a", "def f(x): return 2 * x")])
        said = [session.tier, session.call("f", {"x": 21}).value]
except SandboxUnavailable as error:
    said = ["refused", str(error)]
print(json.dumps(said))
"""


@pytest.fixture
def as_ordinary_user(repository, edition):
    """Run a program as somebody without rights, with a Python that they may read."""
    ours = Path(sys.executable).resolve()
    debian = Path(f"/usr/bin/python3.{sys.version_info.minor}")
    python = str(debian if os.geteuid() == 0 else ours)
    user = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    for folder in [edition, *edition.parents]:
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o755)

    def run(program, require=""):
        done = subprocess.run(
            [python, "-B", "-c", program, str(edition), require],
            env={"PYTHONPATH": ":".join([str(repository), *PACKAGES])},
            cwd="/",
            capture_output=True,
            timeout=120,
            **user,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run


def test_an_ordinary_user_has_the_strongest_walls(as_ordinary_user):
    assert as_ordinary_user(OPEN) == ["A", 42]


def test_without_namespaces_landlock_stands(as_ordinary_user):
    assert as_ordinary_user(CONTAINER + OPEN) == ["B", 42]


def test_weaker_walls_than_asked_for_are_refused_with_every_reason(as_ordinary_user):
    kind, why = as_ordinary_user(CONTAINER + OPEN, "A'")
    assert kind == "refused"
    assert "Tier A:" in why and "Tier A':" in why and "Tier B" not in why
    assert "namespace" in why and "workbook doctor" in why


@pytest.fixture
def nothing_found(monkeypatch):
    close_zygotes()
    monkeypatch.setattr(tiers, "_found", [])


def test_an_old_kernel_has_no_tier_b(monkeypatch):
    monkeypatch.setattr(tiers.landlock, "version", lambda: 3)
    assert "version 3, and 6 is needed" in tiers.why_not(tiers.TIERS["B"])


def test_what_stood_once_is_not_weakened_later(nothing_found):
    tiers.found(tiers.TIERS["A'"])
    tiers.found(tiers.TIERS["B"])
    assert [tier.name for tier in tiers.to_try(None)] == ["A'"]
    assert tiers.to_try("A") == ()


def test_walls_that_are_asked_for_and_do_not_stand_are_refused(nothing_found, edition):
    tiers.found(tiers.TIERS["B"])
    with pytest.raises(
        SandboxUnavailable, match="tier A' are asked for; here stands B"
    ):
        open_session(edition, require="A'")


def test_a_crowded_moment_does_not_weaken_the_walls(
    nothing_found, edition, monkeypatch
):
    tried, real = [], session.Session

    def slow(edition, limits, tier, kind):
        tried.append(tier.name)
        if len(tried) == 1:
            raise SandboxTooSlow("no time")
        return real(edition, limits, tier, kind)

    monkeypatch.setattr(session, "Session", slow)
    with open_session(edition) as opened:
        assert opened.tier == "A" and tried == ["A", "A"]


def test_a_machine_that_stays_too_slow_is_no_machine_without_walls(
    nothing_found, edition, monkeypatch
):
    tried = []

    def slow(edition, limits, tier, kind):
        tried.append(tier.name)
        raise SandboxTooSlow("no time")

    monkeypatch.setattr(session, "Session", slow)
    with pytest.raises(SandboxTooSlow):
        open_session(edition)
    assert tried == ["A", "A"]
