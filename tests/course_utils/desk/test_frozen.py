"""The file of visible checks: same content same text, and nothing that can run."""

import json
from dataclasses import replace

import numpy as np
import pytest

from course_utils.desk import frozen
from course_utils.desk.compare import Rules
from course_utils.desk.diagnose import Answer

EXERCISE = frozen.FrozenExercise(
    id="double",
    rules=Rules(names=("one", "two")),
    cases=[frozen.Case("case 1", "correct", {"x": np.eye(2), "k": 3}, Answer(6.0))],
    twins=[frozen.Twin("t", "correct", "Hm?", [Answer(raised="ValueError")])],
    sized=[{"x": np.zeros(8)}],
    depends_on=("halve",),
)


def test_what_is_written_comes_back(tmp_path):
    path = tmp_path / frozen.FILE_NAME
    path.write_text(frozen.dumps("w", [EXERCISE]), encoding="utf-8")
    back = frozen.load(path)["double"]
    assert back.rules == EXERCISE.rules
    assert back.depends_on == ("halve",)
    np.testing.assert_equal(back.cases[0].arguments, {"x": np.eye(2), "k": 3})
    assert back.twins[0].answers == [Answer(raised="ValueError")]


def test_rare_rules_come_back_and_are_written_only_where_they_are_used(tmp_path):
    path, rare = tmp_path / frozen.FILE_NAME, Rules(may_lack=2, long_names=True)
    path.write_text(frozen.dumps("w", [replace(EXERCISE, rules=rare)]), "utf-8")
    assert frozen.load(path)["double"].rules == rare
    assert "may_lack" not in frozen.dumps("w", [EXERCISE])


def test_the_same_exercise_gives_the_same_text():
    assert frozen.dumps("w", [EXERCISE]) == frozen.dumps("w", [EXERCISE])


def test_another_format_is_refused(tmp_path):
    path = tmp_path / frozen.FILE_NAME
    path.write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(ValueError, match="format 99"):
        frozen.load(path)
