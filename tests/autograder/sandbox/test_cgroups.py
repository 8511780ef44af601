import subprocess
import sys

import pytest

from autograder.sandbox import Cell, Limits, open_session
from autograder.sandbox.walls import cgroups
from autograder.sandbox.walls.cgroups import Cgroup

MIB = 1 << 20


@pytest.fixture
def group():
    made = Cgroup.make()
    if made is None:
        pytest.skip("this user may make no control groups")
    yield made
    made.remove()


def test_what_is_held_is_ended_at_its_limit_and_that_is_known(group):
    wait = "import sys; sys.stdin.read(1); x = b'x' * (200 << 20)"
    limits = Limits(memory=32 * MIB, scratch_bytes=MIB)
    with subprocess.Popen(
        [sys.executable, "-S", "-c", wait], stdin=subprocess.PIPE
    ) as process:
        group.hold([process.pid], limits)
        assert not group.bit
        process.stdin.write(b"+")
        process.stdin.close()
        assert process.wait(20) == -9
    assert group.bit


def test_a_group_that_is_removed_is_gone(group):
    folders = list(group._folders.values())
    assert all(folder.is_dir() for folder in folders)
    group.remove()
    assert not any(folder.is_dir() for folder in folders)


def test_the_groups_of_killed_graders_are_swept_away(group):
    cgroups.sweep.cache_clear()
    cgroups.sweep()
    assert not any(folder.is_dir() for folder in group._folders.values())


@pytest.mark.parametrize(
    "groups, controllers, there",
    [
        ("0::/user.slice/me\n", "cpuset memory pids", True),
        ("0::/user.slice/me\n", "cpuset memory", False),
        ("0::/user.slice/me\n", None, False),
    ],
)
def test_version_2_needs_both_controllers_for_its_children(
    monkeypatch, tmp_path, groups, controllers, there
):
    parent = tmp_path / "user.slice" / "me"
    parent.mkdir(parents=True)
    if controllers is not None:
        (parent / "cgroup.subtree_control").write_text(controllers)
    monkeypatch.setattr(cgroups, "ROOT", tmp_path)
    monkeypatch.setattr(cgroups, "_own", lambda: {"": "/user.slice/me"})
    assert bool(cgroups._parents_v2()) is there


def test_a_machine_without_groups_has_none(monkeypatch):
    monkeypatch.setattr(cgroups, "_own", dict)
    assert Cgroup.make() is None


def test_the_sum_of_many_processes_is_a_submissions_own(edition):
    limits = Limits(memory=192 * MIB, scratch_bytes=MIB)
    source = """
import os, time
def f(count, size):
    for _ in range(count):
        if os.fork() == 0:
            kept = b"x" * size
            time.sleep(20)
            os._exit(0)
    while True:
        os.wait()
def g():
    return 3
"""
    with open_session(edition, limits=limits) as session:
        session.run([Cell("a", source)])
        ended = session.call("f", {"count": 4, "size": 120 * MIB})
        assert ended.kind in ("memory", "raised"), ended
        assert session.call("g", {}).value == 3
