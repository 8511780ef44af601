"""Cells run as in a notebook: what IPython adds to Python works, and is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

import pytest

from autograder.sandbox import Cell, Limits, open_session
from autograder.sandbox.walls.environment import INSIDE

FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n"


@pytest.fixture(scope="module")
def patient(edition):
    """A session in which Matplotlib may take its time to be imported."""
    with open_session(edition, limits=Limits(cell_seconds=60)) as opened:
        yield opened


@pytest.fixture
def run(patient):
    """Run one cell in a new namespace and return what became of it."""

    def run(source):
        (outcome,) = patient.run([Cell("answer", dedent(source))])
        return outcome

    return run


@pytest.fixture
def shown(run):
    """Run one cell and return the kinds and the texts of what it showed."""

    def shown(source):
        outcome = run(source)
        assert outcome.kind == "value", outcome
        return [(one.kind, one.text) for one in outcome.outputs]

    return shown


@pytest.mark.parametrize(
    "source, text",
    [
        ("3 + 4", "7"),
        ("x = 3\nx", "3"),
        ("'a b'", "'a b'"),
        ("import numpy as np\nnp.eye(2)", "array([[1., 0.],\n       [0., 1.]])"),
        ("display(3)", "3"),
        ("import asyncio\nawait asyncio.sleep(0, 'awaited')", "'awaited'"),
        ("%%capture said\nprint('a')\n", None),
        ("files = !ls\nfiles", "[]"),
        ("_ = 5\n_", "5"),
        ("1;\n2;", None),
        ("None", None),
        ("x = 1", None),
        ("def f():\n    '''Help.'''\nf?", None),
        ("!ls", None),
        ("%pip install x\n1", "1"),
        ("%cd /tmp\nimport os; os.getcwd()", "'/tmp'"),
        ("%load_ext autoreload\n%autoreload 2\n1", "1"),
        ("%config Completer.use_jedi = False\n1", "1"),
        ("get_ipython().user_ns is globals()", "True"),
        ("type(get_ipython()).__mro__[1].__name__", "'InteractiveShell'"),
    ],
)
def test_the_value_of_the_last_line_is_shown(shown, source, text):
    found = [said for kind, said in shown(source) if kind == "shown"]
    assert found == ([] if text is None else [text])


@pytest.mark.parametrize(
    "source, word",
    [
        ("%timeit -n1 -r1 1 + 1", "per loop"),
        ("%%timeit -n1 -r1\n1 + 1", "per loop"),
        ("%time 1 + 1", "Wall time"),
        ("%%time\nx = 1\n", "Wall time"),
        ("%who", "Interactive namespace is empty"),
        ("x = 1\n%who", "x"),
        ("%precision 3", ""),
    ],
)
def test_what_a_magic_prints_is_kept(run, source, word):
    outcome = run(source)
    assert outcome.kind == "value"
    assert word in outcome.printed


def test_a_function_below_a_cell_magic_can_be_called_and_its_errors_have_a_line(run):
    outcome = run("\n%%time\ndef f():\n    return 1 / 0\nf()\n")
    assert (outcome.error.type, outcome.error.line) == ("ZeroDivisionError", 4)
    assert outcome.error.code == "return 1 / 0"


def test_an_error_below_empty_lines_has_the_line_that_the_student_sees(run):
    assert run("\n\n\nx = 1\n1 / 0").error.line == 5


def test_prints_displays_and_results_keep_their_order(shown):
    source = "print('a'); display('b'); print('c')\n'd'"
    assert shown(source) == [
        ("printed", "a\n"),
        ("shown", "'b'"),
        ("printed", "c\n"),
        ("shown", "'d'"),
    ]


def test_what_stands_below_an_error_runs_and_is_not_shown(patient):
    source = "print('above')\n1 / 0\nprint('below')\nx = 7\nx"
    cells = [Cell("a", source), Cell("b", "x")]
    first, second = patient.run(cells)
    assert [one.text for one in first.outputs] == ["above\n"]
    assert [one.text for one in second.outputs] == ["7"]


@pytest.mark.parametrize("magic", ["%%time", "%%capture"])
def test_what_stands_below_an_error_below_a_magic_runs_too(patient, magic):
    source = f"{magic}\nprint(X_train.shape)\ndef f():\n    return 7"
    (outcome,) = patient.run([Cell("a", source)])
    assert (outcome.error.type, outcome.error.line) == ("NameError", 2)
    assert patient.call("f", {}).value == 7


def test_a_progress_bar_leaves_its_last_state(shown):
    source = "for i in range(50): print(f'{i} of 50', end='\\r')\nprint('done   ')"
    assert shown(source) == [("printed", "done   \n")]


def test_clear_output_takes_back_what_was_shown(shown):
    source = """
        from IPython.display import clear_output
        for epoch in range(100):
            clear_output(wait=True)
            print('epoch', epoch)
    """
    assert shown(source) == [("printed", "epoch 99\n")]


def test_an_updated_display_takes_the_place_of_the_first(shown):
    source = "h = display('first', display_id=True)\nh.update('second')"
    assert shown(source) == [("shown", "'second'")]


@pytest.mark.parametrize(
    "source",
    [
        FIGURE,
        FIGURE + "plt.show()",
        "%matplotlib inline\n" + FIGURE + "plt.show()",
        FIGURE + "figure = plt.gcf()\nplt.close()\nfigure",
        "from PIL import Image\nImage.new('RGB', (64, 48))",
        "%config InlineBackend.figure_formats = ['svg', 'png']\n" + FIGURE,
    ],
)
def test_a_figure_comes_out_as_one_png(run, source):
    outcome = run(source)
    assert outcome.kind == "value", outcome
    (picture,) = (one for one in outcome.outputs if one.png)
    assert picture.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture.kind == "shown"


def test_a_figure_above_an_error_is_shown_and_one_below_is_not(run):
    outcome = run(FIGURE + "1 / 0\n" + FIGURE)
    assert outcome.kind == "raised"
    assert len([one for one in outcome.outputs if one.png]) == 1


def test_a_figure_of_the_desk_brings_its_words(run):
    source = FIGURE + (
        "from course_utils.desk.theme import show\nshow(plt.gca(), 'A rising line')"
    )
    (picture,) = (one for one in run(source).outputs if one.png)
    assert picture.alt.startswith("Figure: A rising line")


def test_figures_do_not_pile_up_from_cell_to_cell(patient):
    first, second = patient.run([Cell("a", FIGURE), Cell("b", "plt.get_fignums()")])
    assert len([one for one in first.outputs if one.png]) == 1
    assert [one.text for one in second.outputs] == ["[]"]


def test_a_figure_drawn_in_a_call_is_not_shown(patient):
    source = FIGURE + "plt.close()\ndef f():\n    plt.plot([1])\n    plt.show()\n"
    patient.run([Cell("a", source)])
    outcome = patient.call("f", {})
    assert outcome.kind == "value"
    assert not any(one.png for one in outcome.outputs)


def test_every_run_starts_with_a_namespace_of_its_own(patient):
    patient.run([Cell("a", "secret = 1\nsecret")])
    (outcome,) = patient.run([Cell("b", "'secret' in globals(), len(Out), len(In)")])
    assert outcome.outputs[0].text == "(False, 0, 2)"


def test_the_source_of_a_function_can_be_looked_up(shown):
    source = "import inspect\ndef f(): return 1\ninspect.getsource(f)"
    assert shown(source) == [("shown", r"'def f(): return 1\n'")]


@pytest.mark.parametrize(
    "patch",
    [
        "run_cell = lambda *a, **k: None",
        "run_cell = 3",
        "display_formatter = None",
        "compile = None",
        "events = None",
        "history_manager = None",
        "run_ast_nodes = None",
        "user_ns = {}",
        "showtraceback = lambda *a, **k: 1 / 0",
        "__class__ = object",
    ],
)
def test_who_breaks_the_shell_still_gets_an_answer(edition, patch):
    cells = [
        Cell("a", f"def f(): return 7\nget_ipython().{patch}"),
        Cell("b", "1 / 0"),
    ]
    with open_session(edition, trust=True) as session:
        first, second = session.run(cells)
        assert {first.kind, second.kind} <= {"value", "raised"}
        assert session.call("f", {}).value == 7


def test_who_breaks_what_records_the_outputs_gets_an_answer_too(session):
    spoil = (
        "import sys\nsys.stdout._record._outputs = [3]\nsys.stdout._record._left = 'x'"
    )
    session.run([Cell("a", spoil), Cell("b", "def f(): return 7")])
    assert session.call("f", {}).value == 7


def test_a_hook_of_a_student_is_the_students(session):
    source = """
        shell = get_ipython()
        shell.input_transformers_post.append(lambda lines: ['1 / 0'])
        shell.events.register('post_execute', lambda: 1 / 0)
    """
    _, second = session.run([Cell("a", dedent(source)), Cell("b", "x = 1")])
    assert second.error.type == "ZeroDivisionError"


MADE = """
import os, sys
sys.path.insert(0, {above!r})
before = set(os.listdir({home!r}))
from inside.shell import make
assert make() is make()
assert len(os.listdir('/proc/self/task')) == 1, 'threads'
assert not {{'sqlite3', 'readline', 'asyncio', 'matplotlib'}} & set(sys.modules)
assert set(os.listdir({home!r})) == before, 'files'
opened = {{os.readlink(f'/proc/self/fd/{{n}}') for n in os.listdir('/proc/self/fd')
          if os.path.exists(f'/proc/self/fd/{{n}}')}}
assert not [name for name in opened if 'sqlite' in name or 'eventpoll' in name], opened
"""


@pytest.mark.parametrize("home", ["", "/sys"])
def test_the_shell_is_made_without_threads_files_or_a_database(tmp_path, home):
    home = home or str(tmp_path)  # nobody, not even root, can write to /sys
    source = MADE.format(above=str(INSIDE.parent), home=home)
    subprocess.run(
        [sys.executable, "-c", source],
        env={**os.environ, "HOME": home, "OMP_NUM_THREADS": "1"},
        check=True,
    )
