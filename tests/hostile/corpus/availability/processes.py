"""Processes without end, or out of reach."""

from __future__ import annotations

from tests.hostile.attack import answer

LINGER = """
import os, sys, time

def linger():
    code = "import time; time.sleep(600)"
    os.execv(sys.executable, [sys.executable, "-S", "-c", code, facts["marker"]])
"""


ATTACKS = (
    answer(
        "endless-loop",
        "A1",
        "It never returns.",
        """
        def L1(yhat, y):
            while True: pass
        """,
        says="L1 (not run)",
    ),
    answer(
        "endless-cell",
        "A1",
        "The cell itself never ends, and what it catches it ignores.",
        """
        import signal
        for number in (1, 2, 3, 10, 12, 14, 15, 24):
            signal.signal(number, signal.SIG_IGN)
        while True:
            try:
                while True: pass
            except BaseException: pass
        """,
        says="L1 (not run)",
    ),
    answer(
        "many-threads",
        "A3",
        "It starts threads until no more can be started, each in an endless loop.",
        """
        import threading

        def spin():
            while True: pass

        def L1(yhat, y):
            for _ in range(10_000):
                threading.Thread(target=spin, daemon=True).start()
        """,
    ),
    answer(
        "fork-bomb",
        "A3",
        "Every process makes two more, for ever.",
        """
        import os

        def L1(yhat, y):
            while True:
                try:
                    os.fork()
                except OSError:
                    pass
        """,
        says="L1 (not run)",
    ),
    answer(
        "daemon",
        "A7",
        "It leaves a daemon behind: setsid, two forks, another program.",
        LINGER
        + """
def L1(yhat, y):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            linger()
        os._exit(0)
    time.sleep(0.3)
    return 0.0
""",
    ),
    answer(
        "fifty-daemons-per-call",
        "A7",
        "It leaves daemons behind from the cell and from each call, then dies.",
        LINGER
        + """
def leave():
    for _ in range(20):
        if os.fork() == 0:
            os.setsid()
            linger()

leave()
def L1(yhat, y):
    leave()
    os._exit(1)
""",
    ),
    answer(
        "stopped",
        "A7",
        "It stops itself, its parent and its whole group with SIGSTOP.",
        """
        import os, signal

        def L1(yhat, y):
            for pid in (os.getppid(), 1, 0, -1, os.getpid()):
                try:
                    os.kill(pid, signal.SIGSTOP)
                except OSError:
                    pass
            return 0.0
        """,
    ),
    answer(
        "everybody-killed",
        "A8",
        "It kills its parent, process 1, its group, everybody it may signal, and the "
        "grader.",
        """
        import os, signal

        def L1(yhat, y):
            for pid in (os.getppid(), 1, facts["grader"], -1, 0):
                for number in (signal.SIGTERM, signal.SIGKILL):
                    try:
                        os.kill(pid, number)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "segmentation-fault",
        "A8",
        "It reads address nought, in every call.",
        """
        import ctypes
        def L1(yhat, y): ctypes.string_at(0)
        """,
        says="L1 (not run)",
    ),
    answer(
        "another-program",
        "A8",
        "It replaces itself by another program that keeps the line open.",
        """
        import os, sys

        def L1(yhat, y):
            for fd in range(3, 60):
                try:
                    os.set_inheritable(fd, True)
                except OSError:
                    pass
            code = "import time; time.sleep(600)"
            words = [sys.executable, "-S", "-c", code, facts["marker"]]
            os.execv(sys.executable, words)
        """,
        says="L1 (not run)",
    ),
    answer(
        "hung-up",
        "A8",
        "It closes the line to the grader and goes on.",
        """
        import os, time
        def L1(yhat, y):
            os.closerange(3, 200)
            time.sleep(60)
        """,
        says="L1 (not run)",
    ),
    answer(
        "one-start-after-another",
        "A9",
        "Every cell works for seconds, and every call ends the process: start after "
        "start.",
        """
        import os, time
        time.sleep(1.5)
        def L1(yhat, y): os._exit(1)
        basic_sigmoid = sigmoid = image2vector = softmax = L2 = predict = L1
        """,
    ),
)
