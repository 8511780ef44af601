"""The teacher's line says what was lost and why, and stays short."""

import pytest

from autograder.grading.written.summary import summary
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict


def exercise(name, status="passed", misconception=None):
    points = 5.0 if status == "passed" else 0.0
    criterion = CriterionVerdict(
        "correct", status, points, 5.0, misconception=misconception
    )
    return ExerciseVerdict(name, (criterion,))


@pytest.mark.parametrize(
    ("exercises", "line"),
    [
        ([exercise("a")], ""),
        ([exercise("a", "failed", "off-by-one")], "Lost points: a (off-by-one)."),
        ([exercise("a", "not run")], "Lost points: a (not run)."),
        ([exercise("a", "not attempted")], "Not attempted: a."),
        (
            [exercise(name, "not attempted") for name in "abcdef"],
            "Not attempted: a, b, c and 3 more.",
        ),
    ],
)
def test_the_line_names_what_was_lost(exercises, line):
    assert summary(Verdict("w", tuple(exercises), "none")) == line
