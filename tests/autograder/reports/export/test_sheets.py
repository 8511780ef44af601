from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.reports.export.sheets import cell, to_csv


@pytest.mark.parametrize(
    "text",
    ["=1+1", "\tx", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1",
     "\x1b[31m=1", "=cmd|' /C calc'!A0", "-"],
)  # fmt: skip
def test_a_formula_becomes_text(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["ada", "a=b", "1+1", "", "'=1", "Ø", "3,5"])
def test_what_is_no_formula_stays(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    "value, expected",
    [(-3, -3), (-2.5, -2.5), (4.0, 4), (1 / 3, 0.333333), (None, ""),
     (True, "yes"), (False, "no")],
)  # fmt: skip
def test_numbers_stay_numbers(value, expected):
    assert cell(value) == expected


def test_escapes_for_terminals_are_taken_out():
    assert cell("a\x1b[2Jb\x9b31m\x07c\u202e") == "ab31mc"


def test_quoting_is_that_of_rfc_4180():
    text = to_csv(["a", "b"], [['x"y', "1,2"], ["line\nend", None]])
    assert text == 'a,b\r\n"x""y","1,2"\r\n"line\nend",\r\n'


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=5))
def test_what_is_written_can_be_read_and_no_cell_is_a_formula(rows):
    back = list(csv.reader(io.StringIO(to_csv(["a", "b"], rows), newline="")))
    assert [len(row) for row in back] == [2] * (len(rows) + 1)
    cells = [value for row in back for value in row]
    assert not any(value.lstrip().startswith(tuple("=+-@")) for value in cells)
