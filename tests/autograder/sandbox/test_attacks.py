import subprocess
import sys
import time
from textwrap import dedent

import pytest

from autograder.sandbox import Cell, open_session
from autograder.sandbox.doctor import running

LINK = """
    import os, json, struct
    def link():
        for fd in range(3, 100):
            try:
                os.fstat(fd)
                return fd
            except OSError:
                pass
    def frame(**header):
        text = json.dumps(dict(header, sizes=[])).encode()
        return struct.pack('<I', len(text)) + text
    def f(x):
        {attack}
        return x
"""
ANSWER = (
    "{{'is': 'value', 'printed': '', 'warnings': [], "
    "'data': {{'tuple': [{{'int': '42'}}, {{'list': []}}]}}}}"
)
WINS = f"frame(id={{}}, **{ANSWER})"
FORGERIES = [
    "os.write(link(), b'\\0' * 100)",
    "os.write(link(), b'\\xff' * 100)",
    "os.write(link(), os.urandom(1000))",
    f"os.write(link(), {WINS.format(repr('0' * 32))})",
    f"os.write(link(), {WINS.format(None)})",
    f"os.write(link(), {WINS.format(1)})",
    f"[os.write(link(), {WINS.format('os.urandom(16).hex()')}) for _ in range(50)]",
    "os.write(link(), struct.pack('<I', 2**32 - 1))",
    "os.write(link(), frame(id='x' * 1_000_000))",
    "os.close(link())",
    "os.kill(os.getpid(), 9)",
    "os.abort()",
    "os._exit(0)",
    "__import__('ctypes').string_at(0)",
]


@pytest.mark.parametrize("attack", FORGERIES)
def test_a_forged_frame_ends_the_link_and_is_no_value(desk, attack):
    session = desk(LINK.replace("{attack}", attack))
    outcome = session.call("f", {"x": 1})
    assert outcome.kind == "died"
    assert outcome.value is None


def test_a_second_answer_is_never_taken_for_the_next(desk):
    attack = f"""import gc
        me = next(o for o in gc.get_objects() if type(o).__name__ == 'Runner')
        for _ in range(2): os.write(link(), {WINS.format("me._id")})
    """
    session = desk(LINK.replace("{attack}", attack))
    assert session.call("f", {"x": 1}).value == 42
    assert session.call("f", {"x": 1}).kind == "died"


def test_an_answer_written_by_a_cell_is_not_taken_for_that_of_a_call(session):
    source = dedent(LINK.replace("{attack}", "pass"))
    source += f"os.write(link(), {WINS.format(repr('0' * 32))})"
    (outcome,) = session.run([Cell("early", source)])
    assert outcome.kind == "died"


@pytest.mark.parametrize("source", ["while True: pass", "import time; time.sleep(60)"])
def test_what_never_ends_is_ended(desk, source):
    start = time.monotonic()
    outcome = desk(f"def f():\n    {source}").call("f", {}, timeout=0.3)
    assert outcome.kind == "timeout"
    assert time.monotonic() - start < 2


def test_a_loop_that_catches_everything_is_ended(desk):
    source = """
        import signal
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
            signal.signal(number, signal.SIG_IGN)
        def f():
            while True:
                try:
                    while True: pass
                except BaseException: pass
    """
    assert desk(source).call("f", {}, timeout=0.3).kind == "timeout"


def test_an_endless_print_is_ended(desk):
    source = "def f():\n    while True: print('x' * 10_000)"
    assert desk(source).call("f", {}, timeout=0.5).kind == "timeout"


def test_a_cell_that_never_ends_is_ended(session):
    outcomes = session.run([Cell("a", "while True: pass"), Cell("b", "x = 1")])
    assert [outcome.kind for outcome in outcomes] == ["timeout", "value"]


def test_a_refused_allocation_is_memory_and_the_process_lives(desk):
    session = desk("import numpy as np\ndef f(n): return np.ones(n).sum()")
    pids = session.pids()
    outcome = session.call("f", {"n": 10**9})
    assert (outcome.kind, session.pids()) == ("memory", pids)


def test_memory_in_the_background_is_ended_as_well(desk):
    source = """
        import mmap, threading, time
        def f(): threading.Thread(target=fill, daemon=True).start()
        def fill():
            area = mmap.mmap(-1, 400 << 20)
            for i in range(0, len(area), 4096): area[i] = 1
            time.sleep(60)
    """
    session = desk(source)
    session.call("f", {})
    until = time.monotonic() + 5
    while session.pids() and time.monotonic() < until:
        time.sleep(0.01)
    assert session.pids() == []


def test_the_environment_of_the_grader_is_not_there(edition, monkeypatch):
    monkeypatch.setenv("LMS_TOKEN", "secret")
    with open_session(edition) as session:
        session.run([Cell("a", "import os\ndef f(): return dict(os.environ)")])
        seen = session.call("f", {}).value
    assert "LMS_TOKEN" not in seen and seen["HOME"] == "/scratch"


def test_two_sandboxes_do_not_share_a_folder(edition):
    source = """
import os
def write(): open('/tmp/a', 'w').close(); open('/dev/shm/a', 'w').close()
def see(): return [os.listdir(x) for x in ('/tmp', '/scratch', '/dev/shm')]
"""
    with open_session(edition) as one, open_session(edition) as other:
        for session in (one, other):
            session.run([Cell("a", source)])
        assert one.call("write", {}).kind == "value"
        assert other.call("see", {}).value == [[], [], []]


def test_a_bound_file_cannot_be_changed(desk):
    source = """
        import numpy, course_utils
        def f(): open(course_utils.__file__, 'a')
        def g(): open(numpy.__file__, 'a')
    """
    session = desk(source)
    errors = [session.call(name, {}).error.type for name in "fg"]
    assert set(errors) <= {"OSError", "PermissionError"}


GRADER = """
import os, time
from pathlib import Path
from autograder.sandbox import Cell, open_session
from autograder.sandbox.doctor import running
session = open_session(Path({edition!r}))
session.run([Cell("a", {source!r})])
while not running({marker!r}):
    time.sleep(0.01)
os.kill(os.getpid(), 9)
"""
DAEMON = """
import os, sys
if os.fork() == 0:
    os.setsid()
    code = 'import time; time.sleep(60)'
    os.execv(sys.executable, [sys.executable, '-S', '-c', code, {marker!r}])
"""


def test_nothing_survives_a_grader_that_is_killed(edition, repository, tmp_path):
    marker = f"marker-{tmp_path}"
    source = DAEMON.format(marker=marker)
    grader = GRADER.format(edition=str(edition), marker=marker, source=source)
    command = [sys.executable, "-"]
    done = subprocess.run(command, input=grader, text=True, cwd=repository, timeout=60)
    assert done.returncode == -9
    until = time.monotonic() + 5
    while running(marker) and time.monotonic() < until:
        time.sleep(0.01)
    assert running(marker) == []


def test_a_daemon_ends_with_its_process(session, tmp_path):
    marker = f"marker-{tmp_path}"
    source = DAEMON.format(marker=marker) + "def die(): os._exit(1)"
    session.run([Cell("a", source)])
    while not running(marker):
        time.sleep(0.01)
    assert session.call("die", {}).kind == "died"
    assert running(marker) == []
