"""Right answers written another way than the teacher's."""

from tests.fair.desk import fair

LOOP = "np.array([math.exp(min(v, 0)) / (1 + math.exp(-abs(v))) for v in flat])"


@fair("sigmoid", loses={"sigmoid": "vectorised"})
def python_loop(desk):
    """A Python loop over the entries: right and slow, not vectorised."""
    desk.answer("sigmoid", f"""
        def sigmoid(x):
            flat = np.ravel(x)
            return {LOOP}.reshape(np.shape(x))
    """)  # fmt: skip


@fair("propagate", "sigmoid", loses={"propagate": "vectorised"})
def nested_loops(desk):
    """Two nested loops take the sums: right and slow, not vectorised."""
    desk.edit(
        "propagate",
        "    dw = X @ dZ.T / m",
        """
    dw = np.zeros_like(w, dtype=float)
    for i in range(X.shape[0]):
        for j in range(m):
            dw[i, 0] += X[i, j] * dZ[0, j] / m
""",
    )


@fair("sigmoid", "L1")
def slow_but_right(desk):
    """Every call sleeps for a moment."""
    desk.top("sigmoid", "import time; time.sleep(0.2)")


@fair("sigmoid", "softmax")
def single_precision(desk):
    """The answers compute with float32."""
    desk.top("sigmoid", "x = np.asarray(x, dtype=np.float32)")
    desk.top("softmax", "x = x.astype(np.float32)")


@fair("sigmoid", "softmax", loses={"sigmoid": "everything"})
def lists_for_arrays(desk):
    """A list in place of an array: the check on the desk has said that it is wrong."""
    desk.edit("sigmoid", "return s", "return s.tolist()")


@fair("image2vector", "normalize_rows")
def matrices(desk):
    """The answers return np.matrix, as old books do."""
    desk.edit("image2vector", "return v", "return np.matrix(v)")
    matrix = "return np.matrix(x_normalized)"
    desk.edit("normalize_rows", "return x_normalized", matrix)


@fair("L1", "L2", "basic_sigmoid")
def numbers_in_arrays(desk):
    """Numbers come as arrays without a dimension, or with one entry."""
    desk.edit("L1", "return loss", "return np.array(loss)")
    desk.edit("L2", "return loss", "return np.array([loss])")
    desk.edit("basic_sigmoid", "return s", "return np.float64(s)")


@fair("sigmoid", "propagate", "optimize")
def called_by_keywords(desk):
    """Functions are called by keywords, in another order."""
    desk.edit("optimize", "propagate(w, b, X, Y)", "propagate(Y=Y, X=X, b=b, w=w)")


@fair("L1", "L2")
def more_arguments_than_asked(desk):
    """Arguments with defaults were added, one of them a list."""
    desk.edit("L1", "(yhat, y)", "(yhat, y, history=[], *, scale=1.0, **options)")
    desk.edit("L1", "    return loss", "    history.append(loss)\n    return loss")
    desk.edit("L2", "(yhat, y)", "(yhat, y, *rest)")


@fair("normalize_rows", "optimize", "propagate", "sigmoid")
def in_place_on_copies(desk):
    """The answers work in place, on copies of their own."""
    desk.answer("normalize_rows", """
        def normalize_rows(x):
            x = np.array(x, dtype=float)
            lengths = np.sqrt((x**2).sum(axis=1, keepdims=True))
            x /= np.where(lengths == 0, 1, lengths)
            return x
    """)  # fmt: skip
    desk.edit("optimize", "    costs = []", "    w, costs = w.copy(), []")
    desk.edit("optimize", "w = w - learning_rate", "w -= learning_rate")


@fair("L1", loses={"L1": "vectorised"})
def generators(desk):
    """A generator feeds a sum: right, not vectorised."""
    desk.answer("L1", """
        def L1(yhat, y):
            def gaps():
                yield from (abs(a - b) for a, b in zip(yhat, y, strict=True))

            return sum(gaps())
    """)  # fmt: skip


@fair("sigmoid", "sigmoid_derivative", "image2vector", "L1", "L2", "basic_sigmoid")
def functions_by_assignment(desk):
    """Functions are made by lambda, partial, vectorize and another name."""
    desk.own("import functools", before="basic_sigmoid")
    desk.answer("image2vector", "image2vector = lambda image: image.reshape(-1, 1)")
    desk.answer("L1", """
        def distance(yhat, y, power):
            return np.sum(np.abs(y - yhat) ** power)


        L1 = functools.partial(distance, power=1)
    """)  # fmt: skip
    desk.answer("L2", "L2 = functools.partial(distance, power=2)")


@fair("sigmoid", loses={"sigmoid": "vectorised"})
def vectorize_of_numpy(desk):
    """np.vectorize makes an array function of one for numbers: a loop inside."""
    desk.answer("sigmoid", """
        def one(x):
            e = math.exp(-abs(x))
            return (1 if x >= 0 else e) / (1 + e)


        sigmoid = np.vectorize(one, otypes=[float])
    """)  # fmt: skip


@fair("L1", loses={"L1": "vectorised"})
def recursion(desk):
    """The sum is taken by recursion: right, not vectorised."""
    desk.answer("L1", """
        def L1(yhat, y):
            if len(y) == 0:
                return 0.0
            if len(y) == 1:
                return abs(y[0] - yhat[0])
            half = len(y) // 2
            return L1(yhat[:half], y[:half]) + L1(yhat[half:], y[half:])
    """)  # fmt: skip


@fair("basic_sigmoid")
def cached_calls(desk):
    """functools.lru_cache remembers what was asked."""
    cache = "from functools import lru_cache\n\n\n@lru_cache(maxsize=None)\n"
    desk.edit("basic_sigmoid", "def basic", f"{cache}def basic")


@fair("sigmoid", "L1")
def cached_globals(desk):
    """The answers keep what they have done in globals of the cell."""
    desk.edit("L1", "def L1", "seen = {}\ncount = 0\n\n\ndef L1")
    desk.top("L1", "global count; count += 1; seen[len(y)] = count")


@fair("sigmoid", "initialize_with_zeros")
def random_state_touched(desk):
    """The cells seed NumPy's global generator, and draw from it."""
    desk.edit("sigmoid", "def sigmoid", "np.random.seed(0)\n\n\ndef sigmoid")
    desk.top("sigmoid", "np.random.rand(3)")


@fair("sigmoid", "L1")
def print_options_changed(desk):
    """Print options of NumPy were changed, and the recursion limit raised."""
    desk.edit("sigmoid", "def sigmoid", "import sys\nnp.set_printoptions(precision=1)\n"
              "sys.setrecursionlimit(10**5)\n\n\ndef sigmoid")  # fmt: skip


@fair("L1", "sigmoid")
def type_hints(desk):
    """The answers have type hints, some of things that are not imported."""
    desk.edit("L1", "(yhat, y)", "(yhat: 'NDArray[f8]', y: np.ndarray) -> np.float64")
    hinted = "def sigmoid(x: np.ndarray | float | list[float]) -> 'Tensor'"
    desk.edit("sigmoid", "def sigmoid(x)", hinted)


@fair("L1", "L2")
def names_in_other_alphabets(desk):
    """Names are Greek, accented and Chinese; comments have smart quotes and emoji."""
    desk.answer("L1", """
        def L1(yhat, y):
            # “smart quotes”, an emoji 🙂 and a non-breaking\u00a0space
            Δ = np.abs(y - yhat)
            größe_损失 = np.sum(Δ)
            return größe_损失
    """)  # fmt: skip
    desk.answer("L2", "def L2(ŷ, y):\n    return np.sum((y - ŷ) ** 2)")


@fair("L1", "L2")
def invisible_characters(desk):
    """Code pasted from a page has spaces that are none, and a zero-width one."""
    desk.answer(
        "L1",
        "def L1(yhat, y):\n\u00a0\u00a0\u00a0 return\u00a0np.sum(np.abs(y - yhat))",
    )
    desk.answer("L2", "def L2(yhat, y):\u200b\n    return np.sum((y - yhat) ** 2)")


@fair("L1", "L2")
def tabs(desk):
    """Tabs indent one answer, tabs and spaces the other."""
    desk.cell("L1")["source"] = (
        "def L1(yhat, y):\n\tgap = y - yhat\n\treturn abs(gap).sum()"
    )
    desk.cell("L2")["source"] = (
        "def L2(yhat, y):\n    gap = y - yhat\n\treturn (gap ** 2).sum()"
    )


@fair("L1", "L2")
def code_around_the_function(desk):
    """The stub's signature is kept, its docstring is not, and the body is moved out."""
    desk.answer("L1", "def _l1(a, b): return np.abs(b - a).sum()\ndef L1(yhat, y): "
                "return _l1(yhat, y)")  # fmt: skip
    desk.answer("L2", "def L2(yhat, y): return np.dot(d := y - yhat, d)")
