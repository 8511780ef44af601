import ast
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from autograder.authoring.cells import AuthoringError, read_pieces
from autograder.authoring.roles import STUB, metadata_of, without_solution

EXERCISES = {"sigmoid": SimpleNamespace(points=6.0)}
SOLVE = (
    '# %% solve="sigmoid"\ndef sigmoid(x):\n'
    "    ### BEGIN SOLUTION\n    s = x\n    ### END SOLUTION\n    return s\n"
)


def metadata(text):
    (piece,) = read_pieces(text, "source/w.py")
    return metadata_of(piece, EXERCISES, "cell-0000")


@pytest.mark.parametrize(
    "text, flags",
    [
        ("# %%\nx = 1\n", {"locked": True, "grade_id": "cell-0000"}),
        ("# %% [markdown]\n# x\n", {"locked": True, "grade_id": "cell-0000"}),
        (SOLVE, {"solution": True, "grade_id": "sigmoid"}),
        (
            '# %% check="sigmoid"\ncheck(sigmoid)\n',
            {"grade": True, "locked": True, "grade_id": "check-sigmoid", "points": 6},
        ),
        (
            '# %% [markdown] answer="why" points=5\n# So.\n',
            {"grade": True, "solution": True, "grade_id": "why", "points": 5},
        ),
        (
            '# %% [markdown] task="draw" points=2.5\n# Do.\n',
            {"task": True, "locked": True, "grade_id": "draw", "points": 2.5},
        ),
    ],
)
def test_a_role_stands_for_nbgraders_flags(text, flags):
    blank = dict.fromkeys(("grade", "solution", "locked", "task"), False)
    assert metadata(text)["nbgrader"] == {"schema_version": 3} | blank | flags


def test_a_setup_cell_says_so_outside_nbgraders_dictionary():
    built = metadata('# %% setup="imports"\nimport math\n')
    assert built["workbook"] == {"role": "setup"}
    assert built["nbgrader"]["locked"]


def test_tags_stay():
    assert metadata('# %% tags=["a"]\nx = 1\n')["tags"] == ["a"]


def test_a_literal_dictionary_passes_through():
    literal = '{"grade": false, "grade_id": "own", "locked": true}'
    assert metadata(f"# %% nbgrader={literal}\nx = 1\n")["nbgrader"] == {
        "grade": False,
        "grade_id": "own",
        "locked": True,
    }


@pytest.mark.parametrize(
    "text, said",
    [
        ('# %% slove="sigmoid"\nx = 1\n', "unknown word 'slove'.*solve"),
        ("# %% solve=sigmoid\nx = 1\n", "unknown word"),
        ("# %% A title\nx = 1\n", "unknown word 'title'"),
        ('# %% solve="sigmoid" check="sigmoid"\nx = 1\n', "one role.*solve and check"),
        ("# %% points=3\nx = 1\n", "points belong to answer and task"),
        ('# %% check="sigmoid" points=3\nx\n', "come from its Exercise"),
        ('# %% solve="tanh"\nx = 1\n', "'tanh' is no exercise.*it has sigmoid"),
        ('# %% check="tanh"\ncheck(tanh)\n', "'tanh' is no exercise"),
        ('# %% check="sigmoid"\ncheck(tanh)\n', r"must call check\(sigmoid\)"),
        ('# %% [markdown] solve="sigmoid"\n# x\n', "a solve cell is a code cell"),
        ('# %% solve="sigmoid"\ndef sigmoid(x):\n    return x\n', "has 0 and 0"),
        (SOLVE.replace("    ### END SOLUTION\n", ""), "has 1 and 0"),
        (SOLVE.replace("END", "NIL").replace("BEGIN", "END"), "has 0 and 1"),
        (
            SOLVE.replace("def sigmoid", "def tanh"),
            "defines tanh; expected def sigmoid",
        ),
        (SOLVE.replace("(x):", "(x)"), "does not parse"),
        ('# %% setup="imports"\nimport math\nx = 1\n', "may hold imports only"),
        ('# %% [markdown] answer="why"\n# So.\n', "needs its points.*got None"),
        ('# %% [markdown] answer="why" points="5"\n# So.\n', "needs its points"),
        ('# %% [markdown] task="draw" points=0\n# Do.\n', "needs its points"),
        ('# %% task="draw" points=1\nx = 1\n', r"is \[markdown\]; this one is code"),
        ('# %% [markdown] answer="a b" points=1\n# So.\n', "is no id"),
        ("# %%\n### BEGIN SOLUTION\nx = 1\n", "not a solve cell"),
    ],
)
def test_a_mistake_is_a_sentence_with_its_place(text, said):
    with pytest.raises(AuthoringError, match=rf"^source/w\.py, line 1: .*{said}"):
        metadata(text)


def test_swapped_marks_are_a_mistake():
    swapped = SOLVE.replace("BEGIN", "X").replace("END", "BEGIN").replace("X", "END")
    with pytest.raises(AuthoringError, match="do not come in turn"):
        metadata(swapped)


def test_a_cut_solution_leaves_code_that_parses():
    (piece,) = read_pieces(SOLVE, "w.py")
    cut = without_solution(piece)
    assert "s = x" not in cut and "NotImplementedError" in cut
    ast.parse(cut)


def test_the_stub_is_the_one_nbgrader_writes(repository):
    config = Config()
    path = Path(repository, "nbgrader_config.py")
    runpy.run_path(str(path), init_globals={"get_config": lambda: config})
    assert config.ClearSolutions.code_stub == {"python": STUB}
