"""Grade a week, and print what memory and files the run had open on the way.

python measured_run.py COURSE WEEK
"""

import json
import os
import sys
from pathlib import Path

from autograder.course import Course
from autograder.grading.engine import Watch, grade_week
from autograder.sandbox.watchdog import family, memory

EVERY = 50


def command(pid):
    """Return the command line of a process, empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def graders():
    """Return this process and those that judge for it, but no sandboxes."""
    ours = [pid for pid in family(os.getpid()) if b"running.server" in command(pid)]
    return [os.getpid(), *ours]


def main():
    """Grade, look at every fiftieth row, and print what was seen."""
    rows, seen = [], []

    def look(row):
        rows.append(row.status)
        if len(rows) % EVERY == 0:
            opened = len(os.listdir("/proc/self/fd"))
            seen.append([sum(map(memory, graders())), opened])

    course = Course(Path(sys.argv[1]))
    grade_week(sys.argv[2], course, watch=Watch(on_row=look))
    graded = rows.count("graded")
    print(json.dumps({"rows": len(rows), "graded": graded, "seen": seen}))


if __name__ == "__main__":
    main()
