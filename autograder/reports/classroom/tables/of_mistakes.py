"""What the report says of what went wrong, as tables."""

from __future__ import annotations

from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.unnamed import Wrong
from autograder.reports.classroom.tables.table import Rows, Table
from autograder.reports.export.sheets import Value


def of_mistakes(found: Findings) -> list[Table]:
    """Return the tables of misconceptions and of failures without a name."""
    return [
        _misconceptions(found),
        _who_has_which(found),
        _together(found),
        _unnamed(found),
    ]


def _misconceptions(found: Findings) -> Table:
    rows: Rows = [
        (
            one.exercise,
            one.id,
            one.criterion,
            len(one.students),
            one.points_lost,
            " ".join(one.alternatives),
            one.hint,
        )
        for one in found.named
    ]
    columns = (
        "exercise",
        "misconception",
        "criterion",
        "students",
        "points_lost",
        "or",
        "hint",
    )
    return Table("misconceptions", "how common each is", columns, rows)


def _who_has_which(found: Findings) -> Table:
    rows: Rows = [
        (student, one.exercise, one.id)
        for one in found.named
        for student in one.students
    ]
    columns = ("student", "exercise", "misconception")
    return Table("who_has_which", "the students behind them", columns, rows)


def _together(found: Findings) -> Table:
    rows: Rows = [
        (
            pair.first.exercise,
            pair.first.id,
            pair.second.exercise,
            pair.second.id,
            len(pair.students),
            pair.expected,
            pair.chance,
        )
        for pair in found.together
    ]
    columns = (
        "exercise",
        "misconception",
        "other_exercise",
        "other_misconception",
        "students",
        "expected_by_chance",
        "chance_of_so_many",
    )
    return Table("together", "misconceptions that go together", columns, rows)


def _unnamed(found: Findings) -> Table:
    def row(wrong: Wrong) -> tuple[Value, ...]:
        place = wrong.student, wrong.exercise, wrong.criterion, wrong.case
        return *place, wrong.arguments, wrong.expected, wrong.came

    columns = (
        "student",
        "exercise",
        "criterion",
        "case",
        "arguments",
        "expected",
        "came",
    )
    rows: Rows = [row(wrong) for wrong in found.wrongs]
    return Table("unnamed", "failures without a name", columns, rows)
