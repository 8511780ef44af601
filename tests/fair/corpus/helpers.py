"""Right answers that lean on cells of the student's own."""

from tests.fair.desk import WRITTEN, fair

SIGMOID = "def sigmoid(x):\n    x = np.asarray(x)\n    return {}"
STABLE = "np.where(x >= 0, 1, np.exp(-abs(x))) / (1 + np.exp(-abs(x)))"


@fair("sigmoid", "propagate")
def function_above(desk):
    """A helper stands in an own cell above the answer."""
    desk.own(f"def squash(x):\n    return {STABLE}", before="sigmoid")
    desk.answer("sigmoid", SIGMOID.format("squash(x)"))


@fair("sigmoid", "propagate")
def function_at_the_end(desk):
    """The helper stands in the last cell of the notebook."""
    desk.own(f"def squash(x):\n    return {STABLE}")
    desk.answer("sigmoid", SIGMOID.format("squash(x)"))


@fair("sigmoid", "L1")
def own_imports(desk):
    """NumPy is imported under another name in an own cell."""
    desk.own("import numpy as xp", before="sigmoid")
    desk.answer("sigmoid", SIGMOID.format(STABLE).replace("np.", "xp."))


@fair("basic_sigmoid")
def star_import(desk):
    """The functions of `math` come by a star import."""
    desk.own("from math import *", before="basic_sigmoid")
    desk.edit("basic_sigmoid", "math.exp", "exp")


@fair("sigmoid", "L1")
def own_constants(desk):
    """A constant from an own cell is looked up by the answer."""
    desk.own("ONE = 1.0\nHALF: float = ONE / 2", before="sigmoid")
    desk.edit("sigmoid", "x >= 0, 1, e) / (1 +", "x >= 0, ONE, e) / (2 * HALF +")


@fair("L1", "L2")
def table_filled_by_a_loop(desk):
    """An own cell fills a table in a loop, and the answer looks it up."""
    desk.own("""
        powers = {}
        for n in range(3):
            powers[n] = lambda v, n=n: abs(v) ** n
    """, before="L1")  # fmt: skip
    desk.answer("L1", "def L1(yhat, y):\n    return np.sum(powers[1](y - yhat))")
    desk.answer("L2", "def L2(yhat, y):\n    return np.sum(powers[2](y - yhat))")


@fair("L1")
def list_grown_by_calls(desk):
    """An own cell appends a function to a list, and the answer takes it out."""
    desk.own("steps = []\nsteps.append(np.abs)", before="L1")
    desk.answer("L1", "def L1(yhat, y):\n    return np.sum(steps[0](y - yhat))")


@fair("L1")
def import_that_may_fail(desk):
    """A fast library is tried first, and there is something for when it is missing."""
    desk.own("""
        try:
            from numba import njit
        except ImportError:
            def njit(function):
                return function
    """, before="L1")  # fmt: skip
    desk.edit("L1", "def L1", "@njit\ndef L1")


@fair("sigmoid", "sigmoid_derivative")
def own_class(desk):
    """The answers are methods of a class from an own cell."""
    desk.own(f"""
        class Neuron:
            slope = staticmethod(lambda s: s * (1 - s))

            def __call__(self, x):
                x = np.asarray(x)
                return {STABLE}


        neuron = Neuron()
    """, before="sigmoid")  # fmt: skip
    desk.answer("sigmoid", "sigmoid = neuron")
    desk.edit("sigmoid_derivative", "s * (1 - s)", "Neuron.slope(s)")


@fair("L1", "L2")
def own_decorator(desk):
    """A decorator from an own cell counts and times the calls."""
    desk.own("""
        import functools, time
        calls = {}


        def timed(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                calls[function.__name__] = calls.get(function.__name__, 0) + 1
                started = time.perf_counter()
                try:
                    return function(*args, **kwargs)
                finally:
                    print(time.perf_counter() - started)
            return wrapper
    """, before="L1")  # fmt: skip
    desk.edit("L1", "def L1", "@timed\ndef L1")
    desk.edit("L2", "def L2", "@timed\ndef L2")


@fair("L1")
def helper_named_like_a_builtin(desk):
    """The helpers of the student are called `sum` and `abs`."""
    desk.own("def sum(v):\n    return np.add.reduce(v)\n\n\nabs = np.abs", before="L1")
    desk.answer("L1", "def L1(yhat, y):\n    return sum(abs(y - yhat))")


@fair("sigmoid", "propagate", "predict")
def helper_replaced_by_a_later_answer(desk):
    """An answer brings a simpler sigmoid of its own; exercise 2 is judged by its."""
    simple = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n\n\n"
    desk.edit("propagate", "def propagate", f"{simple}def propagate")


@fair("L1", "L2")
def result_named_like_its_function(desk):
    """A later cell says `L1 = L1(...)` to try it out."""
    desk.edit("L2", "def L2", "L1 = L1(np.ones(2), np.zeros(2))\n\n\ndef L2")


@fair("sigmoid", "predict", "model", "initialize_with_zeros", "propagate", "optimize")
def the_teachers_helper(desk):
    """The answer calls `accuracy`, which a locked cell defines."""
    call = "print(accuracy(Y_prediction_train, Y_train))"
    desk.edit("model", "    return {", f"    {call}\n    return {{")


@fair("sigmoid", "L1")
def endless_loop_in_an_own_cell(desk):
    """An own cell below never ends."""
    desk.own("while True:\n    pass")


@fair("sigmoid", "L1")
def own_tests_fail(desk):
    """The student's own asserts fail, one in an own cell, one below the answer."""
    desk.own("assert L1(1, 2) == 3, 'I do not understand'", after="L1")
    desk.edit("sigmoid", "    return s", "    return s\n\n\nassert sigmoid(0) == 0")


@fair("sigmoid", "L1")
def own_tests_raise(desk):
    """A call below the answer raises; what stands below it still counts."""
    desk.edit("sigmoid", "def sigmoid",
              "print(undefined_name)\nopen('no.csv')\n\n\ndef sigmoid")  # fmt: skip


@fair("sigmoid", "L1")
def main_block(desk):
    """A helper is defined in a block that runs when `__name__` is `__main__`."""
    desk.own('if __name__ == "__main__":\n    def squash(x):\n'
             f"        return {STABLE}", before="sigmoid")  # fmt: skip
    desk.answer("sigmoid", SIGMOID.format("squash(x)"))


@fair("sigmoid", "L1")
def own_cells_of_slow_experiments(desk):
    """Twenty own cells train for minutes; no answer needs what they find."""
    for number in range(20):
        desk.own(f"import time\nresult_{number} = time.sleep(60)")


@fair("sigmoid", WRITTEN)
def thousands_of_own_cells(desk):
    """Two thousand own cells of notes and tries surround the answers."""
    for number in range(2000):
        desk.own(f"x_{number} = {number}  # a try", before="sigmoid")


@fair("L1")
def helper_in_a_file(desk):
    """A helper is written to a file by a cell magic, and imported."""
    desk.own("%%writefile helpers_of_mine.py\nimport numpy as np\n\n\n"
             "def distance(a, b):\n    return np.abs(a - b)", before="L1")  # fmt: skip
    desk.edit("L1", "def L1", "from helpers_of_mine import distance\n\n\ndef L1")
    desk.edit("L1", "np.abs(y - yhat)", "distance(y, yhat)")


@fair("L1", "L2")
def lines_of_ipython(desk):
    """Magics, shell commands and questions stand among the code."""
    desk.edit("L1", "def L1", "%matplotlib inline\n!pip install numpy\nfiles = !ls\n"
              "np.sum?\n%load_ext autoreload\n\n\ndef L1")  # fmt: skip
    desk.answer("L2", "%%time\n" + desk.cell("L2")["source"])


@fair("L1")
def await_at_the_top(desk):
    """A cell awaits something at its top level, as notebooks allow."""
    desk.edit("L1", "def L1", "import asyncio\nawait asyncio.sleep(0)\n\n\ndef L1")


@fair("L1")
def input_left_in(desk):
    """A call of `input()` was left in the answer cell."""
    desk.edit("L1", "def L1", "input('press return')\n\n\ndef L1")
