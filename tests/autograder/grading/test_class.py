"""A small class through the real oracle: in processes, on a cluster, and disturbed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.commands.demo import WEEK, fresh_course, prepare
from autograder.course import Course
from autograder.grading.book.gradebook import Gradebook
from autograder.oracle.verdict import Verdict

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("nbgrader_api")]

HERE = Path(__file__).resolve().parents[3]
STUDENTS = ("ada", "ben", "cleo", "nora")
LONGEST = 600


@pytest.fixture(scope="module")
def released(tmp_path_factory, nbgrader_api):
    """A released course in which a few have handed in, never graded."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        course = fresh_course(Course(HERE), tmp_path_factory.mktemp("class") / "c")
        prepare(course)
    for folder in course.submitted.iterdir():
        if folder.name not in STUDENTS:
            shutil.rmtree(folder)
    (course.root / ".course_secret").write_bytes(b"s" * 32)
    return course


@pytest.fixture
def course(released, tmp_path):
    """A copy of the course for one test; its gradebook is its own."""
    root = tmp_path / "course"
    shutil.copytree(released.root, root)
    config = root / "nbgrader_config.py"
    text = config.read_text().replace(str(released.root), str(root))
    config.write_text(text)
    return Course(root)


@pytest.fixture(scope="module")
def undisturbed(released, tmp_path_factory):
    """What a run ends with that nobody disturbs."""
    root = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(released.root, root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(released.root), str(root)))
    run = start(Course(root), "--workers", "2")
    output, _ = run.communicate(timeout=LONGEST)
    assert run.returncode == 1, output  # nora's file is cut off
    return state(Course(root))


def start(course, *options):
    """Start `workbook grade` in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "grade", WEEK, *options],
        cwd=course.root,
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def state(course):
    """Return all that people see of a graded class, without times and outputs."""
    with Gradebook(course, WEEK, read_only=True) as book:
        attempts = {s: [_result(a) for a in book.attempts(s)] for s in STUDENTS}
        marks = {s: {k: m.points for k, m in book.marks(s).items()} for s in STUDENTS}
    folders = (course.autograded, course.feedback)
    files = {p.relative_to(course.root) for f in folders for p in f.rglob("*")}
    return attempts, marks, files


def _result(attempt):
    verdict = attempt.verdict and Verdict.from_dict(json.loads(attempt.verdict))
    return attempt.status, attempt.points, verdict, attempt.filed


def family(pid):
    """Return a process and all that descend from it."""
    found, parents = [pid], {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(") ")[2].split()
            parents[int(path.parent.name)] = int(after_name[1])
        except OSError:
            continue
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] in "ZX"
    except OSError:
        return True


def all_gone(pids, seconds=30):
    until = time.monotonic() + seconds
    while not all(map(is_gone, pids)) and time.monotonic() < until:
        time.sleep(0.1)
    return all(map(is_gone, pids))


def wait_for_results(course, process, number):
    """Wait until so many attempts are recorded."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        with Gradebook(course, WEEK, read_only=True) as book:
            if sum(bool(book.attempts(s)) for s in STUDENTS) >= number:
                return
        time.sleep(0.05)


def test_a_run_that_is_killed_again_and_again_ends_as_an_undisturbed_one(
    course, undisturbed
):
    for number in (1, 2, 3):
        process = start(course, "--workers", "2")
        wait_for_results(course, process, number)
        pids = family(process.pid)
        process.kill()
        process.communicate()
        assert all_gone(pids)
    last = start(course, "--workers", "2")
    output, _ = last.communicate(timeout=LONGEST)
    assert last.returncode == 1, output
    assert state(course) == undisturbed


def test_ctrl_c_ends_with_a_sentence_and_leaves_no_process(course):
    for number in range(8):  # enough to be in the middle of the class by then
        shutil.copytree(course.submitted / "ada", course.submitted / f"zoe-{number}")
    process = start(course, "--workers", "2")
    # By the second result all imports are done. In the middle of one, Python itself
    # ends with the signal's code in place of ours, whatever we catch.
    wait_for_results(course, process, 2)
    pids = family(process.pid)
    assert len(pids) > 2
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1, output
    assert "run it again to go on" in output and "Traceback" not in output
    assert all_gone(pids)


def test_a_worker_that_is_killed_costs_no_result(course, undisturbed):
    process = start(course, "--workers", "2")
    wait_for_results(course, process, 1)
    workers = [p for p in family(process.pid) if _is_worker(p)]
    os.kill(workers[0], signal.SIGKILL)
    process.communicate(timeout=LONGEST)
    assert state(course) == undisturbed


def _is_worker(pid):
    try:
        return b"running.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_dask_cluster_gives_the_same_results(course, undisturbed):
    from distributed import LocalCluster

    from autograder.grading.engine import grade_week

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        rows = grade_week(WEEK, course, scheduler=cluster.scheduler_address)
    assert [row.student for row in rows] == list(STUDENTS)
    assert state(course) == undisturbed


def test_a_scheduler_that_is_not_there_is_a_sentence(course, monkeypatch):
    from autograder.grading.engine import PlaceError, grade_week
    from autograder.grading.running import places

    monkeypatch.setattr(places, "SECONDS_TO_REACH_A_CLUSTER", 1)
    with pytest.raises(PlaceError, match="No Dask scheduler answers"):
        grade_week(WEEK, course, scheduler="tcp://127.0.0.1:9")
    assert not course.feedback.exists()
