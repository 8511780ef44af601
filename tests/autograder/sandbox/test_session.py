import time

import numpy as np
import pytest

from autograder.sandbox import (
    Cell,
    Limits,
    SandboxUnavailable,
    close_zygotes,
    open_session,
    zygote,
)
from autograder.sandbox.walls import tiers
from course_utils.desk.plain import Opaque


def test_a_call_returns_plain_data(desk):
    outcome = desk("def f(x, y): return {'sum': x + y}").call("f", {"x": 1, "y": 2.5})
    assert (outcome.kind, outcome.value) == ("value", {"sum": 3.5})


def test_arguments_are_passed_by_position(desk):
    outcome = desk("def f(a, b): return a - b").call("f", {"b": 5, "a": 3})
    assert outcome.value == 2


def test_arguments_after_show_a_change_in_place_and_ours_stay(desk):
    x = np.ones(3)
    outcome = desk("def f(x): x += 1").call("f", {"x": x})
    np.testing.assert_array_equal(outcome.arguments_after["x"], [2, 2, 2])
    np.testing.assert_array_equal(x, [1, 1, 1])


def test_cells_share_one_namespace(session):
    cells = [Cell("a", "import numpy as np"), Cell("b", "def f(): return np.pi")]
    session.run(cells)
    assert session.call("f", {}).value == np.pi


def test_a_new_run_keeps_the_process_alive(desk):
    before = desk("").pids()
    assert desk("").pids() == before


def test_a_new_run_starts_with_a_new_namespace(session):
    session.run([Cell("a", "def f(): return 1")])
    session.run([Cell("b", "pass")])
    assert session.call("f", {}).kind == "missing"


def test_an_error_in_one_cell_does_not_stop_the_next(session):
    first, second = session.run([Cell("a", "1 / 0"), Cell("b", "def f(): return 1")])
    assert (first.kind, second.kind) == ("raised", "value")


@pytest.mark.parametrize(
    "first",
    ["import no_such_package", "print(X_train.shape)", "raise SystemExit", "1 / 0"],
)
def test_a_line_that_raises_does_not_hide_the_answer_below_it(session, first):
    source = f"{first}\nK = 2\n1 / 0\ndef f(): return K"
    (outcome,) = session.run([Cell("a", source)])
    assert (outcome.kind, outcome.error.line) == ("raised", 1)
    assert session.call("f", {}).value == 2


def test_a_submission_that_used_up_its_time_is_asked_no_more(edition):
    with open_session(edition, limits=Limits(total_seconds=0)) as session:
        outcome = session.call("f", {})
    assert outcome.kind == "timeout"
    assert "the whole submission" in outcome.reason


def test_an_error_names_its_line_cell_and_code(session):
    (outcome,) = session.run([Cell("propagate", "x = 1\n\nx.y\n")])
    error = outcome.error
    assert (error.type, error.line, error.cell) == ("AttributeError", 3, "propagate")
    assert error.code == "x.y"


def test_an_error_in_a_library_names_the_students_line(desk):
    source = """
        import numpy as np
        def f(x):
            return np.linalg.inv(x)
    """
    error = desk(source).call("f", {"x": np.zeros((2, 2))}).error
    assert (error.type, error.line) == ("LinAlgError", 4)
    assert error.code == "return np.linalg.inv(x)"


def test_a_syntax_error_beside_a_magic_is_the_students_own(session):
    source = "x = (  # what?\n  1,\n"
    (outcome,) = session.run([Cell("a", source)])
    assert "was never closed" in outcome.error.message
    assert outcome.error.line == 1


def test_a_syntax_error_names_its_line(session):
    (outcome,) = session.run([Cell("a", "x = 1\nif x = 2:\n    pass")])
    assert (outcome.error.type, outcome.error.line) == ("SyntaxError", 2)


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 3",
        "!pip install x\nx = 3",
        "if True:\n    %time\nx = 3",
        "len?\nx = 3",
        "?len\nx = 3",
        "\ufeffx = 3",
        "files = !ls\nx = 3",
        "display(3)\nget_ipython()\nx = 3",
        "x = 3\ntry:\n    input('?')\nexcept EOFError:\n    pass",
    ],
)
def test_what_only_a_notebook_understands_does_nothing(session, source):
    (outcome,) = session.run([Cell("a", source + "\ndef f(): return x")])
    assert outcome.kind == "value", outcome.error
    assert session.call("f", {}).value == 3


@pytest.mark.parametrize(
    "raising, name",
    [
        ("raise SystemExit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("exit()", "SystemExit"),
        ("class E(BaseException): pass\n    raise E", "E"),
        ("f()", "RecursionError"),
    ],
)
def test_any_exception_is_an_outcome(desk, raising, name):
    outcome = desk(f"def f():\n    {raising}").call("f", {})
    assert (outcome.kind, outcome.error.type) == ("raised", name)


def test_an_exception_that_cannot_be_told_is_still_one(desk):
    source = """
        class E(Exception):
            def __str__(self): raise self
        def f(): raise E
    """
    assert desk(source).call("f", {}).error.type == "E"


def test_control_characters_do_not_reach_a_terminal(desk):
    source = r"def f(): print('\x1b[2J'); raise ValueError('\x1b]0;x\x07' + 'y' * 9999)"
    outcome = desk(source).call("f", {})
    assert "\x1b" not in outcome.printed + outcome.error.message
    assert "\x07" not in outcome.error.message
    assert len(outcome.error.message) <= 500


@pytest.mark.parametrize("thing", ["3", "None"])
def test_a_name_that_is_no_function_is_missing(desk, thing):
    assert desk(f"f = {thing}").call("f", {}).kind == "missing"


def test_a_name_that_is_not_there_is_missing(desk):
    assert desk("").call("nothing_of_that_name", {}).kind == "missing"


def test_warnings_and_prints_are_kept_and_not_fatal(desk):
    source = """
        import sys, warnings
        import numpy as np
        def f(x):
            print('out')
            print('err', file=sys.stderr)
            warnings.warn('careful')
            return np.log(x)
    """
    outcome = desk(source).call("f", {"x": np.zeros(1)})
    assert outcome.value == -np.inf
    assert outcome.printed == "out\nerr\n"
    assert outcome.warnings[0] == "UserWarning: careful"
    assert outcome.warnings[1].startswith("RuntimeWarning: divide by zero")


def test_a_flood_of_prints_and_warnings_is_capped(desk):
    source = """
        import warnings
        def f():
            for i in range(3000):
                print('x' * 100)
                warnings.warn('w' * 1000)
    """
    outcome = desk(source).call("f", {})
    assert outcome.kind == "value"
    assert len(outcome.printed) == 20_000
    assert len(outcome.warnings) == 20 and max(map(len, outcome.warnings)) == 300


def test_subclasses_arrive_as_plain_values(desk):
    source = """
        import numpy as np
        class Yes(float):
            def __eq__(self, other): return True
        class Always(np.ndarray):
            def __eq__(self, other): return True
        def f(): return [Yes(1.0), np.zeros(2).view(Always), np.matrix([[1]])]
    """
    value = desk(source).call("f", {}).value
    assert [type(x) for x in value] == [float, np.ndarray, np.ndarray]


def test_what_cannot_travel_is_opaque(desk):
    outcome = desk("def f(): return f, object()").call("f", {})
    assert [type(x) for x in outcome.value] == [Opaque, Opaque]


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", ["[0.5] * 150_000", "np.zeros(9_000_000)", "[[]] * 400_000"]
)
def test_what_is_too_large_to_compare_is_opaque_and_the_link_lives(desk, value):
    session = desk(f"import numpy as np\ndef f(): return {value}")
    pids = session.pids()
    assert type(session.call("f", {}, timeout=20).value) is Opaque
    assert session.pids() == pids


def test_twenty_megabytes_do_not_take_long(edition):
    with open_session(edition) as session:
        session.run([Cell("a", "def f(x): return x.sum()")])
        outcome = session.call("f", {"x": np.ones((20 << 20) // 8)})
    assert outcome.value == (20 << 20) // 8
    assert outcome.seconds < 2  # a quarter of that on a quiet machine


def test_after_the_end_of_the_process_the_cells_run_again(desk):
    source = """
        import os
        def die(): os._exit(0)
        def f(): return 7
    """
    session = desk(source)
    assert session.call("die", {}).kind == "died"
    assert session.call("f", {}).value == 7


def test_a_cell_that_ends_the_process_is_left_out_afterwards(session):
    cells = [
        Cell("a", "x = 1"),
        Cell("b", "import os; os._exit(1)"),
        Cell("c", "def f(): return x"),
    ]
    assert [o.kind for o in session.run(cells)] == ["value", "died", "value"]
    assert session.call("f", {}).value == 1


def test_restart_gives_fresh_state_and_runs_the_cells(desk):
    session = desk("n = 0\ndef f():\n    global n\n    n += 1\n    return n")
    session.call("f", {})
    session.restart()
    assert session.call("f", {}).value == 1


@pytest.mark.slow
def test_one_who_always_dies_is_not_restarted_for_ever(edition, small_limits):
    limits = Limits(restarts=2)
    with open_session(edition, limits=limits) as session:
        session.run([Cell("a", "import os\ndef f(): os._exit(1)\ndef g(): return 1")])
        kinds = [session.call("f", {}).reason for _ in range(4)]
        assert kinds[-1] == "it ended the sandbox too many times"
        assert session.call("g", {}).kind == "died"


def test_a_child_that_student_code_forks_answers_nothing(session):
    source = """
import os
def f():
    if os.fork() == 0:
        raise ValueError("the child's own")
    os.wait()
    return 1
def g():
    return 3
"""
    session.run([Cell("a", source)])
    assert [session.call(name, {}).value for name in "fgg"] == [1, 3, 3]


@pytest.mark.slow
def test_the_desk_and_its_tools_are_inside(session):
    names = ("course_utils.desk", "matplotlib.pyplot", "PIL.Image", "ipywidgets")
    cells = [Cell(name, f"import {name}") for name in names]
    assert [outcome.error for outcome in session.run(cells)] == [None] * 4


def test_a_closed_session_stays_closed(edition):
    session = open_session(edition, trust=True)
    session.close()
    session.close()
    with pytest.raises(ValueError, match="closed"):
        session.call("f", {})


def test_a_folder_without_course_utils_is_refused(tmp_path):
    with pytest.raises(ValueError, match="course_utils"):
        open_session(tmp_path)


def test_a_sandbox_that_cannot_start_says_why(edition, monkeypatch):
    monkeypatch.setattr(zygote, "_python", lambda *words: ["/no/python"])
    monkeypatch.setattr(tiers, "_found", [])
    close_zygotes()
    with pytest.raises(SandboxUnavailable, match=r"/no/python.*trust-submissions"):
        open_session(edition)


def test_closing_is_quick_and_leaves_no_process(edition):
    session = open_session(edition)
    forks = "import os, time\nfor _ in range(5):\n    os.fork() or time.sleep(60)"
    session.run([Cell("a", forks)])
    assert len(session.pids()) > 5
    start = time.monotonic()
    session.close()
    assert time.monotonic() - start < 1
    assert session.pids() == []
