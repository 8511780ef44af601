"""What the report says of the students, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.attention import by_day
from autograder.reports.classroom.page.pictures import histogram
from autograder.reports.classroom.tables.table import Rows, Table


def of_students(found: Findings) -> list[Table]:
    """Return the tables of points, of attempts, and of whom to look at."""
    return [
        _students(found),
        _distribution(found),
        _attention(found),
        _attempts(found),
        _days(found),
    ]


def _students(found: Findings) -> Table:
    totals = found.marks.totals
    rows: Rows = [
        (
            pupil.id,
            pupil.name,
            totals.get(pupil.id),
            found.marks.max_points if pupil.id in totals else None,
            sum(score.max_points for score in pupil.waiting),
            pupil.late_penalty,
            len(pupil.attempts),
            pupil.handed_in,
            pupil.elsewhere,
        )
        for pupil in found.classroom.pupils
    ]
    columns = (
        "student",
        "name",
        "points",
        "max_points",
        "points_waiting",
        "late_penalty",
        "attempts",
        "handed_in",
        "share_in_other_weeks",
    )
    return Table("students", "everybody's points", columns, rows)


def _distribution(found: Findings) -> Table:
    bars = histogram(found)
    rows: Rows = [(bar.low, bar.high, bar.count) for bar in bars]
    columns = ("from_points", "below_points", "students")
    return Table("distribution", "how the points are spread", columns, rows)


def _attention(found: Findings) -> Table:
    columns = ("student", "reason", "detail")
    rows: Rows = [*_in_trouble(found), *_conspicuous(found)]
    return Table("to_look_at", "students to look at", columns, rows)


def _in_trouble(found: Findings) -> Iterator[tuple[str, str, str]]:
    """Yield whom something kept from points."""
    for unread in found.unread:
        yield unread.student, unread.status, unread.reason
    for stopped in found.stopped:
        for exercise, how in stopped.exercises:
            yield stopped.student, "stopped", f"{exercise} {how}"
    for student in found.blank:
        yield student, "blank", "no exercise was attempted"
    for student in found.absent:
        yield student, "absent", "has not handed in"


def _conspicuous(found: Findings) -> Iterator[tuple[str, str, str]]:
    """Yield whose result stands out from their own, or is like another's."""
    for one in found.below:
        said = f"{one.here:.2f} of the points here, {one.elsewhere:.2f} elsewhere"
        yield one.student, "below", said
    for pair in found.pairs:
        for student in pair.students:
            other = _others(pair.students, student)
            yield student, "alike", f"as {other}: {', '.join(pair.exercises)}"
    for group in found.identical:
        for student in group:
            yield student, "same file", f"as {_others(group, student)}"


def _others(students: Sequence[str], student: str) -> str:
    return ", ".join(other for other in students if other != student)


def _attempts(found: Findings) -> Table:
    rows: Rows = [
        (one.student, number, points, one.first, one.last)
        for one in found.tries
        for number, points in enumerate(one.points, start=1)
    ]
    columns = ("student", "attempt", "points", "first_graded", "last_graded")
    return Table("attempts", "points of every attempt", columns, rows)


def _days(found: Findings) -> Table:
    """Return how many attempts were graded on each day."""
    rows: Rows = list(by_day(found.classroom).items())
    return Table("days", "attempts graded each day", ("day", "attempts"), rows)
