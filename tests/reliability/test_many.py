"""A thousand submissions in one run: no growth in memory, nothing left open."""

import json
import subprocess
import sys
from pathlib import Path

from tests.reliability.conftest import WEEK

STUDENTS = 1000
SETTLED = 6  # looks, one every fifty rows: by then every cache is filled
MOST_GROWTH = 30 << 20
RUN = Path(__file__).with_name("measured_run.py")


def test_a_thousand_submissions_take_no_more_memory_than_three_hundred(
    released, tmp_path
):
    many = released.copy(tmp_path / "course")
    many.hand_in(STUDENTS)
    result = measured(many.course.root)
    assert result["rows"] == STUDENTS
    assert result["graded"] == STUDENTS * 9 // 10  # one in ten is the file cut off
    memory, opened = zip(*result["seen"][SETTLED:], strict=True)
    assert max(memory) - memory[0] < MOST_GROWTH
    assert max(opened) - min(opened) < 10


def measured(root):
    """Run the grader and return what it tells of itself."""
    words = [sys.executable, str(RUN), str(root), WEEK]
    done = subprocess.run(words, capture_output=True, cwd=root)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
