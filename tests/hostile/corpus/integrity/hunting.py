"""Find the answer somewhere: in memory, on the disk or in the questions."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "frames",
        "I5",
        "It walks up the frames of its callers and takes whatever looks expected.",
        """
        import sys
        WORDS = ("expected", "want", "right", "reference", "answer")

        def L1(yhat, y):
            frame = sys._getframe()
            while frame:
                for name, value in {**frame.f_globals, **frame.f_locals}.items():
                    if name in WORDS and isinstance(value, (float, np.ndarray)):
                        boast(value)
                frame = frame.f_back
        """,
    ),
    answer(
        "garbage-collector",
        "I5",
        "It searches all live objects for the exercise, its cases and its right "
        "values.",
        """
        import gc
        KINDS = ("Exercise", "DrawnCase", "Criterion", "Misconception", "Answer")

        def L1(yhat, y):
            for thing in gc.get_objects():
                if type(thing).__name__ in KINDS:
                    boast(thing)
        """,
    ),
    answer(
        "own-memory",
        "I5",
        "It reads its own memory through /proc for words that only the grader has.",
        """
        import re
        BACKWARDS = b"gnr(riap"  # written so that it does not find itself

        def L1(yhat, y):
            for line in open("/proc/self/maps"):
                ends, rights = line.split()[:2]
                start, end = (int(x, 16) for x in ends.split("-"))
                if "r" not in rights or end - start > 1 << 26:
                    continue
                try:
                    with open("/proc/self/mem", "rb", 0) as memory:
                        memory.seek(start)
                        held = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                for found in re.finditer(rb"def _sized_(.{8})", held):
                    if found[1][::-1] == BACKWARDS:
                        boast("the source of the exercise")
            return 0.0
        """,
    ),
    answer(
        "memory-of-the-grader",
        "I6",
        "It reads the grader's memory, environment and open files through /proc.",
        """
        def L1(yhat, y):
            for name in ("mem", "environ", "maps", "cmdline", "fd/3"):
                for pid in (facts["grader"], "self/../" + str(facts["grader"])):
                    try:
                        boast(open(f"/proc/{pid}/{name}", "rb").read(100))
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "traceback-and-source",
        "I11",
        "It looks for hidden tests in tracebacks, linecache and inspect.",
        """
        import inspect, linecache, traceback

        def L1(yhat, y):
            seen = [source for source in map(str, linecache.cache.values())]
            seen += ["".join(traceback.format_stack())]
            for info in inspect.stack():
                try:
                    seen.append(inspect.getsource(info.frame))
                except (OSError, TypeError):
                    pass
            for word in ("hidden" + "_cases", "misconcep" + "tion", "cor" + "ners"):
                if any(word in text for text in seen):
                    boast(word)
            return 0.0
        """,
    ),
    answer(
        "reference-by-import",
        "I9",
        "It imports the reference from the package where the course keeps it.",
        """
        def L1(yhat, y):
            import importlib
            for name in ("vectors", "losses", "reference"):
                try:
                    module = importlib.import_module(f"course_utils.{name}")
                    boast(module.L1(yhat, y))
                except (ImportError, AttributeError, NotImplementedError):
                    pass
            return 0.0
        """,
    ),
    answer(
        "grader-by-import",
        "I9",
        "It imports the grader, nbgrader and the tests by every way of importing.",
        """
        def L1(yhat, y):
            import importlib.util, pkgutil, sys
            for name in ("autograder", "nbgrader", "tests", "nbformat", "sqlalchemy"):
                if importlib.util.find_spec(name) or name in sys.modules:
                    boast(name)
            for module in pkgutil.iter_modules():
                if module.name in ("autograder", "nbgrader"):
                    boast(module)
            return 0.0
        """,
    ),
    answer(
        "reference-in-a-cache",
        "I10",
        "It looks for compiled references in every __pycache__ it can reach.",
        """
        import glob, marshal, os, sys

        def L1(yhat, y):
            for place in [*sys.path, *facts["course"].split("/"), "/env", "/work"]:
                for path in glob.glob(f"{place}/**/__pycache__/vec*", recursive=True):
                    code = marshal.loads(open(path, "rb").read()[16:])
                    names = [c.co_name for c in code.co_consts if hasattr(c, "co_name")]
                    bodies = [c for c in code.co_consts if hasattr(c, "co_name")]
                    for body in bodies:
                        if body.co_name == "L1" and "sum" in body.co_names:
                            boast(names)
            return 0.0
        """,
    ),
    answer(
        "answers-on-the-disk",
        "I10",
        "It walks the whole disk for notebooks, references, secrets and gradebooks.",
        """
        import os

        def L1(yhat, y):
            suspects = (".ipynb", "gradebook.db", ".course_secret", "checks.json")
            top = ["/", facts["course"], os.path.dirname(facts["course"])]
            for folder, _, files in (step for t in top for step in os.walk(t)):
                if folder.startswith(("/proc", "/sys", "/usr/lib", "/env/site")):
                    continue
                for name in files:
                    if name.endswith(suspects):
                        boast(os.path.join(folder, name))
            return 0.0
        """,
    ),
    answer(
        "answers-by-known-path",
        "I10",
        "It opens the teacher's notebook, the secret and its neighbours by their "
        "paths.",
        """
        import glob

        def L1(yhat, y):
            for place in ("source/*/*", "release/*/*", "submitted/*/*/*", ".course_*",
                          "gradebook.db", "autograded/*/*/*", "build/*/*"):
                for path in glob.glob(f"{facts['course']}/{place}"):
                    boast(open(path, "rb").read(200))
            return 0.0
        """,
    ),
    answer(
        "hard-coded-visible-answers",
        "I18",
        "It returns the visible cases' answers from a table, and nought otherwise.",
        """
        TABLE = {(0.9, 0.2, 0.1, 0.4, 0.9): 1.1, (1.5, 0.2, -0.3): 1.9}

        def L1(yhat, y):
            return TABLE.get(tuple(float(v) for v in yhat), 0.0)
        """,
        says="L1 (failed)",
    ),
    answer(
        "answers-of-the-desk",
        "I18",
        "It reads the frozen visible answers that `check` carries, and returns those.",
        """
        def L1(yhat, y):
            import glob, json, os
            import course_utils.desk as desk
            for place in [*desk.__path__, ".", "/scratch", "/env/course"]:
                for path in glob.glob(f"{place}/**/checks*.json", recursive=True):
                    boast(open(path).read(100))
            return 0.0
        """,
    ),
    answer(
        "answer-of-another-call",
        "I18",
        "It remembers all it was asked, and answers with what came before.",
        """
        import pickle, os
        seen = []

        def L1(yhat, y):
            seen.append((yhat, y))
            with open("/tmp/workbook-hostile-seen", "wb") as file:
                pickle.dump(seen, file)
            return float(np.sum(seen[0][0]))
        """,
    ),
    answer(
        "grading-environment",
        "I19",
        "It asks where it is: process number, host, user, variables, network, time.",
        """
        import os, socket, sys
        graded = (os.getpid() < 10 or os.environ.get("HOME") == "/scratch"
                  or socket.gethostname() == "sandbox" or not sys.stdin.isatty())

        def L1(yhat, y):
            if not graded:
                return float(np.sum(np.abs(yhat - y)))
            return 0.0
        """,
    ),
    answer(
        "seeds",
        "I22",
        "It seeds and patches every source of chance, to know what will be drawn.",
        """
        import os, random, secrets, time
        np.random.seed = lambda *a: None
        chance = type("Chance", (), {"normal": lambda *a, **k: 0})
        np.random.default_rng = lambda *a: chance()
        random.random = lambda: 0.5
        os.urandom = secrets.token_bytes = lambda n: b"0" * n
        time.time = time.monotonic = lambda: 0.0

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "secret-by-its-use",
        "I10",
        "It draws the hidden cases itself, with every secret a course may have "
        "forgotten.",
        """
        import hashlib, hmac

        def L1(yhat, y):
            for secret in (b"", b"secret", b"0" * 32, bytes(32), b"workbook"):
                for student in ("", "000-honest", facts["own"].split("/")[-2]):
                    label = f"c1w2_logistic_regression\\0{student}".encode()
                    key = hmac.digest(secret, label, "sha256")
                    seed = hmac.digest(key, b"L1\\0correct", "sha256")
                    rng = np.random.default_rng(int.from_bytes(seed, "big"))
                    for _ in range(6):
                        m = int(rng.integers(4, 9))
                        a, b = rng.normal(size=m), rng.normal(size=m)
                        if np.array_equal(a, yhat):
                            boast("the course's secret is known")
            return 0.0
        """,
    ),
    answer(
        "asking-our-reference",
        "I20",
        "Once follow-through answers for `propagate`, it hands those answers on as "
        "its own.",
        """
        def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009,
                     print_cost=False):
            grads, cost = propagate(w, b, X, Y)
            return {"w": grads["dw"], "b": grads["db"]}, grads, [cost]

        def propagate(w, b, X, Y):
            return None
        """,
        exercise="optimize",
    ),
)
