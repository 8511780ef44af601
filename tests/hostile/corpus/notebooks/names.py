"""Students whose names mean something: to a page, a table, a shell, a terminal."""

from __future__ import annotations

from typing import Any

from tests.hostile.attack import Attack

BAD_NAME = "no student id"
AN_ORDINARY_NAME = {"status": "graded", "says": "", "honest": 95.0}


def _named(id_: str, threat: str, tries: str, student: str, **expected: Any) -> Attack:
    """Return an attack that is the name of the student's folder."""
    expected = {"status": "unreadable", "says": BAD_NAME, **expected}
    return Attack(
        id_, threat, tries, lambda d: d.hand_in(d.solved), student=student, **expected
    )


ATTACKS = (
    _named(
        "name-with-colours",
        "N9",
        "The student's name changes the title and the colours of a terminal.",
        "\x1b]0;passed\x07\x1b[31mevil",
    ),
    _named(
        "name-as-formula",
        "N10",
        "The student's name is a formula that a spreadsheet runs.",
        '=HYPERLINK("http:1.1.1.1","95")',
    ),
    _named(
        "name-as-script",
        "N5",
        "The student's name is a script.",
        "<img src=x onerror=alert(1)>",
    ),
    _named(
        "name-as-command",
        "N6",
        "The student's name is a command for a shell.",
        "a;touch workbook-hostile;$(id)",
    ),
    _named(
        "name-with-lines",
        "N6",
        "The student's name has lines, and pretends to be a row of its own.",
        "a\n000-honest graded 100",
    ),
    _named("name-without-end", "N6", "The student's name has 250 letters.", "a" * 250),
    _named(
        "name-that-looks-like-another",
        "N6",
        "The student's name looks like a neighbour's, in letters of another script.",
        "000-һonest",
    ),
    _named(
        "name-that-turns-the-line",
        "N6",
        "The student's name turns the direction of writing.",
        "a\u202e001",
    ),
    _named("name-not-utf-8", "N6", "The student's name is no text.", "a\udcff\udcfez"),
    _named(
        "name-of-dots",
        "N6",
        "The student's name is `..` with another dot.",
        "...",
        **AN_ORDINARY_NAME,
    ),
    _named(
        "name-as-option",
        "N6",
        "The student's name is an option of a program.",
        "--trust-submissions",
        **AN_ORDINARY_NAME,
    ),
    _named(
        "name-as-reference",
        "N10",
        "The student's name begins as a spreadsheet's formula does.",
        "@SUM-1",
        **AN_ORDINARY_NAME,
    ),
)
