import json
import os

import pytest

from autograder.sandbox import Cell, SandboxUnavailable, doctor, open_session
from autograder.sandbox.doctor import standing
from autograder.sandbox.doctor.bait import bait
from autograder.sandbox.walls import tiers

pytestmark = pytest.mark.slow

BAIT = ["tcp", "udp", "unix", "abstract", "file", "repository", "signal", "password"]
BAIT += ["memory of others", "processes", "listing", "limits of others"]


def broken(checks):
    return [check for check in checks if check.promised and not check.holds]


@pytest.fixture(scope="module")
def checks():
    return doctor.examine()


def test_every_promise_holds(checks):
    assert broken(checks) == []


def test_every_refusal_is_examined(checks):
    names = {check.name for check in checks}
    assert set(doctor.REFUSED.values()) <= names and len(names) == len(checks) > 30


def test_the_doctor_says_of_every_kind_of_walls_whether_it_stands(checks):
    said = [check.name for check in checks if check.name.startswith("tier ")]
    assert [name.split()[1] for name in said] == ["A:", "A':", "B:"]


def test_one_bubblewrap_for_each_submission_keeps_every_promise_too():
    assert broken(doctor.examine("A'")) == []


def test_landlock_alone_keeps_every_promise_too(readable_python):
    found = doctor.examine("B")
    assert doctor.stands(tiers.TIERS["B"], found)
    assert broken(found) == []


def test_without_walls_the_same_probe_gets_through(edition, tmp_path):
    with bait(tmp_path) as (facts, heard):
        with open_session(edition, trust=True) as session:
            session.run([Cell("probe", doctor.PROBE.read_text())])
            arguments = {"facts": facts, "names": BAIT}
            answers = session.call("quick", arguments).value
        assert [name for name in BAIT if not answers[name][0]] == []
        assert len(heard()) == 4


def test_missing_sandboxes_are_one_failed_promise(monkeypatch):
    def refuse(*arguments, **options):
        raise SandboxUnavailable("bubblewrap is not installed.")

    monkeypatch.setattr(doctor, "Session", refuse)
    found = doctor.examine()
    (check,) = broken(found)
    assert "not installed" in check.detail
    assert not any(doctor.stands(tier, found) for tier in tiers.WALLED)


@pytest.fixture
def tried_once(checks, monkeypatch):
    """Let the examination of this module count, and say how often it was asked for."""
    asked = []
    monkeypatch.setattr(doctor, "examine", lambda: asked.append(1) or checks)
    return asked


def test_the_walls_are_tried_once_for_each_start_of_the_machine(tried_once, tmp_path):
    cache = tmp_path / "walls.json"
    first, second = standing.insist(cache), standing.insist(cache)
    assert first == second and len(tried_once) == 1
    kept = json.loads(cache.read_text())
    cache.write_text(json.dumps({**kept, "here": ["another start"]}))
    assert standing.insist(cache) == first and len(tried_once) == 2


def test_weaker_walls_than_asked_for_are_refused(tmp_path):
    cache = tmp_path / "walls.json"
    cache.write_text(json.dumps({"here": standing._here(), "tier": "B"}))
    with pytest.raises(SandboxUnavailable, match=r"tier A' are asked for.*tier B"):
        standing.insist(cache, "A'")
    assert standing.insist(cache, "B") == "B"


def test_a_broken_promise_stops_the_grading(monkeypatch, tmp_path):
    lost = doctor.Check("a wall", promised=True, holds=False, detail="it fell")
    monkeypatch.setattr(doctor, "examine", lambda: [lost])
    with pytest.raises(SandboxUnavailable, match="a wall: it fell"):
        standing.insist(tmp_path / "walls.json")
    assert os.listdir(tmp_path) == []
