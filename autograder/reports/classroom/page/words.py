"""What happened at a glance, and what to do next, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.text import points
from autograder.reports.classroom.findings import Findings
from autograder.reports.classroom.numbers.items import ENOUGH, Item
from autograder.reports.classroom.numbers.outcomes import Outcome

# What became of an exercise: the words, and the name of its colour and pattern.
OUTCOME_WORDS: dict[Outcome, str] = {
    "right": "all points",
    "partly": "right values, something else missed",
    "named": "wrong, and we know why",
    "unnamed": "wrong in a way without a name",
    "stopped": "did not run",
    "blank": "not attempted",
}
REASON_WORDS = {
    "failed": "wrong",
    "not run": "did not run",
    "not attempted": "not attempted",
    "not judged": "waited for a right answer",
}
# What a link to a section of the page says.
SECTIONS = {
    "exercises": "Exercises",
    "misconceptions": "Misconceptions",
    "unnamed": "Without a name",
    "students": "Students to look at",
}
MOST_NAMES = 6


@dataclass(frozen=True)
class Step:
    """One thing to do, and the section of the page that says more."""

    text: str
    section: str


def many(n: int, one: str, more: str = "") -> str:
    """Return a count with its noun: 1 student, 2 students."""
    return f"{n} {one}" if n == 1 else f"{n} {more or one + 's'}"


def listed(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Return names as a list in a sentence; beyond `most` they are counted."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def percent(share: float) -> str:
    """Return a share as whole percent."""
    return f"{100 * share:.0f} %"


def signed(r: float) -> str:
    """Return a correlation with two decimals and a true minus."""
    return f"{r:.2f}".replace("-", "−")


def glance(found: Findings) -> list[str]:
    """Return what happened, in two to four sentences."""
    if not found.classroom.handed_in:
        return ["Nobody has handed in this week yet."]
    return [_who(found), *_how_well(found), *_left_out(found)]


def next_steps(found: Findings) -> list[Step]:
    """Return what to do next, the most pressing first."""
    every = (
        _mark_by_hand(found),
        _ask_again(found),
        _own_failures(found),
        _look_at_questions(found),
        _teach(found),
        _name(found),
        _absent(found),
    )
    return [step for step in every if step]


def _who(found: Findings) -> str:
    here = many(len(found.classroom.handed_in), "student")
    if not found.unread:
        return f"{here} handed in, and every submission is graded."
    lost = len(found.unread)
    latest = "latest submission of" if any(u.earlier for u in found.unread) else "of"
    if latest == "of":
        return f"{here} handed in: {found.n} graded, {lost} could not be."
    return f"{here} handed in. The {latest} {lost} could not be graded."


def _how_well(found: Findings) -> list[str]:
    scores, most = found.scores, points(found.marks.max_points)
    if scores is None or not found.marks.max_points:
        return []
    if scores.n == 1:
        return [f"The one result is {points(scores.mean)} of {most} points."]
    said = (
        f"The mean is {points(round(scores.mean, 1))} of {most} points, "
        f"the median {points(scores.median)}"
    )
    if scores.n < 4:
        return [f"{said}."]
    lower, upper = points(round(scores.lower, 1)), points(round(scores.upper, 1))
    return [f"{said}; the middle half lies between {lower} and {upper}."]


def _left_out(found: Findings) -> list[str]:
    if not found.marks.left_out:
        return []
    names = listed(found.marks.left_out)
    return [f"Left out until it is marked for everybody: {names}."]


def _mark_by_hand(found: Findings) -> Step | None:
    waiting = found.classroom.waiting
    if not waiting:
        return None
    answers = sum(len(pupil.waiting) for pupil in waiting)
    verb = "waits" if answers == 1 else "wait"
    return Step(
        f"{many(answers, 'answer')} {verb} for your mark: {_cells(found)}. Mark in "
        f"formgrader, then run `workbook feedback {found.classroom.week}`.",
        "students",
    )


def _cells(found: Findings) -> str:
    names = (s.name for pupil in found.classroom.waiting for s in pupil.waiting)
    return listed(tuple(dict.fromkeys(names)))


def _ask_again(found: Findings) -> Step | None:
    names = [one.student for one in found.unread if one.status == "unreadable"]
    if not names:
        return None
    verb = "it" if len(names) == 1 else "them"
    said = f"{many(len(names), 'submission')} could not be read. Ask {listed(names)} "
    return Step(f"{said}to save the notebook and hand {verb} in again.", "students")


def _own_failures(found: Findings) -> Step | None:
    names = [one.student for one in found.unread if one.status != "unreadable"]
    if not names:
        return None
    again = f"`workbook grade {found.classroom.week}`"
    return Step(
        f"The grader failed on {listed(names)}; that is not the students' fault. "
        f"Run {again} once more.",
        "students",
    )


def _look_at_questions(found: Findings) -> Step | None:
    odd = [item.name for item in found.items if is_odd(item)]
    if not odd:
        return None
    return Step(
        f"Look at the question itself: who does well in the rest does no better in "
        f"{listed(odd)}.",
        "exercises",
    )


def is_odd(item: Item) -> bool:
    """Return whether an exercise separates nobody although it could be told."""
    return item.n >= ENOUGH and item.item_rest is not None and item.item_rest < 0.1


def _teach(found: Findings) -> Step | None:
    common = [one for one in found.named if len(one.students) > 1]
    if not common:
        return None
    first = common[0]
    return Step(
        f"The commonest misconception is `{first.id}` in {first.exercise}: "
        f"{len(first.students)} of {many(found.n, 'student')}. Worth five minutes "
        "in class.",
        "misconceptions",
    )


def _name(found: Findings) -> Step | None:
    n = len({wrong.student for wrong in found.wrongs})
    if not n:
        return None
    verb = "was" if len(found.wrongs) == 1 else "were"
    return Step(
        f"{many(len(found.wrongs), 'answer')} of {many(n, 'student')} {verb} wrong in "
        "a way that has no name yet. A name gives the next class a hint.",
        "unnamed",
    )


def _absent(found: Findings) -> Step | None:
    if not found.absent:
        return None
    verb = "has" if len(found.absent) == 1 else "have"
    n = many(len(found.absent), "student")
    return Step(f"{n} in the gradebook {verb} not handed in.", "students")
