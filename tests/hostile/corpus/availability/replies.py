"""Too much to send, too slowly, or with claims that cannot be true."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "gigabyte-reply",
        "A6",
        "It returns a gigabyte of numbers.",
        "def L1(yhat, y): return np.zeros(1 << 26).repeat(2)",
    ),
    answer(
        "deep-reply",
        "A6",
        "It returns a list in a list, 5,000 deep, and one that holds itself.",
        """
        deep = []
        for _ in range(5_000): deep = [deep]
        round_ = []
        round_.append(round_)
        def L1(yhat, y): return deep if len(yhat) % 2 else round_
        """,
    ),
    answer(
        "wide-reply",
        "A6",
        "It returns a dict of a million keys, and text of 100 MB.",
        """
        wide = dict.fromkeys(range(1_000_000))
        def L1(yhat, y): return wide if len(yhat) % 2 else "x" * 100_000_000
        """,
    ),
    answer(
        "colliding-keys",
        "A6",
        "It returns a dict whose 40,000 keys have one hash, so that reading it takes "
        "long.",
        """
        from course_utils.desk import plain
        keys = [{"int": str(i * (2**61 - 1))} for i in range(40_000)]
        tree = {"tuple": [{"dict": [[key, None] for key in keys]}, {"list": []}]}
        plain.encode = lambda value: (tree, [])
        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "huge-claims",
        "A6",
        "It claims a frame of 4 GiB, 10,000 buffers, and arrays of 2**62 entries.",
        """
        import json, os, struct
        calls = []

        def L1(yhat, y):
            calls.append(1)
            sizes = [[2**62], [1] * 20_000, [-1], [0] * 9_000][len(calls) % 4]
            text = json.dumps({"id": "0" * 32, "is": "value", "sizes": sizes}).encode()
            for fd in range(3, 60):
                try:
                    os.fstat(fd)
                    os.write(fd, struct.pack("<I", 2**32 - 1) if len(calls) == 1 else
                             struct.pack("<I", len(text)) + text)
                except OSError:
                    pass
            return 0.0
        """,
        says="L1 (not run)",
    ),
    answer(
        "slow-drip",
        "A6",
        "It sends its reply a byte at a time, one a second.",
        """
        import os, struct, time

        def L1(yhat, y):
            for byte in struct.pack("<I", 1000) + b" " * 1000:
                for fd in range(3, 60):
                    try:
                        os.write(fd, bytes([byte]))
                    except OSError:
                        pass
                time.sleep(1)
        """,
        says="L1 (not run)",
    ),
    answer(
        "question-flood",
        "A6",
        "It asks our `propagate` without end, where follow-through answers for its "
        "own.",
        """
        def propagate(w, b, X, Y): return None

        def optimize(w, b, X, Y, *rest, **more):
            while True:
                try:
                    propagate(np.ones((1999, 1)), 1.0, np.ones((1999, 1)), Y)
                except Exception:
                    pass
        """,
        exercise="optimize",
    ),
    answer(
        "questions-to-fill-memory",
        "A6",
        "It asks our functions with sizes, texts and nests that would fill the grader.",
        """
        odd = [10**30, 1e300, "x" * 10**6, [[]] * 4000, {"a": {}}, np.zeros((0, 2**40)),
               np.int64(2**62), b"x", None, np.zeros(3999), float("nan"), True]

        def predict(w, b, X): return None
        def initialize_with_zeros(dim): return None
        def optimize(*a, **k): return None

        def model(*arguments, **keywords):
            for function in (predict, initialize_with_zeros, optimize):
                for thing in odd:
                    for count in range(1, 7):
                        try:
                            function(*[thing] * count)
                        except Exception:
                            pass
            return optimize(np.zeros((3, 1)), 0.0, np.zeros((3, 4)), np.zeros((1, 4)),
                            num_iterations=1_000_000)
        """,
        exercise="model",
    ),
)
