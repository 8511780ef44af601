"""A class that never was: seeded students with an ability, habits, and real verdicts.

Nothing runs here. A student who is not able enough picks one of the misconceptions that
the week's exercises know, and the verdict is put together as the oracle would.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from autograder.exercises import exercises, title
from autograder.grading.book.attempts import Attempt
from autograder.grading.book.marks import CHECK
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict
from autograder.reports.classroom.reading import hints_of
from autograder.reports.classroom.records import Classroom, Pupil, Score

WEEK = "c1w2_logistic_regression"
FIRST = "amina boris chen dora elif farid greta hugo ines jonas kofi lena".split()
LAST = "abe brandt castro dube eriksen fujita garcia haddad ivanova jung".split()
# Words in a misconception's id that tell of a habit, and how common the habit is.
HABITS = {
    "averaged": 0.3,
    "mean": 0.3,
    "keepdims": 0.25,
    "loop": 0.3,
    "changes": 0.2,
    "shift": 0.25,
    "columns": 0.2,
}
WRITTEN = "why-not-squares"


@dataclass
class Student:
    """One student before any exercise: an ability, habits, and a die of their own."""

    id: str
    ability: float
    habits: set[str]
    rng: np.random.Generator
    wrong: dict[str, ExerciseVerdict] = field(default_factory=dict)

    def has(self, misconception):
        return any(habit in misconception for habit in self.habits)


def classroom(n=60, seed=7, *, hostile="", marked=False):
    """Return a class of `n`; `hostile` is put wherever a student's text may stand."""
    rng = np.random.default_rng(seed)
    hardness = rng.normal(-0.9, 0.7, size=len(exercises(WEEK)))
    students = [_student(number, rng) for number in range(n)]
    pupils = [_pupil(one, hardness, hostile, marked) for one in students]
    return Classroom(WEEK, title(WEEK), tuple(pupils), hints_of(WEEK))


def _student(number, rng):
    first, last = FIRST[number % len(FIRST)], LAST[(number * 7) % len(LAST)]
    habits = {habit for habit, share in HABITS.items() if rng.random() < share}
    own = np.random.default_rng(rng.integers(2**32))
    return Student(f"{first}.{last}{number // 10}", rng.normal(), habits, own)


def _pupil(student, hardness, hostile, marked):
    name = f"{student.id.title()} {hostile}"
    if student.rng.random() < 0.03:
        return Pupil(student.id, name)  # never handed in
    if student.rng.random() < 0.04:
        attempt = Attempt(
            student.id, WEEK, "-", "unreadable", reason=f"Cut off. {hostile}",
            graded_at=_moment(student),
        )  # fmt: skip
        return Pupil(student.id, name, attempts=(attempt,))
    verdict = _verdict(student, hardness, hostile)
    share = 1 / (1 + np.exp(-1.2 - student.ability))
    return Pupil(
        id=student.id,
        name=name,
        verdict=verdict,
        attempts=tuple(_attempts(student, verdict)),
        scores=_scores(student, verdict, marked),
        late_penalty=2.0 if student.rng.random() < 0.05 else 0.0,
        handed_in="2026-09-14 16:30",
        elsewhere=float(np.clip(share + student.rng.normal(0, 0.08), 0, 1)),
    )


def _verdict(student, hardness, hostile):
    gone = student.rng.random() < 0.03  # an off day: nothing is attempted
    judged = []
    for hard, exercise in zip(hardness, exercises(WEEK).values(), strict=True):
        broken = [d for d in exercise.depends_on if d in student.wrong]
        able = student.rng.random() < 1 / (1 + np.exp(1.4 * (hard - student.ability)))
        if gone:
            made = _blank(exercise)
        elif able:
            made = _right(exercise, student, tuple(broken))
        else:
            made = _wrong(exercise, student, hostile)
        if made.points < made.max_points and made.criteria[0].status != "passed":
            student.wrong[exercise.id] = made
        judged.append(made)
    notes = (f"One cell was left out. {hostile}",) if hostile else ()
    return Verdict(WEEK, tuple(judged), "bubblewrap", notes)


def _right(exercise, student, followed):
    criteria = []
    for criterion in exercise.criteria:
        habit = [
            m for m in exercise.misconceptions
            if m.criterion == criterion.name != "correct" and student.has(m.id)
        ]  # fmt: skip
        criteria.append(
            _failed(criterion, habit[0]) if habit else _passed(criterion)
        )  # fmt: skip
    return ExerciseVerdict(exercise.id, tuple(criteria), followed_through=followed)


def _wrong(exercise, student, hostile):
    die = student.rng.random()
    if die < 0.18 - 0.06 * student.ability:
        return _blank(exercise)
    if die > 0.96:
        return _stopped(exercise)
    known = [m for m in exercise.misconceptions if m.criterion == "correct"]
    if die > 0.84 or not known:
        return _unnamed(exercise, student, hostile)
    weights = 1 / np.arange(1, len(known) + 1) ** 1.3
    weights *= [8 if student.has(m.id) else 1 for m in known]
    pick = known[student.rng.choice(len(known), p=weights / weights.sum())]
    return _first(exercise, _failed(exercise.criteria[0], pick))


def _unnamed(exercise, student, hostile):
    came = f"[{student.rng.integers(1, 4) / 4:.4g} 0.5 0.25] (3,){hostile}"
    evidence = {
        "case": "case 1",
        "arguments": {"x": "[1. 2. 3.] (3,)"},
        "expected": "[0.1966 0.105 0.0452] (3,)",
        "outcome": "value",
        "came": came,
        "differences": [f"the result is wrong. {hostile}"],
    }
    said = f"{exercise.id}: the result has wrong values. {hostile}"
    return _first(
        exercise, _judged(exercise.criteria[0], "failed", said, evidence=evidence)
    )


def _stopped(exercise):
    said = f"{exercise.id} took too long and was stopped."
    evidence = {"case": "case 1", "outcome": "timeout", "arguments": {}}
    return _first(
        exercise, _judged(exercise.criteria[0], "not run", said, evidence=evidence)
    )


def _blank(exercise):
    said = f"{exercise.id} is not written yet."
    every = (_judged(one, "not attempted", said) for one in exercise.criteria)
    return ExerciseVerdict(exercise.id, tuple(every))


def _first(exercise, verdict):
    """Return an exercise that failed at its first criterion; the others wait."""
    rest = (_judged(one, "not judged", "Later.") for one in exercise.criteria[1:])
    return ExerciseVerdict(exercise.id, (verdict, *rest))


def _failed(criterion, misconception):
    evidence = {
        "case": "case 1",
        "arguments": {"x": "3"},
        "outcome": "value",
        "came": "1",
        "mistakes": [[misconception.id]],
    }
    return _judged(
        criterion, "failed", misconception.hint, misconception.id, evidence
    )  # fmt: skip


def _passed(criterion):
    return CriterionVerdict(
        criterion.name, "passed", float(criterion.points), float(criterion.points),
        passed_cases=9, cases=9,
    )  # fmt: skip


def _judged(criterion, status, message, misconception=None, evidence=None):
    return CriterionVerdict(
        criterion.name, status, 0.0, float(criterion.points), message, misconception,
        2, 9, evidence or {},
    )  # fmt: skip


def _scores(student, verdict, marked):
    scores = [
        Score(CHECK + one.exercise, one.max_points, one.points)
        for one in verdict.exercises
    ]
    given = float(student.rng.integers(0, 6)) if marked else None
    return (*scores, Score(WRITTEN, 5.0, manual=given))


def _attempts(student, verdict):
    several = student.rng.choice([1, 2, 3, 4], p=[0.6, 0.25, 0.1, 0.05])
    shares = np.sort(student.rng.uniform(0.4, 1, size=several))
    shares[-1] = 1
    for number, share in enumerate(shares):
        yield Attempt(
            student.id, WEEK, f"{student.id}-{number}", "graded",
            points=round(float(share) * verdict.points * 2) / 2,
            max_points=verdict.max_points,
            graded_at=_moment(student, number),
        )  # fmt: skip


def _moment(student, number=0):
    day, hour = (
        9 + number + int(student.rng.integers(0, 3)),
        student.rng.integers(8, 22),
    )
    return f"2026-09-{day:02d}T{hour:02d}:15:00+00:00"
