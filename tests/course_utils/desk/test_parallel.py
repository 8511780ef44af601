"""Other processes do the work; the answer is that of one process, in order."""

import math
import operator

import pytest

from course_utils.desk import parallel, tuning

# It starts processes.
pytestmark = pytest.mark.slow


def homeless():
    """Make a function that no module holds."""
    return lambda task: task


def test_results_come_in_the_order_of_the_tasks(capsys):
    tasks = [9.0, 4.0, 1.0, 0.0, 25.0]
    assert parallel.try_all(math.sqrt, tasks) == [3.0, 2.0, 1.0, 0.0, 5.0]
    said = capsys.readouterr().out
    assert said == f"5 runs, 2 at a time: {'■' * parallel.WIDTH}\n"


def test_training_elsewhere_gives_the_same_bits(capsys):
    tasks = [tuning.Setting(alpha) for alpha in (0.1, 0.3)]
    alone = [tuning.dev_error(task) for task in tasks]
    assert parallel.try_all(tuning.dev_error, tasks, workers=1) == alone


def test_an_error_elsewhere_is_an_error_here(capsys):
    with pytest.raises(TypeError):
        parallel.try_all(operator.neg, ["no number"], workers=1)


def test_a_function_of_a_notebook_is_refused():
    with pytest.raises(ValueError, match="must be able to import"):
        parallel.try_all(homeless(), [1])


def test_a_function_of_the_main_program_is_refused(monkeypatch):
    monkeypatch.setattr(homeless, "__module__", "__main__")
    with pytest.raises(ValueError, match="must be able to import homeless"):
        parallel.try_all(homeless, [1])


def test_no_task_needs_no_process(capsys):
    assert parallel.try_all(math.sqrt, []) == []
