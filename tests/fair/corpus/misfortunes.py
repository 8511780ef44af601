"""Right answers whose neighbours raise, hang, die or eat the memory."""

from tests.fair.desk import fair

REST = ("basic_sigmoid", "sigmoid_derivative", "sigmoid", "L1", "L2")


@fair(*REST)
def neighbour_raises(desk):
    """Another exercise raises whenever it is called."""
    desk.answer("softmax", "def softmax(x):\n    raise RuntimeError('no idea')")


@fair(*REST)
def neighbour_does_not_parse(desk):
    """Another exercise is not Python."""
    desk.answer("softmax", "def softmax(x:\n    return x)")


@fair(*REST)
def neighbour_ends_the_process(desk):
    """Another exercise ends the process when it is called."""
    desk.answer("softmax", "import os\n\n\ndef softmax(x):\n    os._exit(1)")


@fair(*REST)
def neighbour_ends_the_process_at_once(desk):
    """Another exercise's cell ends the process when it is run."""
    desk.answer("softmax", "import os\nos._exit(0)")


@fair(*REST)
def neighbour_exits(desk):
    """Another exercise's cell says `exit()` and raises SystemExit and worse."""
    desk.answer("softmax", "import sys\nexit()\nsys.exit(3)\nraise KeyboardInterrupt")


@fair(*REST)
def neighbour_is_endless(desk):
    """Another exercise never returns."""
    desk.answer("softmax", "def softmax(x):\n    while True:\n        pass")


@fair(*REST)
def neighbour_takes_all_memory(desk):
    """Another exercise asks for more memory than there is."""
    desk.answer("softmax", "def softmax(x):\n    return np.ones(10**12)")


@fair(*REST)
def neighbour_recurses_for_ever(desk):
    """Another exercise calls itself without end."""
    desk.answer("softmax", "def softmax(x):\n    return softmax(x)")


@fair(*REST)
def neighbour_changes_its_argument(desk):
    """Another exercise writes into its argument and returns nothing."""
    desk.answer("softmax", "def softmax(x):\n    x[:] = 0")


@fair(*REST, "propagate", "optimize")
def neighbour_breaks_numpy_settings(desk):
    """Another exercise lets NumPy and warnings raise, each time it is called."""
    desk.answer("softmax", """
        import warnings


        def softmax(x):
            np.seterr(all="raise")
            warnings.simplefilter("error")
    """)  # fmt: skip
