"""What every lesson promises its reader, in the text and in the built notebook."""

import re
from itertools import pairwise
from pathlib import Path

import jupytext
import nbformat
import pytest

TEXTS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.py"))


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def text(request):
    """The cells of a lesson's text."""
    return jupytext.read(request.param, fmt="py:percent").cells


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def built(request):
    """The cells of a lesson's notebook."""
    return nbformat.read(request.param.with_suffix(".ipynb"), as_version=4).cells


def code_of(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def prose_of(cells):
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


def outputs_of(cells):
    return [output for cell in code_of(cells) for output in cell.outputs]


def test_there_is_a_lesson():
    assert TEXTS


def test_first_cell_has_title_aims_and_minutes(text):
    assert re.match(r"# \w.*\bminutes\b", text[0].source, re.DOTALL)
    assert "you can" in text[0].source


def test_all_imports_stand_in_the_second_cell(text):
    places = [
        i
        for i, cell in enumerate(text)
        if cell.cell_type == "code" and re.search(r"^(import|from) ", cell.source, re.M)
    ]
    assert places == [1]


def test_code_cells_have_at_most_20_lines(text):
    assert max(len(cell.source.splitlines()) for cell in code_of(text)) <= 20


def test_prose_cells_have_at_most_100_words(text):
    assert max(len(prose.split()) for prose in prose_of(text)) <= 100


def test_no_two_code_cells_in_three_lack_a_word_between(text):
    kinds = "".join(cell.cell_type[0] for cell in text)
    assert "cccc" not in kinds


def test_every_question_is_followed_by_its_answer_or_a_number(text):
    prose = prose_of(text)
    asked = sum("**Predict.**" in cell for cell in prose)
    answered = sum("<summary>Answer</summary>" in cell for cell in prose)
    assert asked >= 5
    assert answered >= asked * 0.8


def test_last_cell_has_one_thing_to_try(text):
    assert "One thing to try" in text[-1].source


def test_lesson_runs_with_the_edition_of_the_students(text):
    imports = text[1].source
    modules = re.findall(r"from course_utils(\S*) import", imports)
    assert all(module.startswith(".desk") for module in modules)


def test_notebook_holds_no_error_and_no_warning(built):
    kinds = {(output.output_type, output.get("name")) for output in outputs_of(built)}
    assert kinds <= {("stream", "stdout"), ("display_data", None),
                     ("execute_result", None)}  # fmt: skip


def test_notebook_holds_figures_and_each_has_its_words(built):
    figures = [o for o in outputs_of(built) if "image/png" in o.get("data", {})]
    assert len(figures) >= 10
    for figure in figures:
        alt = figure.metadata["image/png"]["alt"]
        assert len(alt.split()) >= 5
        assert figure.data["text/plain"].startswith(f"Figure: {alt}")


def test_every_figure_is_followed_by_a_line_of_text(built):
    outputs = outputs_of(built)
    for figure, after in pairwise(outputs):
        if "image/png" in figure.get("data", {}):
            assert "text/html" in after.get("data", {}) or after.get("text")


def test_notebook_is_small_enough_for_a_browser(built):
    assert len(str(built)) < 3_000_000
