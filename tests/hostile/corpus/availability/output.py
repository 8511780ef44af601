"""Too much to print, to show, to compute or to understand."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "print-flood",
        "A4",
        "It prints 100 MB, on one line and on many.",
        """
        def L1(yhat, y):
            print("x" * 50_000_000)
            for _ in range(50_000): print("x" * 1000)
            return 0.0
        """,
    ),
    answer(
        "endless-print",
        "A4",
        "It prints for ever.",
        """
        def L1(yhat, y):
            while True: print("x" * 10_000)
        """,
        says="L1 (not run)",
    ),
    answer(
        "streams-directly",
        "A4",
        "It writes 300 MB past Python: to files 0, 1 and 2 and by another program.",
        """
        import os

        def L1(yhat, y):
            for _ in range(100):
                for fd in (0, 1, 2):
                    try:
                        os.write(fd, b"x" * 1_000_000)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "display-flood",
        "A4",
        "It displays ten thousand pictures, pages and scripts.",
        """
        class Show:
            def _repr_html_(self): return "<b>x</b>" * 10_000
            def _repr_png_(self): return b"\\x89PNG" + b"0" * 100_000
            def _repr_svg_(self): return "<svg onload=alert(1)>"

        for _ in range(2_000):
            try:
                display(Show(), Show())
            except NameError:
                break
        Show()
        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "picture-bombs",
        "A4",
        "It displays pictures that claim a billion pixels.",
        """
        import struct, zlib

        def chunk(kind, data):
            return (struct.pack(">I", len(data)) + kind + data
                    + struct.pack(">I", zlib.crc32(kind + data)))

        head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
        body = zlib.compress(bytes(20_000_000))
        bomb = (b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head)
                + chunk(b"IDAT", body) + chunk(b"IEND", b""))

        class Show:
            def _repr_png_(self): return bomb

        try:
            display(Show())
        except NameError:
            pass
        Show()
        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "huge-repr",
        "A4",
        "Its values have a `__repr__` of a gigabyte, or one without end.",
        """
        class Big:
            def __repr__(self): return "x" * (1 << 30)

        class Endless(Exception):
            def __str__(self):
                while True: pass

        def L1(yhat, y):
            if len(yhat) % 2:
                raise Endless()
            return Big()
        Big()
        """,
    ),
    answer(
        "warning-flood",
        "A4",
        "It warns a hundred thousand times, each time differently.",
        """
        import warnings

        def L1(yhat, y):
            for number in range(100_000):
                warnings.warn(f"{number} " + "x" * 1000)
            return 0.0
        """,
    ),
    answer(
        "recursion",
        "A10",
        "It calls itself without end, at the limit it has set itself.",
        """
        import sys
        sys.setrecursionlimit(1 << 30)
        def L1(yhat, y): return L1(yhat, y)
        """,
        says="L1",
    ),
    answer(
        "long-computations",
        "A10",
        "One regular expression, one power and one factorial keep C busy for hours.",
        """
        import math, re
        work = [lambda: re.match(r"(a+)+$", "a" * 60 + "b"), lambda: 9 ** 9 ** 9,
                lambda: math.factorial(10**8), lambda: int("9" * 10**9)]
        calls = []

        def L1(yhat, y):
            calls.append(1)
            work[len(calls) % 4]()
        """,
        says="L1",
    ),
    answer(
        "waiting-for-a-key",
        "A10",
        "It asks the teacher to type something, and to press a button.",
        """
        import sys

        def L1(yhat, y):
            try:
                return float(input("Your password: "))
            except (EOFError, OSError, ValueError, RuntimeError):
                return float(sys.stdin.readline() or 0)
        """,
    ),
    answer(
        "source-without-end",
        "A10",
        "Its cell has 150,000 statements and brackets as deep as Python reads them.",
        """
        def L1(yhat, y): return 0.0
        """
        + "a = 0\n        " * 10_000
        + "b = "
        + "(" * 150
        + ")" * 150,
    ),
    answer(
        "source-that-ends-the-parser",
        "A10",
        "Its cell is one expression with ninety thousand operators.",
        "def L1(yhat, y): return " + "-" * 90_000 + "1",
    ),
    answer(
        "shouting-exception",
        "A4",
        "It raises an exception with a text of 100 MB and a name of 1 MB.",
        """
        def L1(yhat, y):
            raise type("E" * 1_000_000, (Exception,), {})("x" * 100_000_000)
        """,
    ),
)
