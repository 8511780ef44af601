"""Worker processes: real ones, with a server that does as it is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.grading.running import child
from autograder.grading.running.child import Children, WorkerDiedError

pytestmark = pytest.mark.slow

PUPPET = """
import os, signal, sys, time
for task in sys.stdin:
    if task == "die\\n":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "leave\\n":
        print("half an answer", end="", flush=True)
        sys.exit(3)
    if task == "sleep\\n":
        time.sleep(600)
    print(task.upper(), end="", flush=True)
"""


@pytest.fixture
def children(monkeypatch):
    monkeypatch.setattr(child, "START", PUPPET)
    pool = Children(2)
    yield pool
    pool.close(kill=True)


def is_there(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return not state.startswith("Z")


def test_each_task_has_its_answer(children):
    futures = [children.submit(f"task {number}") for number in range(20)]
    assert [f.result() for f in futures] == [f"TASK {n}\n" for n in range(20)]
    assert len(children.pids()) <= 2


def test_a_death_costs_its_own_task_only(children):
    futures = {task: children.submit(task) for task in ("a", "die", "b", "c", "d")}
    with pytest.raises(WorkerDiedError, match=r"was killed: out of memory, perhaps\."):
        futures.pop("die").result()
    assert {task: f.result() for task, f in futures.items()} == {
        task: f"{task.upper()}\n" for task in "abcd"
    }


def test_half_an_answer_is_none(children):
    with pytest.raises(WorkerDiedError, match=r"ended with code 3\."):
        children.submit("leave").result()


def test_killing_leaves_no_process_and_no_complaint_and_waits_for_none(
    children, caplog
):
    future = children.submit("sleep")
    until = time.monotonic() + 20
    while not children.pids() and time.monotonic() < until:
        time.sleep(0.01)
    (pid,) = children.pids()
    children.close(kill=True)
    assert not is_there(pid)
    with pytest.raises(WorkerDiedError):
        future.result(timeout=10)
    assert not caplog.records


def test_a_death_of_its_own_is_logged(children, caplog):
    with pytest.raises(WorkerDiedError):
        children.submit("die").result()
    (record,) = caplog.records
    assert "ended with -9" in record.message


def test_a_worker_ends_with_a_grader_that_was_killed(tmp_path):
    program = (
        "import json, time; from autograder.grading.running.child import Child\n"
        "worker = Child(); answer = json.loads(worker.ask('{}'))\n"
        "print(answer['failed'], worker.pid, flush=True); time.sleep(600)"
    )
    grader = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    )
    failed, number = grader.stdout.readline().split()
    pid = int(number)
    assert failed == "KeyError" and is_there(pid)
    os.kill(grader.pid, signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    until = time.monotonic() + 20
    while is_there(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(pid)
