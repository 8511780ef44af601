"""A teacher who marks a figure by hand sees the student's figure."""

from __future__ import annotations

import base64
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import course_utils
from autograder.grading import showing
from autograder.grading.handed_in import intake
from autograder.oracle.verdict import Verdict
from autograder.sandbox import Cell, Limits, open_session
from autograder.sandbox.outcome import Output

pytestmark = pytest.mark.usefixtures("nbgrader_api")

DRAWN = "import matplotlib.pyplot as plt\nplt.plot(costs, label=double(2))\nplt.show()"


def code(name, source, **flags):
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    nbgrader = {**base, "schema_version": 3, "grade_id": name, **flags}
    return {
        "id": name,
        "cell_type": "code",
        "metadata": {"nbgrader": nbgrader},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def own(source):
    cell = code("mine", source)
    return cell | {"metadata": {}}


@pytest.fixture
def course(unreleased, week):
    """The tiny course with a figure that a teacher marks."""
    path = unreleased.release_notebook(week)
    notebook = json.loads(path.read_text())
    notebook["cells"] += [
        code("data", "costs = [3, 2, 1]", locked=True),
        code("figure", "# draw", grade=True, solution=True, points=3),
    ]
    path.write_text(json.dumps(notebook))
    return unreleased


@pytest.fixture
def read(course, week, answers):
    """Return the submission of answers, and of own cells below them."""

    def read(figure, *cells):
        notebook = json.loads(course.release_notebook(week).read_text())
        for cell in notebook["cells"]:
            name = cell["metadata"]["nbgrader"]["grade_id"]
            cell["source"] = {**answers, "figure": figure}.get(name, cell["source"])
        notebook["cells"] += cells
        return intake.read(json.dumps(notebook).encode(), week, course)

    return read


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("student")
    desk = Path(course_utils.__path__[0]) / "desk"
    away = shutil.ignore_patterns("__pycache__")
    shutil.copytree(desk, folder / "course_utils" / "desk", ignore=away)
    (folder / "course_utils" / "__init__.py").touch()
    return folder


def test_document_is_all_code_but_the_checks(read):
    names = [cell.name for cell in showing.document(read(DRAWN))]
    locked = showing.LOCKED
    assert names == [locked, "double", "halve", locked, "figure"]


def test_document_is_empty_where_no_code_is_marked_by_hand(tiny, week, answers):
    data = json.dumps(tiny.answered(**answers)).encode()
    assert showing.document(intake.read(data, week, tiny)) == ()


def test_document_has_the_students_own_cells(read):
    cells = showing.document(read(DRAWN, own("plt.plot([1])")))
    assert cells[-1].source == "plt.plot([1])"


@pytest.mark.slow
def test_the_figure_is_in_the_graded_notebook(read, edition, week):
    from autograder.grading.written.notebooks import graded

    submission = read(DRAWN, own("print('my own')"))
    limits = Limits(cell_seconds=60)
    with open_session(edition, limits=limits) as session:
        verdict = showing.with_document(
            Verdict(week, (), "A"), session, showing.document(submission)
        )
    cells = {cell.id: cell for cell in graded(submission, verdict).cells}
    (figure,) = cells["figure"].outputs
    assert base64.b64decode(figure.data["image/png"]).startswith(b"\x89PNG")
    assert figure.metadata["image/png"].alt == "A figure without a description"
    (mine,) = (cell for cell in cells.values() if cell.source == "print('my own')")
    assert mine.outputs[0].text == "my own\n"
    assert cells["data"].outputs == []


@pytest.mark.parametrize(
    "output, kind, text",
    [
        (Output("printed", "a\x1b[31mb"), "stream", "ab"),
        (Output("note", "left out"), "stream", "left out"),
    ],
)
def test_graded_shows_text_as_text(read, week, output, kind, text):
    from autograder.grading.written.notebooks import graded

    verdict = Verdict(week, (), "A", outputs={"figure": (output,)})
    cells = {cell.id: cell for cell in graded(read(DRAWN), verdict).cells}
    (shown,) = cells["figure"].outputs
    assert (shown.output_type, shown.text) == (kind, text)


def test_graded_shows_markup_as_text(read, week):
    from autograder.grading.written.notebooks import graded

    verdict = Verdict(week, (), "A", outputs={"figure": (Output("shown", "<b>x"),)})
    cells = {cell.id: cell for cell in graded(read(DRAWN), verdict).cells}
    assert cells["figure"].outputs[0].data == {"text/plain": "<b>x"}


@pytest.mark.slow
def test_a_figure_may_stand_on_the_course_data(read):
    from autograder.grading.worker import Task, judge_cells

    source = (
        "import matplotlib.pyplot as plt\nfrom course_utils.desk import load_photos\n"
        "plt.imshow(load_photos().X_train[0]);"
    )
    document = showing.document(read(source))
    task = Task("c1w2_logistic_regression", (Cell("x", "1"),), bytes(32))
    verdict = judge_cells(replace(task, document=document))
    (figure,) = verdict.outputs["figure"]
    assert figure.png
