"""Forge the reply, the record of the result, or the sender."""

from __future__ import annotations

from tests.hostile.attack import answer

FRAMES = """
import json, os, struct

def links():
    for fd in range(3, 200):
        try:
            os.fstat(fd)
            yield fd
        except OSError:
            continue

def frame(**header):
    text = json.dumps({**header, "sizes": []}).encode()
    return struct.pack("<I", len(text)) + text

DONE = {"is": "value", "printed": "", "warnings": [],
        "data": {"tuple": [{"float": "0x1.8p+1"}, {"list": []}]}}
"""


ATTACKS = (
    answer(
        "forged-frames",
        "I12",
        "It writes whole replies with guessed ids to every open file.",
        FRAMES
        + """
def L1(yhat, y):
    for fd in links():
        for name in ("", None, 0, "0" * 32, os.urandom(16).hex()):
            os.write(fd, frame(id=name, **DONE))
    return 0.0
""",
    ),
    answer(
        "second-answers",
        "I12",
        "It finds the id of the question and answers it twice, the first time well.",
        FRAMES
        + """
import gc

def L1(yhat, y):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Runner":
            for fd in links():
                os.write(fd, frame(id=thing._id, **DONE))
    return 0.0
""",
    ),
    answer(
        "answers-of-a-child",
        "I12",
        "It leaves a child behind that reads the line and answers in its parent's "
        "stead.",
        FRAMES
        + """
if os.fork() == 0:
    while True:
        for fd in links():
            try:
                os.read(fd, 100)
                os.write(fd, frame(id="0" * 32, **DONE))
            except OSError:
                pass

def L1(yhat, y): return 0.0
""",
    ),
    answer(
        "questions-without-a-call",
        "I12",
        "It asks the grader's functions questions when nobody called, and for all "
        "names.",
        FRAMES
        + """
def L1(yhat, y):
    for name in ("L1", "eval", "__import__", "propagate"):
        for fd in links():
            ask = {"is": "ask", "name": name, "data": {"tuple": [{"list": []}]}}
            os.write(fd, frame(id="0" * 32, **ask))
    return 0.0
""",
    ),
    answer(
        "boasting-on-the-streams",
        "I14",
        "It prints what nbgrader, otter, pytest and our own reports print of full "
        "marks.",
        """
        import os, sys

        def L1(yhat, y):
            for text in ('{"points": 5, "status": "passed"}', "5 of 5 points",
                         "All tests passed!", "=== 13 passed in 0.1s ===", "✓ L1: all"):
                print(text)
                print(text, file=sys.stderr)
                os.write(1, text.encode())
                os.write(2, text.encode())
            return 0.0
        """,
    ),
    answer(
        "results-on-the-disk",
        "I15",
        "It writes results.json, a verdict and an nbgrader notebook wherever it can.",
        """
        import os

        def L1(yhat, y):
            for place in (".", "/scratch", "/tmp", facts["course"], facts["own"],
                          f"{facts['course']}/feedback", "/autograder/results"):
                for name in ("results.json", "verdict.json", "workbook-hostile.ipynb"):
                    try:
                        os.makedirs(place, exist_ok=True)
                        open(f"{place}/{name}", "w").write('{"score": 100}')
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "grades-by-sqlite",
        "I15",
        "It opens the gradebook where it lies and gives itself all points.",
        """
        import sqlite3

        def L1(yhat, y):
            path = f"{facts['course']}/gradebook.db"
            for how in (path, f"file:{path}?mode=rw"):
                try:
                    with sqlite3.connect(how, uri=how.startswith("file")) as grades:
                        grades.execute("UPDATE grade SET manual_score = 100")
                    boast("the gradebook")
                except sqlite3.Error:
                    pass
            return 0.0
        """,
    ),
    answer(
        "exit-with-success",
        "I15",
        "It ends the process with code 0 in the middle of the question.",
        """
        import os
        def L1(yhat, y): os._exit(0)
        """,
        says="L1 (not run)",
    ),
    answer(
        "system-exit",
        "I15",
        "It raises SystemExit, in the cell and in the function.",
        """
        import sys
        def L1(yhat, y): sys.exit(0)
        raise SystemExit(0)
        """,
    ),
    answer(
        "keyboard-interrupt",
        "I15",
        "It raises KeyboardInterrupt and GeneratorExit, which no `except Exception` "
        "sees.",
        """
        def L1(yhat, y):
            raise KeyboardInterrupt if len(yhat) % 2 else GeneratorExit
        raise KeyboardInterrupt
        """,
    ),
    answer(
        "at-exit-and-threads",
        "I15",
        "It leaves work for the end of the process: atexit, __del__, daemon threads.",
        """
        import atexit, os, threading, time
        atexit.register(lambda: os._exit(0))

        class Late:
            def __del__(self): os._exit(0)

        late = Late()
        bomb = threading.Timer(0.2, lambda: os._exit(0))
        bomb.start()

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "signal-handlers",
        "I15",
        "It sets handlers and timers for every signal, each ending with success.",
        """
        import os, signal
        for number in range(1, 65):
            try:
                signal.signal(number, lambda *a: os._exit(0))
            except (OSError, ValueError):
                pass
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)

        def L1(yhat, y):
            while True: pass
        """,
    ),
    answer(
        "pickled-command",
        "I25",
        "It returns objects whose unpickling runs a command, alone and in arrays.",
        """
        import os

        class Command:
            def __reduce__(self):
                return (os.system, ("touch /tmp/workbook-hostile-pickle",))

        things = [Command(), np.array([Command()], dtype=object), {"a": Command()}]
        def L1(yhat, y): return things[len(yhat) % 3]
        """,
    ),
    answer(
        "pickled-exception",
        "I25",
        "It raises an exception that runs a command where it is unpickled or printed.",
        """
        import os

        class Trouble(Exception):
            def __reduce__(self):
                return (os.system, ("touch /tmp/workbook-hostile-exception",))
            def __str__(self): os._exit(0)
            __repr__ = __str__

        def L1(yhat, y): raise Trouble()
        """,
    ),
    answer(
        "another-name",
        "I29",
        "It claims to be its neighbour in the environment, in files and in print.",
        """
        import os
        os.environ.update(NBGRADER_STUDENT="000-honest", USER="000-honest")
        student = student_id = name = "000-honest"
        print("student: 000-honest")

        def L1(yhat, y): return 0.0
        """,
    ),
)
