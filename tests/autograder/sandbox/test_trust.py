import numpy as np
import pytest

from autograder.sandbox import Cell, SandboxUnavailable, open_session, session
from autograder.sandbox.walls import bubblewrap


@pytest.fixture(scope="module")
def trusted(edition, small_limits):
    with open_session(edition, limits=small_limits, trust=True) as opened:
        yield opened


def test_trusted_work_has_no_walls_and_says_so(trusted):
    assert trusted.tier == "none"


def test_trusted_work_runs_without_bubblewrap(edition, monkeypatch):
    monkeypatch.delattr(bubblewrap, "find_bubblewrap")
    with open_session(edition, trust=True) as opened:
        opened.run([Cell("a", "def f(x): return x + 1")])
        assert opened.call("f", {"x": 1}).value == 2


def test_trusted_work_sees_the_student_edition(trusted, edition):
    trusted.run(
        [Cell("a", "import course_utils\ndef f(): return course_utils.__file__")]
    )
    assert trusted.call("f", {}).value.startswith(str(edition))


def test_trusted_work_has_limits(trusted):
    trusted.run([Cell("a", "import numpy as np\ndef f(n): return np.ones(n)")])
    assert trusted.call("f", {"n": 10**9}).kind == "memory"


def test_trusted_work_is_ended_in_time(trusted):
    trusted.run([Cell("a", "def f():\n    while True: pass\ndef g(): return 3")])
    assert trusted.call("f", {}, timeout=0.2).kind == "timeout"
    assert trusted.call("g", {}).value == 3


def test_trusted_work_answers_like_the_sandbox(trusted, session):
    cells = [Cell("a", "import numpy as np\ndef f(x): x *= 2; return x[::-1]")]
    answers = []
    for one in (trusted, session):
        one.run(cells)
        answers.append(one.call("f", {"x": np.arange(3.0)}))
    assert answers[0].kind == answers[1].kind == "value"
    np.testing.assert_array_equal(answers[0].value, answers[1].value)


def test_windows_is_told_that_grading_needs_linux(edition, monkeypatch):
    monkeypatch.delattr(session.os, "fork")
    with pytest.raises(SandboxUnavailable, match="needs Linux"):
        session.open_session(edition, trust=True)
