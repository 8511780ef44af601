"""A grader that is killed again and again ends where an undisturbed one does."""

import time

import numpy as np

from autograder.grading.secret import course_secret
from tests.reliability import records

STUDENTS, KILLS = 200, 20


def test_twenty_kills_change_nothing(released, tmp_path, settled):
    rng = np.random.default_rng(20260914)
    disturbed = released.copy(tmp_path / "disturbed")
    disturbed.hand_in(STUDENTS)
    course_secret(disturbed.course)
    calm = disturbed.copy(tmp_path / "calm")

    for _ in range(KILLS):
        grader = disturbed.grader()
        time.sleep(float(rng.uniform(0.3, 6.0)))
        disturbed.kill(grader)
    _to_the_end(disturbed)
    _to_the_end(calm)

    assert records.gradebook(disturbed.course) == records.gradebook(calm.course)
    assert records.files(disturbed.course) == records.files(calm.course)
    assert list(disturbed.course.root.rglob("*.tmp")) == []
    assert settled(str(disturbed.course.root)) == []


def _to_the_end(one) -> None:
    grader = one.grader()
    said, _ = grader.communicate(timeout=600)
    # The file that was cut off cannot be read: a row, and the exit code says so.
    assert grader.returncode == 1, said.decode()
