from __future__ import annotations

import json
import warnings

import pytest

pytestmark = pytest.mark.usefixtures("nbgrader_api")


def named(notebook, grade_id):
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def test_graded_shows_the_verdict_under_its_check(judged, answers):
    from autograder.grading.written.notebooks import graded

    notebook = graded(*judged(double=answers["double"], halve="return wrong"))
    right, wrong = (named(notebook, f"check-{name}") for name in ("double", "halve"))
    assert right.outputs[0].text == (
        "double: 4 of 4 points\n  ✓ correct (passed) 4/4\n"
    )
    assert "✗ correct (failed) 0/6" in wrong.outputs[0].text
    assert named(notebook, "double").source == answers["double"]


def test_graded_shows_no_hidden_input(judged):
    from autograder.grading.written.notebooks import graded

    assert "31415" not in json.dumps(graded(*judged(double="return wrong")))


def test_graded_checksums_are_nbgraders(judged, answers):
    from nbgrader.utils import compute_checksum

    from autograder.grading.written.notebooks import graded

    notebook = graded(*judged(**answers))
    locked = named(notebook, "check-double")
    assert locked.metadata.nbgrader.checksum == compute_checksum(locked)


def test_write_keeps_the_timestamp(tiny, judged):
    from autograder.grading.written.notebooks import write

    path = write("ada", *judged(), tiny, timestamp="2026-10-01 10:00:00 UTC")
    assert (path.parent / "timestamp.txt").read_text() == "2026-10-01 10:00:00 UTC"
    write("ada", *judged(), tiny)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_write_leaves_the_earlier_file_when_it_fails(
    tiny, judged, answers, monkeypatch
):
    from autograder.grading import text
    from autograder.grading.written.notebooks import write

    path = write("ada", *judged(), tiny)
    before = path.read_bytes()

    def explode(*_):
        raise OSError("disk full")

    monkeypatch.setattr(text.os, "replace", explode)
    with pytest.raises(OSError, match="disk full"):
        write("ada", *judged(**answers), tiny)
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_read_answers_gives_back_what_was_written(tiny, week, judged, answers):
    from autograder.grading.written.notebooks import read_answers, write

    write("ada", *judged(**answers), tiny)
    found = read_answers("ada", week, tiny)
    assert {name: found[name] for name in answers} == answers


@pytest.mark.parametrize("kind", ["markdown", "raw", "strange"])
def test_graded_shows_a_teacher_no_html_of_a_student(
    unreleased, week, fake_judge, kind
):
    from autograder.grading.handed_in import intake
    from autograder.grading.written.notebooks import graded

    payload = "a < b <script>alert(1)</script><img src=x onerror=alert(1)>"
    submitted = unreleased.answered(why=payload)
    own = {"cell_type": kind, "metadata": {}, "source": payload}
    submitted["cells"].append(own)
    submission = intake.read(json.dumps(submitted).encode(), week, unreleased)
    notebook = graded(submission, fake_judge(submission, "ada"))
    shown = [cell.source for cell in notebook.cells[-2:]]
    assert all("a < b" in source for source in shown)
    assert not any("<script" in source or "<img" in source for source in shown)


def test_read_answers_gives_back_html_as_it_was_written(tiny, week, judged):
    from autograder.grading.written.notebooks import read_answers, write

    write("ada", *judged(why="<b>bold</b>"), tiny)
    assert read_answers("ada", week, tiny)["why"] == "<b>bold</b>"


@pytest.mark.slow
def test_formgrader_opens_what_was_written(tiny, week, judged, answers):
    from traitlets.config import Config

    from autograder.grading.book.gradebook import Gradebook
    from autograder.grading.written.notebooks import write

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.apps.api import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        time = "2026-10-01 10:00:00 UTC"
        tiny.hand_in("ada", tiny.answered(**answers), timestamp=time)
        with Gradebook(tiny, week) as book:
            book.record("ada", *judged(**answers), sha256="0", timestamp=time)
        write("ada", *judged(**answers), tiny, timestamp=time)
        config = Config()
        config.CourseDirectory.root = str(tiny.root)
        api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
        submission = api.get_submission(week, "ada")
        (notebook,) = api.get_notebook_submissions(week, week)
    assert submission["autograded"] and submission["needs_manual_grade"]
    assert (submission["score"], submission["max_score"]) == (10, 12)
    assert notebook["student"] == "ada"
