"""Cells that claim to be others, worth more, or already graded."""

from __future__ import annotations

import copy

from tests.hostile.attack import Notebook, answer, cell_of, extra, name_of, notebook

WRONG = "def L1(yhat, y): return 0.0"
MAGIC = """
%%script true
%%capture
%run ../../../source/c1w2_logistic_regression.py
!touch /tmp/workbook-hostile-shell
!cat /etc/passwd
%load_ext autoreload
"""


def _metadata(**changes: object):
    """Return a change of the settings of every graded cell."""

    def change(made: Notebook) -> None:
        for cell in made["cells"]:
            if "nbgrader" in cell["metadata"]:
                cell["metadata"]["nbgrader"].update(changes)

    return change


def _more_points(made: Notebook) -> None:
    for cell in made["cells"]:
        if "points" in cell["metadata"].get("nbgrader", {}):
            cell["metadata"]["nbgrader"]["points"] = 200


def _passing_checks(made: Notebook) -> None:
    for cell in made["cells"]:
        if name_of(cell).startswith("check-"):
            cell["source"] = "print('all points')"


def _swapped_names(made: Notebook) -> None:
    """Give the easy exercise the hard one's name, and the other way round."""
    easy, hard = cell_of(made, "L1"), cell_of(made, "model")
    for cell, name in ((easy, "model"), (hard, "L1")):
        cell["metadata"]["nbgrader"]["grade_id"] = name


def _check_as_answer(made: Notebook) -> None:
    cell = cell_of(made, "check-L1")
    cell["metadata"]["nbgrader"].update(solution=True, grade=False, locked=False)
    cell["source"] = WRONG


def _invented_cells(made: Notebook) -> None:
    """Add graded cells worth a thousand points each."""
    for number in range(5):
        metadata = copy.deepcopy(cell_of(made, "check-L1")["metadata"])
        metadata["nbgrader"].update(grade_id=f"bonus{number}", points=1000)
        made["cells"].append(extra("pass") | {"metadata": metadata})


def _repeated_answers(made: Notebook) -> None:
    for number in range(300):
        cell = copy.deepcopy(cell_of(made, "L1"))
        cell["source"] = f"def L1(yhat, y): return {number / 10}"
        made["cells"].append(cell)


def _own_check(made: Notebook) -> None:
    source = "def check(*a): return True\ndef L1(yhat, y): return 0.0\nnp = None"
    made["cells"].insert(0, extra(source))
    made["cells"].append(extra(source))


def _answers_as_prose(made: Notebook) -> None:
    for cell in made["cells"]:
        cell["cell_type"] = "markdown" if cell["cell_type"] == "code" else "code"


ATTACKS = (
    notebook(
        "more-points",
        "N1",
        "It writes 200 points beside every exercise.",
        _more_points,
        start="solved",
        honest=95.0,
        says="ignored",
    ),
    notebook(
        "settings-turned-round",
        "N1",
        "It turns `grade`, `solution`, `locked` and `task` round in every cell.",
        _metadata(grade=True, solution=True, locked=False, task=True, points=50),
        says="ignored",
    ),
    notebook(
        "settings-of-another-version",
        "N1",
        "It claims schema version 99 for every cell, and 1 point that is text.",
        _metadata(schema_version=99, points="1; DROP TABLE grade"),
        says="ignored",
    ),
    notebook(
        "passing-checks",
        "N3",
        "It writes `print('all points')` into the locked check cells.",
        _passing_checks,
        says="graded as released",
    ),
    notebook(
        "check-as-answer",
        "N1",
        "It declares the check cell an answer cell.",
        _check_as_answer,
    ),
    notebook(
        "invented-cells",
        "N1",
        "It adds graded cells worth a thousand points each.",
        _invented_cells,
    ),
    notebook(
        "swapped-names",
        "N2",
        "It gives the answer cells of two exercises each other's name.",
        _swapped_names,
        start="solved",
        honest=95.0,
    ),
    notebook(
        "repeated-answers",
        "N2",
        "It answers one exercise in 300 cells, each with another number.",
        _repeated_answers,
        says="joined",
    ),
    notebook(
        "own-check",
        "N3",
        "It defines `check` and takes NumPy away in cells of its own, first and last.",
        _own_check,
    ),
    notebook(
        "answers-as-prose",
        "N2",
        "It turns every code cell into prose and every prose cell into code.",
        _answers_as_prose,
    ),
    answer(
        "magics",
        "N3",
        "It runs the shell, other files and other languages by IPython's magics.",
        MAGIC + WRONG,
    ),
    answer(
        "cell-magic",
        "N3",
        "It hands the whole cell to bash, which writes the answer and leaves a file.",
        "%%bash\ntouch /tmp/workbook-hostile-bash; cat /etc/passwd; sleep 60",
    ),
    answer(
        "solution-marks",
        "N3",
        "It writes the marks of the solution and of hidden tests around its code.",
        "### BEGIN SOLUTION\n"
        + WRONG
        + "\n### END SOLUTION\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS",
    ),
)
