import pytest

from autograder.sandbox import Cell, SandboxUnavailable, doctor, open_session

pytestmark = pytest.mark.slow

BAIT = ["tcp", "udp", "unix", "abstract", "file", "repository", "signal", "password"]
BAIT += ["memory of others", "processes"]


@pytest.fixture(scope="module")
def checks():
    return doctor.examine()


def test_every_promise_holds(checks):
    assert [check for check in checks if check.promised and not check.holds] == []


def test_every_refusal_is_examined(checks):
    names = {check.name for check in checks}
    assert set(doctor.REFUSED.values()) <= names and len(names) == len(checks) > 25


def test_without_walls_the_same_probe_gets_through(edition, tmp_path):
    with doctor._bait(tmp_path) as (facts, heard):
        with open_session(edition, trust=True) as session:
            session.run([Cell("probe", doctor.PROBE.read_text())])
            arguments = {"facts": facts, "names": BAIT}
            answers = session.call("quick", arguments).value
        assert [name for name in BAIT if not answers[name][0]] == []
        assert len(heard()) == 4


def test_a_missing_sandbox_is_one_failed_check(monkeypatch):
    def refuse(*arguments, **options):
        raise SandboxUnavailable("bubblewrap is not installed.")

    monkeypatch.setattr(doctor, "open_session", refuse)
    (check,) = doctor.examine()
    assert not check.holds and "not installed" in check.detail
