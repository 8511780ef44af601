"""Right answers that print, warn, log, draw: stock nbgrader gives some of them nothing.

Anything on stderr is a zero there, for the answer or for the check beside it.
"""

from tests.fair.desk import fair


@fair("sigmoid", "propagate")
def progress_on_stderr(desk):
    """Every call of the answer writes its progress to stderr, as tqdm does."""
    desk.top("sigmoid", "import sys; print('50%|#####     |', file=sys.stderr, end='')")


@fair("sigmoid")
def deprecated_call(desk):
    """The answer raises a DeprecationWarning and then gives the right value."""
    desk.top("sigmoid", "import warnings; warnings.warn('old', DeprecationWarning)")


@fair("basic_sigmoid", "sigmoid", loses={"sigmoid": "stable"})
def runtime_warning(desk):
    """The textbook formula overflows with a RuntimeWarning, and only there is wrong."""
    desk.answer("sigmoid", "def sigmoid(x):\n    return np.exp(x) / (1 + np.exp(x))")


@fair("sigmoid", "softmax", "L1")
def warnings_as_errors(desk):
    """The student turned warnings into errors to learn from them, for all cells."""
    desk.edit("sigmoid", "def sigmoid", "import warnings\n"
              "warnings.simplefilter('error')\n\n\ndef sigmoid")  # fmt: skip


@fair("sigmoid", "softmax", "L1")
def numpy_errors_raise(desk):
    """The student let NumPy raise on overflow; the answers never overflow."""
    desk.edit("sigmoid", "def sigmoid", "np.seterr(all='raise')\n\n\ndef sigmoid")


@fair("sigmoid", "propagate")
def logging_everywhere(desk):
    """The answer logs at every level, to a handler on stderr."""
    desk.edit("sigmoid", "def sigmoid", "import logging\n"
              "logging.basicConfig(level=logging.DEBUG)\n\n\ndef sigmoid")  # fmt: skip
    desk.top("sigmoid", "logging.error('x is %s', x)")


@fair("sigmoid", "propagate")
def log_lines_of_cpp(desk):
    """A library writes its log lines to file descriptor 2, past Python."""
    desk.top("sigmoid", "import os; os.write(2, b'E0000 cuda_dnn.cc:8310] failed')")


@fair("sigmoid", "propagate")
def prints_past_python(desk):
    """The answer writes to file descriptor 1, past Python."""
    desk.top("sigmoid", "import os; os.write(1, b'in C')")


@fair("sigmoid", "propagate")
def stdout_closed(desk):
    """The answer cell closed stdout and stderr; the functions are right."""
    desk.edit("sigmoid", "def sigmoid", "import sys\nsys.stdout.close()\n"
              "sys.stderr.close()\n\n\ndef sigmoid")  # fmt: skip


@fair("sigmoid", "propagate")
def thread_in_the_background(desk):
    """A thread that the cell started writes to stderr for ever."""
    desk.edit(
        "sigmoid",
        "def sigmoid",
        """import sys, threading, time


def tick():
    while True:
        print("tick", file=sys.stderr)
        time.sleep(0.01)


threading.Thread(target=tick, daemon=True).start()


def sigmoid""",
    )


@fair("sigmoid", "propagate")
def plots_left_open(desk):
    """Every answer draws, shows and closes no figure."""
    desk.own("import matplotlib.pyplot as plt", before="sigmoid")
    desk.top("sigmoid", "plt.plot([0, 1]); plt.show()")


@fair("sigmoid")
def hundreds_of_figures(desk):
    """The cell opens 120 figures, which Matplotlib warns about."""
    desk.edit("sigmoid", "def sigmoid", "import matplotlib.pyplot as plt\n"
              "for _ in range(120):\n    plt.figure()\n\n\ndef sigmoid")  # fmt: skip


@fair("sigmoid", "L1")
def prints_a_million_characters(desk):
    """The answer prints its steps, a million characters of them."""
    desk.top("sigmoid", "print('step ' * 200_000)")


@fair("propagate", "sigmoid", "optimize")
def prints_in_a_loop(desk):
    """A print was left in the inner loop: thousands of short lines."""
    desk.top("propagate", "print('w', w.ravel()[:3], 'b', b)")
