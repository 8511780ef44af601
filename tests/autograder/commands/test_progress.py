"""What is told while a class is graded."""

from __future__ import annotations

import io

import pytest

from autograder.commands import progress
from autograder.commands.progress import LiveMeter, Meter
from autograder.grading.results import Row


def test_a_meter_counts_and_names_those_begun_first():
    meter = Meter(4)
    meter.ready(2)
    for student in ("ada", "bob", "cyd"):
        meter.start(student)
    meter.row(Row("ada", "graded"))
    meter.row(Row("dan", "unreadable"))
    assert meter.names == ["bob", "cyd"]
    assert meter.line.startswith("2 of 4 graded, ")
    assert meter.line.endswith("1 not gradable")


def test_what_is_unchanged_makes_no_speed():
    meter = Meter(2)
    meter.row(Row("ada", "graded", unchanged=True))
    assert meter.rate == 0


def test_plain_lines_come_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
    meter = Meter(1)
    meter.row(Row("ada", "graded"))
    assert "1 of 1 graded" in capsys.readouterr().out


@pytest.mark.parametrize("student", ["ada", "[red]x"])
def test_a_live_line_shows_names_as_they_are(student, monkeypatch):
    from rich.console import Console

    screen = Console(file=io.StringIO(), force_terminal=True, width=120)
    monkeypatch.setattr(progress, "out", lambda: screen)
    with progress.meter(2) as shown:
        assert isinstance(shown, LiveMeter)
        shown.ready(1)
        shown.start(student)
    assert student in screen.file.getvalue()
