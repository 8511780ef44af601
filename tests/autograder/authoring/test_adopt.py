import json

import pytest

from autograder.authoring import adopt
from autograder.authoring.build import build, build_week, weeks
from autograder.authoring.cells import AuthoringError, cell_node, registered
from autograder.course import REPOSITORY, Course

HERE = Course(REPOSITORY)


@pytest.fixture
def notebook(course, week, given):
    return build_week(week, course, **given)


@pytest.fixture
def panel(notebook):
    """Change the notebook as JupyterLab and its Create Assignment panel do."""

    def change(edit):
        document = json.loads(notebook.read_text())
        edit({cell["id"]: cell for cell in document["cells"]}, document["cells"])
        notebook.write_text(json.dumps(document))
        return notebook

    return change


@pytest.fixture
def adopted(registry):
    return lambda path: adopt.adopt(path, registry=registry)


def test_an_untouched_notebook_gives_its_text_back(course, notebook, week, adopted):
    assert adopted(notebook) == course.text(week).read_text()


def test_building_what_was_adopted_gives_the_same_bytes(
    notebook, week, registry, adopted
):
    assert build(adopted(notebook), registry[week]) == notebook.read_text()


def test_a_run_in_jupyterlab_leaves_no_trace(panel, course, week, adopted):
    def run(by_id, cells):
        by_id["imports"]["outputs"] = []
        by_id["imports"]["execution_count"] = 3
        by_id["imports"]["metadata"]["execution"] = {"iopub.execute_input": "now"}
        by_id["sigmoid"]["metadata"]["scrolled"] = True

    assert adopted(panel(run)) == course.text(week).read_text()


@pytest.mark.parametrize(
    "edit, old, new",
    [
        (
            lambda by_id, _: by_id["why-not-squares"]["metadata"]["nbgrader"].update(
                points=9
            ),
            'answer="why-not-squares" points=5',
            'answer="why-not-squares" points=9',
        ),
        (
            lambda by_id, _: by_id["draw-the-cost"]["metadata"]["nbgrader"].update(
                grade_id="draw", points=3.0
            ),
            'task="draw-the-cost" points=2.5',
            'task="draw" points=3',
        ),
        (
            lambda _, cells: cells[2].update(source="## Sigmoid\n\nAny array in."),
            "# Any shape in, the same shape out.",
            "# Any array in.",
        ),
        (
            lambda by_id, _: by_id["imports"]["metadata"].update(tags=["first"]),
            'setup="imports"',
            'setup="imports" tags=["first"]',
        ),
    ],
)
def test_an_edit_is_one_line_of_the_text(panel, course, week, adopted, edit, old, new):
    text = course.text(week).read_text()
    assert adopted(panel(edit)) == text.replace(old, new)


def test_a_new_cell_becomes_a_cell_of_the_text(panel, adopted, registry, week):
    new = cell_node("code", "f00d", "plt.plot(costs)", {})
    text = adopted(panel(lambda _, cells: cells.insert(7, new)))
    assert "\n# %%\nplt.plot(costs)\n" in text
    assert build(text, registry[week])


def test_an_empty_new_cell_is_dropped(panel, course, week, adopted):
    new = cell_node("code", "f00d", "", {})
    text = adopted(panel(lambda _, cells: cells.append(new)))
    assert text == course.text(week).read_text()


def test_a_new_manual_cell_becomes_an_answer(panel, adopted):
    data = {"grade": True, "solution": True, "locked": False, "schema_version": 3}
    data |= {"task": False, "grade_id": "cell-5e1f", "points": 4}
    new = cell_node("markdown", "f00d", "Because.", {"nbgrader": data})
    text = adopted(panel(lambda _, cells: cells.append(new)))
    assert text.endswith('# %% [markdown] answer="cell-5e1f" points=4\n# Because.\n')


def test_a_solution_that_is_no_exercise_keeps_its_dictionary(panel, adopted):
    data = {"grade": False, "solution": True, "locked": False, "schema_version": 3}
    data |= {"task": False, "grade_id": "extra"}
    new = cell_node("code", "f00d", "y = 1", {"nbgrader": data})
    text = adopted(panel(lambda _, cells: cells.append(new)))
    assert '# %% nbgrader={"grade": false, "grade_id": "extra"' in text


def test_points_of_a_check_are_noted_and_stay_with_the_exercise(
    panel, course, week, adopted, registry
):
    notebook = panel(
        lambda by_id, _: by_id["check-sigmoid"]["metadata"]["nbgrader"].update(points=9)
    )
    assert adopted(notebook) == course.text(week).read_text()
    (note,) = adopt.notes(notebook, registry=registry)
    assert "9 points in the notebook and 6 in its Exercise" in note
    assert "autograder/exercises/c1w2_small" in note


def test_an_untouched_notebook_has_no_notes(notebook, registry):
    assert adopt.notes(notebook, registry=registry) == ()


@pytest.mark.parametrize("week", weeks(HERE))
def test_a_real_week_survives_the_way_there_and_back(tmp_path, week):
    exercises = registered()[week]
    built = build(HERE.text(week).read_text(), exercises)
    notebook = tmp_path / f"{week}.ipynb"
    notebook.write_text(built)
    assert build(adopt.adopt(notebook), exercises) == built


@pytest.mark.parametrize("content", ["{", "[]", "{}", ""])
def test_a_file_that_is_no_notebook_is_a_mistake(notebook, adopted, content):
    notebook.write_text(content)
    with pytest.raises(AuthoringError, match="is no notebook"):
        adopted(notebook)
