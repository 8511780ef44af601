"""A results.json for each student, in the format that Gradescope documents.

The format: "score" of the whole, and "tests" with "name", "score", "max_score",
"output", "output_format", "status" and "visibility". Formats are "text", so nothing of
what a student wrote is ever read as HTML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.grading.handed_in.submissions import is_student_id
from autograder.grading.text import plain, points
from autograder.oracle.verdict import ExerciseVerdict
from autograder.reports.classroom.numbers.misconceptions import mistakes
from autograder.reports.classroom.records import Classroom, Pupil, Score
from autograder.reports.feedback import messages

FORMAT = "text"
VISIBILITY = "visible"
LONGEST = 4_000


def results(classroom: Classroom) -> Iterator[tuple[str, str]]:
    """Yield the id and the results.json of everybody who handed in.

    An id that could not be a folder's name is left out; no submission has one.
    """
    for pupil in classroom.handed_in:
        if is_student_id(pupil.id):
            data = result(pupil, classroom.week)
            yield pupil.id, json.dumps(data, indent=1, allow_nan=False) + "\n"


def result(pupil: Pupil, week: str) -> dict[str, Any]:
    """Return one student's result; a late penalty is left to Gradescope's own rules."""
    marked = [score for score in pupil.scores if not score.waits]
    return {
        "score": sum(score.points or 0.0 for score in marked),
        "output": _whole(pupil),
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": "hidden",
        "tests": [_test(place, s, pupil) for place, s in enumerate(marked, start=1)],
        "extra_data": {
            "week": week,
            "student": pupil.id,
            "late_penalty": pupil.late_penalty,
            "points_waiting": sum(score.max_points for score in pupil.waiting),
        },
    }


def _test(place: int, score: Score, pupil: Pupil) -> dict[str, Any]:
    verdict = _verdict(score.name, pupil)
    earned = score.points or 0.0
    named = [a for c in (verdict.criteria if verdict else ()) for a in mistakes(c)]
    return {
        "number": str(place),
        "name": score.name,
        "name_format": FORMAT,
        "score": earned,
        "max_score": score.max_points,
        "status": "passed" if earned >= score.max_points else "failed",
        "output": plain(_said(verdict), most=LONGEST),
        "output_format": FORMAT,
        "visibility": VISIBILITY,
        "extra_data": {"misconceptions": named},
    }


def _verdict(exercise: str, pupil: Pupil) -> ExerciseVerdict | None:
    every = pupil.verdict.exercises if pupil.verdict else ()
    return next((one for one in every if one.exercise == exercise), None)


def _said(verdict: ExerciseVerdict | None) -> str:
    """Return what the learner should read, each sentence once."""
    if verdict is None:
        return "Marked by your teacher."
    said = [criterion.message for criterion in messages(verdict)]
    if verdict.followed_through:
        ours = ", ".join(verdict.followed_through)
        said.append(f"Judged with our {ours} in place of yours.")
    return "\n".join(dict.fromkeys(filter(None, [*said, *verdict.notes])))


def _whole(pupil: Pupil) -> str:
    """Return what is to be said of the whole submission."""
    said = list(pupil.verdict.notes) if pupil.verdict else []
    if pupil.attempts and pupil.attempts[-1].status != "graded":
        said.append(f"Not graded: {pupil.attempts[-1].reason}")
    waiting = sum(score.max_points for score in pupil.waiting)
    if waiting:
        said.append(f"{points(waiting)} more points wait for your teacher.")
    return plain("\n".join(said), most=LONGEST)
