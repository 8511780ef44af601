from __future__ import annotations

import json

import pytest

from autograder.grading.handed_in import intake
from autograder.grading.handed_in.intake import IntakeError


def as_bytes(notebook):
    return json.dumps(notebook).encode()


def read(course, notebook, week):
    data = notebook if isinstance(notebook, bytes) else as_bytes(notebook)
    return intake.read(data, week, course)


def sources(submission):
    return {cell.name: cell.source for cell in submission.cells}


def find(notebook, grade_id):
    return next(
        number
        for number, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def extra(source, kind="code", **metadata):
    return {"cell_type": kind, "metadata": metadata, "source": source}


BAD = {
    "empty file": (b"", "empty"),
    "blank file": (b" \n ", "empty"),
    "not JSON": (b"hello", "line 1"),
    "truncated": (b'{"cells": [\n{"cell_type": "co', "cut off"),
    "not UTF-8": (b"\xff\xfa\x00\x80" * 9, "UTF-8"),
    "a zip": (b"PK\x03\x04...", "zip archive"),
    "a gzip": (b"\x1f\x8b\x08...", "gzip archive"),
    "git's conflict": (b'{\n<<<<<<< HEAD\n "a": 1\n=======\n>>>>>>> x\n}', "git"),
    "too deep": (b"[" * 200_000, "deeply"),
    "deep in cells": (b'{"cells": ' + b"[" * 200_000, "deeply"),
    "huge number": (b'{"cells": ' + b"9" * 10_000 + b"}", "not a Jupyter notebook"),
    "many parts": (b'{"cells": [' + b"[]," * 5_000_000, "too many parts"),
    "worksheets of nothing": (b'{"worksheets": [{"cells": 3}, 4]}', "no cells"),
    "a list": (b"[]", "not a Jupyter notebook"),
    "a number": (b"3", "not a Jupyter notebook"),
    "null": (b"null", "not a Jupyter notebook"),
    "no cells": (b"{}", "not a Jupyter notebook"),
    "cells a dict": (b'{"cells": {}}', "not a Jupyter notebook"),
    "zero cells": (b'{"cells": []}', "no cells"),
    "cells of nothing": (b'{"cells": [1, null, "a"]}', "not a Jupyter notebook"),
    "90 MB": (b" " * 90_000_000, "90.0 MB"),
    "many cells": (b'{"cells": [' + b"1," * 5_000 + b"1]}", "5001 cells"),
}


@pytest.mark.parametrize("case", BAD)
def test_read_gives_a_reason_for_a_bad_file(unreleased, week, case):
    data, reason = BAD[case]
    with pytest.raises(IntakeError, match=reason):
        intake.read(data, week, unreleased)


def test_read_does_not_load_a_large_file(unreleased, week, tmp_path):
    path = tmp_path / "large.ipynb"
    with path.open("wb") as file:
        file.truncate(90_000_000)
    with pytest.raises(IntakeError, match=r"90\.0 MB; the limit is 64 MB"):
        intake.read(path, week, unreleased)


def test_read_says_that_a_file_is_not_there(unreleased, week, tmp_path):
    with pytest.raises(IntakeError, match="No such file"):
        intake.read(tmp_path / "none.ipynb", week, unreleased)


def test_read_refuses_the_notebook_of_another_week(unreleased, week):
    other = unreleased.released()
    for number, cell in enumerate(other["cells"]):
        cell["metadata"]["nbgrader"]["grade_id"] = f"other-{number}"
        cell["source"] = "x = 1"
    with pytest.raises(IntakeError, match=f"not the notebook of {week}: none"):
        read(unreleased, other, week)


def test_read_refuses_another_week_that_shares_a_name(unreleased, week, answers):
    other = unreleased.answered(**answers)
    for number, cell in enumerate(other["cells"]):
        if cell["metadata"]["nbgrader"]["grade_id"] != "double":
            cell["metadata"]["nbgrader"]["grade_id"] = f"other-{number}"
    with pytest.raises(IntakeError, match="most of its cells do not"):
        read(unreleased, other, week)


def test_read_needs_a_released_week(tmp_path, unreleased):
    with pytest.raises(IntakeError, match="workbook release c1w1_none"):
        intake.read(b"{}", "c1w1_none", unreleased)


def test_read_takes_setup_and_answers_in_order(unreleased, week, answers):
    submission = read(unreleased, unreleased.answered(**answers), week)
    assert [cell.name for cell in submission.cells] == ["imports", "double", "halve"]
    assert sources(submission)["halve"] == answers["halve"]
    assert submission.notes == ()
    assert submission.title == "Twice and half"


def test_read_finds_unchanged_answers(unreleased, week, answers):
    notebook = unreleased.answered(double=answers["double"])
    found = read(unreleased, notebook, week).answers
    unchanged = {answer.grade_id: answer.unchanged for answer in found}
    assert unchanged == {"double": False, "halve": True, "why": True}
    assert [answer.manual for answer in found] == [False, False, True]


def test_read_joins_a_split_answer(unreleased, week):
    notebook = unreleased.answered(double="def double(x):\n    y = x + x")
    place = find(notebook, "double")
    second = dict(notebook["cells"][place], source="    return y")
    notebook["cells"].insert(place + 1, second)
    submission = read(unreleased, notebook, week)
    joined = "def double(x):\n    y = x + x\n    return y"
    assert sources(submission)["double"] == joined
    assert "joined" in submission.notes[0]


def test_read_ignores_a_copy_of_the_stub(unreleased, week, answers, stubs):
    notebook = unreleased.answered(**answers)
    place = find(notebook, "double")
    copied = dict(notebook["cells"][place], source=stubs["double"] + "\n")
    notebook["cells"].insert(place + 1, copied)
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == answers["double"]
    assert submission.notes == ()


def test_read_puts_the_stub_where_an_answer_is_missing(unreleased, week, stubs):
    notebook = unreleased.released()
    del notebook["cells"][find(notebook, "halve")]
    submission = read(unreleased, notebook, week)
    assert sources(submission)["halve"] == stubs["halve"]
    assert "halve is missing" in submission.notes[0]


def test_read_restores_locked_cells(unreleased, week):
    notebook = unreleased.released()
    notebook["cells"][find(notebook, "check-double")]["source"] = "pass"
    del notebook["cells"][find(notebook, "imports")]
    submission = read(unreleased, notebook, week)
    assert sources(submission)["imports"] == "import math"
    cells = submission.notebook["cells"]
    restored = cells[find(submission.notebook, "check-double")]
    assert restored["source"] == "check(double)"
    assert "check-double" in submission.notes[0]
    assert "are put back: imports" in submission.notes[1]


@pytest.mark.parametrize(
    "change",
    [
        {"points": 200},
        {"points": "many"},
        {"schema_version": 99},
        {"locked": True},
        {"solution": False},
        {"grade": True},
        {"task": True},
    ],
)
def test_read_ignores_tampered_settings(unreleased, week, answers, change):
    notebook = unreleased.answered(**answers)
    honest = read(unreleased, notebook, week)
    notebook["cells"][find(notebook, "double")]["metadata"]["nbgrader"].update(change)
    tampered = read(unreleased, notebook, week)
    assert tampered.cells == honest.cells
    assert tampered.notebook == honest.notebook
    assert "double" in tampered.notes[0]


@pytest.mark.parametrize("kind", ["markdown", "raw", "strange", None])
def test_read_ignores_a_changed_cell_type(unreleased, week, answers, kind):
    notebook = unreleased.answered(**answers)
    notebook["cells"][find(notebook, "double")]["cell_type"] = kind
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == answers["double"]


@pytest.mark.parametrize("metadata", [None, [], "x", {"nbgrader": []}, {"nbgrader": 3}])
def test_read_finds_an_answer_that_lost_its_name(unreleased, week, answers, metadata):
    notebook = unreleased.answered(**answers)
    notebook["cells"][find(notebook, "double")]["metadata"] = metadata
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == answers["double"]
    assert "found by the function that they define: double" in submission.notes[0]


def test_read_takes_the_last_of_two_candidates(unreleased, week, answers):
    notebook = unreleased.released()
    del notebook["cells"][find(notebook, "double")]
    notebook["cells"] += [extra("def double(x): return 0"), extra(answers["double"])]
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == answers["double"]


def test_read_finds_an_answer_merged_into_another(unreleased, week, answers):
    notebook = unreleased.answered(double=answers["double"] + "\n" + answers["halve"])
    del notebook["cells"][find(notebook, "halve")]
    submission = read(unreleased, notebook, week)
    assert sources(submission)["halve"] == "# The answer is in the cell of double."


def test_read_takes_definitions_from_extra_cells(unreleased, week, answers):
    notebook = unreleased.answered(**answers)
    helper = "import os\nprint(1)\ndef helper(x):\n    return K\nhelper(3)\nK = 10**-8"
    notebook["cells"].insert(find(notebook, "halve"), extra(helper))
    submission = read(unreleased, notebook, week)
    names = [cell.name for cell in submission.cells]
    assert names == ["imports", "double", "your extra cell 1", "halve"]
    expected = "import os\n\ndef helper(x):\n    return K\n\nK = 10**-8"
    assert submission.cells[2].source == expected


def test_read_lets_no_extra_cell_replace_an_answer(unreleased, week, answers):
    notebook = unreleased.answered(**answers)
    for other in ("def double(x):\n    return 0", "double = abs", "a, double = 1, 2"):
        notebook["cells"].append(extra(other))
    submission = read(unreleased, notebook, week)
    assert len(submission.cells) == 3


def test_read_keeps_own_cells_for_the_teacher(unreleased, week):
    notebook = unreleased.released()
    notebook["cells"].insert(2, extra("my thoughts", "markdown"))
    filled = read(unreleased, notebook, week).notebook["cells"]
    assert filled[2]["source"] == "my thoughts"
    assert len({cell["id"] for cell in filled}) == len(filled)


def test_read_understands_nbformat_3(unreleased, week, answers):
    old = [
        {"cell_type": "code", "language": "python", "input": source.splitlines(True)}
        for source in answers.values()
    ]
    notebook = {"nbformat": 3, "worksheets": [{"cells": old}]}
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == answers["double"]
    assert sources(submission)["halve"] == answers["halve"]


def test_read_refuses_only_the_endless_answer(unreleased, week, answers, stubs):
    notebook = unreleased.answered(double="x" * 300_000, halve=answers["halve"])
    submission = read(unreleased, notebook, week)
    assert sources(submission)["double"] == stubs["double"]
    assert sources(submission)["halve"] == answers["halve"]


@pytest.mark.parametrize(
    "source",
    ["\ud800", "a\0b", "-" * 40_000 + "1", "(" * 40_000, "x = " + "[" * 5_000, None, 3],
)
def test_read_survives_hostile_sources(unreleased, week, source):
    notebook = unreleased.answered(double=source)
    notebook["cells"].append(extra(source))
    submission = read(unreleased, notebook, week)
    assert isinstance(sources(submission)["double"].encode(), bytes)


def test_read_turns_a_mistake_of_ours_into_a_reason(unreleased, week, monkeypatch):
    def explode(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(intake, "match", explode)
    with pytest.raises(IntakeError, match="ZeroDivisionError"):
        read(unreleased, unreleased.released(), week)


def test_read_hides_the_answers_of_a_source_notebook(unreleased, week):
    source = unreleased.answered(
        double="def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n"
        "    ### END SOLUTION",
        why="Because.",
    )
    unreleased.release_notebook(week).unlink()
    path = unreleased.source_notebook(week)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(source))
    notebook = unreleased.released()
    del notebook["cells"][find(notebook, "double")]
    submission = read(unreleased, notebook, week)
    assert "return 2" not in json.dumps(submission.notebook)
    assert "Because" not in json.dumps(submission.notebook)


def test_read_keeps_the_photographs_of_a_written_answer(unreleased, week, answers):
    notebook = unreleased.answered(**answers)
    photo = {"image/png": ["iVBORw0K", "Ggo="], "image/svg+xml": "<svg onload=x>"}
    pasted = {"photo.png": photo, "<b>.png": photo, "x.png": {"image/png": "<script>"}}
    notebook["cells"][find(notebook, "why")]["attachments"] = pasted
    filled = read(unreleased, notebook, week).notebook
    kept = filled["cells"][find(filled, "why")]["attachments"]
    assert kept == {"photo.png": {"image/png": "iVBORw0KGgo="}}


@pytest.mark.parametrize("attachments", [None, [], "x", {"a": None}, {"a": {"b": 3}}])
def test_read_passes_over_attachments_that_are_none(unreleased, week, attachments):
    notebook = unreleased.released()
    notebook["cells"][find(notebook, "why")]["attachments"] = attachments
    filled = read(unreleased, notebook, week).notebook
    assert "attachments" not in filled["cells"][find(filled, "why")]


def test_read_runs_the_answer_that_a_later_one_replaces_again(unreleased, week):
    own = "def double(x):\n    return x"
    halve = f"{own}\n\n\ndef halve(x):\n    return x / 2"
    notebook = unreleased.answered(
        double="def double(x):\n    return 2 * x", halve=halve
    )
    names = [cell.name for cell in read(unreleased, notebook, week).cells]
    assert names == ["imports", "double", "halve", "double"]


def test_read_gives_the_helpers_of_the_teachers_examples(unreleased, week, answers):
    path = unreleased.release_notebook(week)
    released = json.loads(path.read_text())
    example = {"grade_id": "example", "locked": True, "solution": False, "grade": False}
    source = "def show(x):\n    return x\n\n\nshow(double(3))"
    cell = {"cell_type": "code", "metadata": {"nbgrader": example}, "source": source}
    released["cells"].insert(4, {**cell, "id": "e"})
    path.write_text(json.dumps(released))
    cells = sources(read(unreleased, unreleased.answered(**answers), week))
    assert cells["example"] == "def show(x):\n    return x"
