"""What cells showed travels with the verdict, within limits, and decides nothing."""

from __future__ import annotations

import json

import pytest

from autograder.oracle import shown
from autograder.oracle.verdict import Verdict
from autograder.sandbox import Cell, Outcome
from autograder.sandbox.outcome import Output, StudentError

PRINTED = Output("printed", "Ω\n")
PICTURE = Output("shown", "A line", b"\x89PNG\0\xff")


def collect(**outcomes):
    cells = [Cell(name, "") for name in outcomes]
    return shown.collect(cells, list(outcomes.values()), outcomes)


def test_collect_leaves_out_cells_that_showed_nothing():
    outputs = collect(f=Outcome("value"), g=Outcome("value", outputs=(PRINTED,)))
    assert outputs == {"g": (PRINTED,)}


def test_collect_joins_what_cells_of_one_name_showed():
    cells = [Cell("f", ""), Cell("f", "")]
    outcomes = [Outcome("value", outputs=(PRINTED,))] * 2
    assert shown.collect(cells, outcomes, ["f"]) == {"f": (PRINTED, PRINTED)}


def test_collect_leaves_out_cells_that_are_not_asked_for():
    cells, outcomes = [Cell("f", "")], [Outcome("value", outputs=(PRINTED,))]
    assert shown.collect(cells, outcomes, ["g"]) == {}


@pytest.mark.parametrize(
    "outcome, words",
    [
        (
            Outcome("raised", error=StudentError("NameError", "no x", 2, "f")),
            "NameError: no x (line 2 of f)",
        ),
        (Outcome("timeout", reason="it did not answer in time"), "in time"),
        (Outcome("died", reason="it hung up"), "it hung up"),
    ],
)
def test_collect_says_that_a_cell_did_not_come_to_its_end(outcome, words):
    (note,) = collect(f=outcome)["f"]
    assert note.kind == "note"
    assert words in note.text


def test_collect_keeps_a_submission_within_its_limit():
    picture = Output("shown", "", bytes(300_000))
    outcome = Outcome("value", outputs=(picture,) * 3)
    outputs = collect(f=outcome, g=outcome, h=outcome)
    assert len(json.dumps(shown.to_plain(outputs))) < shown.BYTES + 1_000
    assert [one.kind for one in outputs["g"]] == ["note"]
    assert "h" not in outputs


def test_outputs_come_back_from_json_as_they_were():
    outputs = {"f": (PRINTED, PICTURE), "g": (Output("note", "left out"),)}
    verdict = Verdict("w", (), "A", outputs=outputs)
    again = Verdict.from_dict(json.loads(verdict.to_json()))
    assert again.outputs == outputs


def test_a_verdict_from_before_there_were_outputs_can_be_read():
    data = Verdict("w", (), "A").to_dict()
    del data["outputs"]
    assert Verdict.from_dict(data).outputs == {}


def test_outputs_do_not_make_a_verdict_another_one():
    assert Verdict("w", (), "A", outputs={"f": (PRINTED,)}) == Verdict("w", (), "A")
