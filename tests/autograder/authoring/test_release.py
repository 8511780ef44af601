import json
import os
import subprocess
import sys
import warnings
from contextlib import closing
from sqlite3 import connect

import nbformat
import pytest

from autograder.authoring import release
from autograder.authoring.generate import ReleaseError
from autograder.authoring.student_edition import read_tree


def rows(course, query):
    with closing(connect(course.root / "gradebook.db")) as database:
        return database.execute(query).fetchall()


def submit(course):
    """Let the gradebook have a submission of a student."""
    from nbgrader.api import Gradebook

    name = "c1w2_small"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of SQLAlchemy, about nbgrader's own code
        with Gradebook(course.gradebook_url) as gradebook:
            gradebook.add_student("ada")
            gradebook.add_submission(name, "ada")


@pytest.mark.parametrize("step", ["source", "release"])
def test_the_trees_are_the_golden_ones(
    released, repository, update_goldens, step, week
):
    tree = read_tree(getattr(released, step)(week))
    golden = repository / "tests/autograder/authoring/golden" / step / week
    if update_goldens:
        golden.mkdir(parents=True, exist_ok=True)
        for name, content in tree.items():
            (golden / name).write_bytes(content)
    assert tree == read_tree(golden)


def test_the_release_is_a_valid_notebook(released, week):
    from nbgrader.nbgraderformat import read

    notebook = read(released.release_notebook(week), as_version=4)
    nbformat.validate(notebook)
    assert len(notebook.cells) == 13


def test_a_student_finds_stubs_and_no_answers(released, week):
    text = released.release_notebook(week).read_text()
    assert text.count("raise NotImplementedError(") == 2
    assert "logaddexp" not in text and "not convex" not in text
    assert "*Write your answer here.*" in text


def test_the_gradebook_knows_cells_and_points(released):
    query = "SELECT name, max_score FROM base_cell JOIN grade_cells USING (id)"
    assert sorted(rows(released, query)) == [
        ("check-propagate", 14.0),
        ("check-sigmoid", 6.0),
        ("own-test", 1.0),
        ("why-not-squares", 5.0),
    ]


def test_the_gradebook_has_the_version_nbgrader_wants(released):
    assert rows(released, "SELECT version_num FROM alembic_version") == [
        ("e43177bfe90b",)
    ]


def test_a_second_release_gives_the_same_bytes(published, week, given):
    before = read_tree(published.release(week))
    made = release.release_week(week, published, **given)
    assert read_tree(made.folder) == before


def test_a_changed_text_is_released_again(published, week, given, text):
    published.text(week).write_text(text.replace("Any shape", "Any array"))
    release.release_week(week, published, **given)
    assert "Any array" in published.release_notebook(week).read_text()


def test_prose_may_change_once_there_are_submissions(published, week, given, text):
    submit(published)
    published.text(week).write_text(
        text.replace("Any shape", "Any array").replace("# ---\n", "# ----\n", 1)
        + '# %% nbgrader={"grade": true, "grade_id": "own-test", "locked": true, '
        '"points": 1, "schema_version": 3, "solution": false, "task": false}\n'
        "assert True\n"
    )
    release.release_week(week, published, **given)
    cells = rows(published, "SELECT source FROM source_cell")
    assert any("Any array" in source for (source,) in cells)
    assert not any("Any shape" in source for (source,) in cells)


def test_graded_cells_may_not_change_once_there_are_submissions(
    published, week, given, text
):
    submit(published)
    before = read_tree(published.release(week))
    published.text(week).write_text(text)  # without the cell `own-test`
    with pytest.raises(ReleaseError, match="Cannot add or remove cells"):
        release.release_week(week, published, **given)
    assert read_tree(published.release(week)) == before


def test_a_leak_stops_the_release_and_leaves_the_earlier_one(
    published, week, given, text
):
    before = read_tree(published.release(week))
    leak = "\n# %%\nH = w.T @ P + c\nprint(np.sum(np.logaddexp(0, H) - t * H) / n)\n"
    published.text(week).write_text(text + leak)
    with pytest.raises(ReleaseError, match=r"cell 13 .*the solution of propagate"):
        release.release_week(week, published, **given)
    assert read_tree(published.release(week)) == before


def test_what_nbgrader_refuses_is_one_sentence(published, week, given, text):
    bad = '\n# %% nbgrader={"grade_id": "own", "schema_version": 3}\nx = 1\n'
    published.text(week).write_text(text + bad)
    with pytest.raises(ReleaseError) as refusal:
        release.release_week(week, published, **given)
    assert str(refusal.value).startswith(f"{week} was not released: ")
    assert "\n" not in str(refusal.value)


def test_nothing_is_printed(published, week, given, capfd):
    release.release_week(week, published, **given)
    assert capfd.readouterr() == ("", "")


def test_frozen_checks_travel_with_the_notebook(released, week):
    checks = json.loads((released.release(week) / "checks.json").read_text())
    assert checks == {"week": week}


@pytest.mark.slow
def test_stock_nbgrader_makes_the_same_release(published, week):
    before = read_tree(published.release(week))
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", week, "--force"]
    run = subprocess.run(
        command,
        cwd=published.root,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert read_tree(published.release(week)) == before
