"""What the report says of the exercises, as tables."""

from __future__ import annotations

from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.outcomes import OUTCOMES, REASONS
from autograder.reports.classroom.tables.table import Rows, Table


def of_exercises(found: Findings) -> list[Table]:
    """Return the tables of the exercises."""
    return [_exercises(found), _outcomes(found), _criteria(found), _followed(found)]


def _exercises(found: Findings) -> Table:
    rows: Rows = [
        (
            item.name,
            item.max_points,
            item.n,
            item.share,
            item.full,
            item.blank,
            item.item_rest,
            *(item.interval or (None, None)),
            item.point_biserial,
            item.tells,
        )
        for item in found.items
    ]
    columns = (
        "exercise",
        "max_points",
        "students",
        "mean_share_of_points",
        "all_points",
        "not_attempted",
        "item_rest_correlation",
        "interval_low",
        "interval_high",
        "point_biserial",
        "what_it_says",
    )
    return Table("exercises", "difficulty and discrimination", columns, rows)


def _outcomes(found: Findings) -> Table:
    rows: Rows = [
        (one.exercise, *(one.count(outcome) for outcome in OUTCOMES))
        for one in found.outcomes
    ]
    return Table("outcomes", "what became of it", ("exercise", *OUTCOMES), rows)


def _criteria(found: Findings) -> Table:
    rows: Rows = [
        (
            loss.exercise,
            loss.criterion,
            loss.max_points,
            loss.asked,
            loss.total,
            *(loss.lost[reason] for reason in REASONS),
        )
        for loss in found.losses
    ]
    reasons = (f"lost_{reason.replace(' ', '_')}" for reason in REASONS)
    columns = ("exercise", "criterion", "max_points", "students", "lost", *reasons)
    return Table("criteria", "points lost to each criterion", columns, rows)


def _followed(found: Findings) -> Table:
    rows: Rows = [
        (one.exercise, " ".join(one.leaned_on), len(one.students), one.points)
        for one in found.followed
    ]
    columns = ("exercise", "our_functions", "students", "points_kept")
    return Table("followed_through", "marks kept by follow-through", columns, rows)
