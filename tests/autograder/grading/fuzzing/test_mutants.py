"""2,000 spoilt notebooks: each ends as a row, and no exception escapes."""

from __future__ import annotations

import json
from collections import Counter

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.grading.engine import grade_week
from autograder.grading.handed_in import intake
from autograder.grading.handed_in.intake import IntakeError
from autograder.grading.written import notebooks
from autograder.reports import feedback
from tests.autograder.grading.fuzzing.mutants import mutant

MUTANTS = 2_000
BATCH = 100

pytestmark = pytest.mark.slow


@pytest.fixture
def good(unreleased, answers):
    """The tiny notebook, answered, with cells of the student's own."""
    notebook = unreleased.answered(**answers)
    for place, source in ((3, "import math\nK = math.pi"), (6, "%%time\nprint(K)")):
        own = {"id": f"own-{place}", "cell_type": "code", "metadata": {}}
        own |= {"outputs": [], "execution_count": 1, "source": [source, "\n"]}
        notebook["cells"].insert(place, own)
    return notebook


@pytest.fixture
def outcome_of(unreleased, week, fake_judge):
    """Take a file all the way, but for the database; return what became of it."""

    def take(data):
        try:
            submission = intake.read(data, week, unreleased)
        except IntakeError as problem:
            assert str(problem).endswith(".")
            return "refused by the last wall" if "(" in str(problem) else "refused"
        verdict = fake_judge(submission, "ada")
        written = nbformat.writes(notebooks.graded(submission, verdict))
        _assert_valid(written)
        sources = {answer.grade_id: answer.source for answer in submission.answers}
        page = feedback.Page("ada", submission.title, verdict, sources, {})
        assert "<script" not in feedback.render(page).lower()
        json.dumps([submission.notes, [cell.source for cell in submission.cells]])
        return "graded"

    return take


def _assert_valid(written):
    notebook = nbformat.reads(written.encode().decode(), as_version=4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


@pytest.mark.parametrize("first", range(0, MUTANTS, BATCH))
def test_no_exception_escapes(good, outcome_of, first):
    found = Counter(
        outcome_of(mutant(good, seed)) for seed in range(first, first + BATCH)
    )
    assert found["graded"] > BATCH / 4, found
    assert not found["refused by the last wall"]


def test_each_ends_as_a_row(tiny, week, good, fake_judge):
    students = [f"student-{seed:03}" for seed in range(60)]
    for seed, student in enumerate(students):
        tiny.hand_in(student, mutant(good, 7 * seed))
    rows = grade_week(week, tiny, judge=fake_judge)
    assert [row.student for row in rows] == students
    assert {row.status for row in rows} == {"graded", "unreadable"}
    assert all(row.points is not None or row.reason for row in rows)
