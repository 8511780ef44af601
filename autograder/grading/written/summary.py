"""A verdict in a line: what was lost, and why, for the teacher's table."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.oracle.verdict import ExerciseVerdict, Verdict

MOST_NAMES = 3


def summary(verdict: Verdict) -> str:
    """Return what was not written, and what was wrong with its misconception."""
    lost = [e for e in verdict.exercises if e.points < e.max_points]
    blank = [e.exercise for e in lost if e.criteria[0].status == "not attempted"]
    wrong = [_named(e) for e in lost if e.criteria[0].status != "not attempted"]
    said = []
    if wrong:
        said.append(f"Lost points: {_listed(wrong)}.")
    if blank:
        said.append(f"Not attempted: {_listed(blank)}.")
    return " ".join(said)


def _named(exercise: ExerciseVerdict) -> str:
    """Return the exercise with the first reason that has a name."""
    failed = [c for c in exercise.criteria if c.points < c.max_points]
    names = [c.misconception for c in failed if c.misconception]
    return f"{exercise.exercise} ({names[0] if names else failed[0].status})"


def _listed(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES + 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"
