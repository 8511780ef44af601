"""Each released notebook, as a student first runs it: on the student edition."""

from __future__ import annotations

import inspect
import os

import nbformat
import pytest

from autograder.audit.published import leaks_of
from autograder.authoring import student_edition
from autograder.course import REPOSITORY, Course
from autograder.exercises import exercises, weeks

RELEASED = [week for week in weeks() if Course().release_notebook(week).is_file()]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("week", RELEASED, indirect=True, scope="module"),
]


@pytest.fixture(scope="module")
def week(request):
    return request.param


@pytest.fixture(scope="module")
def ran(week):
    """Return the released code cells, run in order although some of them raise."""
    from nbclient import NotebookClient

    course = Course()
    edition = student_edition.make(week, course)
    notebook = nbformat.read(course.release_notebook(week), as_version=4)
    environment = {**os.environ, "WORKBOOK_DATA": str(course.root / "data")}
    environment["PYTHONPATH"] = str(edition)
    client = NotebookClient(
        notebook,
        allow_errors=True,
        timeout=60,
        resources={"metadata": {"path": str(course.release(week))}},
    )
    client.execute(env=environment)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def error(cell):
    names = [o.ename for o in cell.outputs if o.output_type == "error"]
    return names[0] if names else None


def test_it_runs_up_to_the_first_stub_and_stops_there_for_want_of_an_answer(ran, week):
    first = next(i for i, cell in enumerate(ran) if error(cell))
    assert error(ran[first]) == "NotImplementedError"
    assert next(iter(exercises(week))) in ran[first].source
    assert first >= 3  # imports, the stub's definition and its check ran before


def test_every_check_says_that_nothing_is_attempted(ran, week):
    checks = [cell for cell in ran if cell.source.startswith("check(")]
    said = [cell.outputs[0].data["text/plain"] for cell in checks]
    assert len(said) == len(exercises(week))
    assert all("Not attempted yet" in text for text in said)


def test_a_student_finds_no_reference_in_the_student_edition(week):
    edition = student_edition.make(week, Course())
    for name, exercise in exercises(week).items():
        path = inspect.getsourcefile(exercise.reference)
        ours = (edition / os.path.relpath(path, REPOSITORY)).read_text("utf-8")
        ending = inspect.getsource(exercise.reference).splitlines()[-1]
        after = ours.partition(f"def {name}(")[2].partition("\ndef ")[0]
        assert f"{name} is an exercise of {week}" in after
        assert ending not in after.splitlines()


def test_nothing_that_students_receive_gives_an_answer_away(week):
    assert leaks_of(week, Course()) == []
