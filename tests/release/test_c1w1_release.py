"""The released notebook, as a student first runs it: on the student edition."""

from __future__ import annotations

import os

import nbformat
import pytest

from autograder.authoring import student_edition
from autograder.course import Course

pytestmark = pytest.mark.slow
WEEK = "c1w1_introduction"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Return the released code cells, run in order although some of them raise."""
    from nbclient import NotebookClient

    course = Course()
    edition = student_edition.make(WEEK, course)
    notebook = nbformat.read(course.release_notebook(WEEK), as_version=4)
    environment = {**os.environ, "WORKBOOK_DATA": str(course.root / "data")}
    environment["PYTHONPATH"] = str(edition)
    client = NotebookClient(
        notebook,
        allow_errors=True,
        timeout=60,
        resources={"metadata": {"path": str(course.release(WEEK))}},
    )
    client.execute(env=environment)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def error(cell):
    names = [o.ename for o in cell.outputs if o.output_type == "error"]
    return names[0] if names else None


def test_it_runs_up_to_the_first_stub_and_stops_there_for_want_of_an_answer(ran):
    first = next(i for i, cell in enumerate(ran) if error(cell))
    assert error(ran[first]) == "NotImplementedError"
    assert "relu" in ran[first].source
    assert first >= 3  # imports, the stub's definition and its check ran before


def test_every_check_says_that_nothing_is_attempted(ran):
    checks = [cell for cell in ran if cell.source.startswith("check(")]
    said = [cell.outputs[0].data["text/plain"] for cell in checks]
    assert len(said) == 7
    assert all("Not attempted yet" in text for text in said)


def test_a_student_finds_no_reference_in_the_student_edition(ran):
    edition = Course().student_edition(WEEK)
    text = (edition / "course_utils" / "house_prices.py").read_text("utf-8")
    assert "np.sum(d**2)" not in text
    assert "is an exercise of c1w1_introduction" in text
