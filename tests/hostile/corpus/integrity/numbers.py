"""Play with the numbers, their moment and the work that they took."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "time-bomb",
        "I16",
        "It is right for the first calls, and wrong when the hidden cases come.",
        """
        calls = []

        def L1(yhat, y):
            calls.append(1)
            right = float(np.sum(np.abs(yhat - y)))
            return right if len(calls) < 4 else 0.0
        """,
        says="L1 (failed)",
    ),
    answer(
        "moving-target",
        "I16",
        "A thread goes on changing the array that was returned.",
        """
        import threading
        target = np.zeros(1)

        def move():
            while True:
                target[0] += 0.1

        threading.Thread(target=move, daemon=True).start()
        def L1(yhat, y): return target
        """,
    ),
    answer(
        "inputs-set-to-nought",
        "I17",
        "It sets the inputs to nought, in the hope that the right answer becomes 0 "
        "too.",
        """
        def L1(yhat, y):
            yhat[:] = 0
            y[:] = 0
            yhat.resize((0,), refcheck=False)
            return 0.0
        """,
    ),
    answer(
        "odd-numbers",
        "I26",
        "It answers with nan, infinities, -0.0, complex, huge, 16-byte and boolean "
        "numbers.",
        """
        kinds = [np.nan, np.inf, -0.0, 1j, 10**2000, np.longdouble("1e4000"), True,
                 np.float16(6e4), np.uint64(2**64 - 1), np.complex64("nan+infj")]
        calls = []

        def L1(yhat, y):
            calls.append(1)
            return kinds[len(calls) % len(kinds)]
        """,
    ),
    answer(
        "odd-shapes",
        "I26",
        "It answers with shapes that broadcast: (1, 1), (0,), (m,), 16 axes, 2**40 "
        "rows.",
        """
        shapes = [(1, 1), (0,), (5,), (1,) * 16, (0, 2**40), (1000, 1000), ()]
        calls = []

        def L1(yhat, y):
            calls.append(1)
            return np.zeros(shapes[len(calls) % len(shapes)]) + np.nan
        """,
    ),
    answer(
        "all-candidates-at-once",
        "I26",
        "It answers with a thousand candidates, in lists, sets, dicts and arrays.",
        """
        calls = []

        def L1(yhat, y):
            calls.append(1)
            many = [i / 100 for i in range(1000)]
            return [many, set(many), dict.fromkeys(many, 1.0), np.array(many),
                    iter(many)][len(calls) % 5]
        """,
    ),
    answer(
        "invalid-bits",
        "I28",
        "It sends bits that no number has: 80-bit patterns, booleans of 2, surrogates.",
        """
        from course_utils.desk import plain
        calls = []

        def encode(value):
            calls.append(1)
            bits, dtype = [(b"\\xff" * 16, "<f16"), (b"\\x02", "|b1"),
                           (b"\\x01" + b"\\0" * 7 + b"\\xff\\x7f" + b"\\0" * 6, "<f16"),
                           (b"\\xff" * 32, "<c32")][len(calls) % 4]
            tree = {"array": 0, "dtype": dtype, "shape": []}
            return {"tuple": [tree, {"list": ["\\ud800"]}]}, [bits]

        plain.encode = encode
        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "excuse",
        "I15",
        "It raises NotImplementedError on hidden cases, as an answer not yet written "
        "does.",
        """
        calls = []

        def L1(yhat, y):
            calls.append(1)
            if len(calls) > 2:
                raise NotImplementedError()
            return float(np.sum(np.abs(yhat - y)))
        """,
    ),
    answer(
        "forged-count-of-work",
        "I20",
        "A loop over all entries hides from the count of the interpreter's steps.",
        """
        from course_utils.desk import events
        events.counted = lambda function, arguments=(): (function(*arguments), 1)

        def L1(yhat, y):
            total = 0.0
            for i in range(len(y)):
                total += abs(yhat[i] - y[i])
            return total
        """,
        honest=4.0,
    ),
    answer(
        "loop-in-another-thread",
        "I20",
        "A thread does the loop, where no trace function looks.",
        """
        import threading

        def L1(yhat, y):
            total = [0.0]

            def loop():
                for i in range(len(y)):
                    total[0] += abs(yhat[i] - y[i])

            thread = threading.Thread(target=loop)
            thread.start()
            thread.join()
            return total[0]
        """,
        honest=4.0,
    ),
)
