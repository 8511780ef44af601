import json

import pytest

from autograder.authoring.cells import (
    AuthoringError,
    cell_ids,
    cell_node,
    exercises_of,
    notebook_json,
    read_pieces,
)


def test_a_piece_knows_its_line_in_the_text():
    pieces = read_pieces("# %% [markdown]\n# Hi\n\n# %%\nx = 1\n", "w.py")
    assert [piece.where for piece in pieces] == ["w.py, line 1", "w.py, line 4"]


def test_a_header_inside_a_fence_is_prose():
    text = "# %% [markdown]\n# ```python\n# # %% trap\n# ```\n\n# %%\nx = 1\n"
    assert [piece.kind for piece in read_pieces(text, "w.py")] == ["markdown", "code"]


def test_blank_lines_between_cells_are_not_part_of_them():
    pieces = read_pieces("# %%\nx = 1\n\n\n\n\n# %%\ny = 1\n", "w.py")
    assert [(piece.source, piece.header) for piece in pieces] == [
        ("x = 1", {}),
        ("y = 1", {}),
    ]


@pytest.mark.parametrize("text", ['"""A title."""\n\n# %%\nx = 1\n', "import os\n", ""])
def test_text_before_the_first_header_is_a_mistake(text):
    with pytest.raises(AuthoringError, match=r"w\.py, line 1.*expected the header"):
        read_pieces(text, "w.py")


def test_equal_sources_get_different_ids_that_repeat():
    assert list(cell_ids(["---", "x", "---"])) == list(cell_ids(["---", "x", "---"]))
    assert len(set(cell_ids(["---", "x", "---"]))) == 3


def test_an_id_does_not_depend_on_the_cells_before():
    assert list(cell_ids(["a", "b"]))[1] == next(cell_ids(["b"]))


def test_the_notebook_names_the_kernel_that_jupyterlab_has():
    notebook = json.loads(notebook_json([cell_node("code", "x", "1", {})]))
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_a_week_without_exercises_is_a_mistake(registry):
    with pytest.raises(AuthoringError, match="c9w9 has a text but no exercises"):
        exercises_of("c9w9", registry)
