"""The class as plain data: what the report and the exports are computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from autograder.grading.book.attempts import Attempt
from autograder.grading.book.marks import CHECK
from autograder.oracle.verdict import ExerciseVerdict, Verdict


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one graded cell of one student.

    `points` is what counts: a teacher's mark if there is one, else ours, with extra
    credit; None while the cell waits for a teacher.
    """

    cell: str
    max_points: float
    auto: float | None = None
    manual: float | None = None
    extra: float = 0.0

    @property
    def waits(self) -> bool:
        """Return whether a teacher has to look before there are points."""
        return self.auto is None and self.manual is None

    @property
    def points(self) -> float | None:
        """Return the points that count, or None while the cell waits."""
        base = self.auto if self.manual is None else self.manual
        return None if base is None else base + self.extra

    @property
    def name(self) -> str:
        """Return the exercise, or the grade_id of a written answer."""
        return self.cell.removeprefix(CHECK)

    @property
    def written(self) -> bool:
        """Return whether only a teacher gives points here."""
        return not self.cell.startswith(CHECK)


@dataclass(frozen=True)
class Pupil:
    """One student of the class.

    Attributes:
        id: the student's id.
        name: the name in the gradebook, or "".
        verdict: of the latest graded attempt; None if there is none.
        attempts: every attempt at the week, the oldest first.
        scores: the gradebook's marks, in the order of the notebook.
        late_penalty: the points that nbgrader's rule takes away.
        handed_in: when, as the gradebook has it, or "".
        elsewhere: the share of the points earned in the other weeks, 0 to 1, or None.
    """

    id: str
    name: str = ""
    verdict: Verdict | None = None
    attempts: tuple[Attempt, ...] = ()
    scores: tuple[Score, ...] = ()
    late_penalty: float = 0.0
    handed_in: str = ""
    elsewhere: float | None = None

    @property
    def points(self) -> float:
        """Return the points there are so far, before any penalty."""
        return sum(score.points or 0.0 for score in self.scores)

    @property
    def max_points(self) -> float:
        """Return the points of every cell."""
        return sum(score.max_points for score in self.scores)

    @property
    def waiting(self) -> tuple[Score, ...]:
        """Return the marks that wait for a teacher."""
        return tuple(score for score in self.scores if score.waits)

    @property
    def is_blank(self) -> bool:
        """Return whether not one exercise was attempted."""
        return self.verdict is not None and all(
            exercise.criteria[0].status == "not attempted"
            for exercise in self.verdict.exercises
        )


@dataclass(frozen=True)
class Hint:
    """What the week's exercises tell somebody with one misconception."""

    text: str
    criterion: str


@dataclass(frozen=True)
class Classroom:
    """Everybody in one week, and the hints of its exercises.

    `hints` maps an exercise to its misconceptions by id.
    """

    week: str
    title: str
    pupils: tuple[Pupil, ...]
    hints: Mapping[str, Mapping[str, Hint]] = field(default_factory=dict)

    @property
    def handed_in(self) -> tuple[Pupil, ...]:
        """Return those with at least one attempt."""
        return tuple(pupil for pupil in self.pupils if pupil.attempts)

    @property
    def graded(self) -> tuple[Pupil, ...]:
        """Return those with a verdict."""
        return tuple(pupil for pupil in self.pupils if pupil.verdict is not None)

    @property
    def failed(self) -> tuple[Pupil, ...]:
        """Return those whose latest attempt could not be graded."""
        return tuple(p for p in self.handed_in if p.attempts[-1].status != "graded")

    @property
    def waiting(self) -> tuple[Pupil, ...]:
        """Return those with a mark that waits for a teacher."""
        return tuple(pupil for pupil in self.pupils if pupil.waiting)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Return the exercises that were judged, in the order they are taught."""
        return tuple(dict.fromkeys(one.exercise for _, one in self.judged()))

    def judged(
        self, exercise: str | None = None
    ) -> Iterator[tuple[Pupil, ExerciseVerdict]]:
        """Yield each student with each verdict, of one exercise if it is given."""
        for pupil in self.graded:
            for verdict in pupil.verdict.exercises if pupil.verdict else ():
                if exercise in (None, verdict.exercise):
                    yield pupil, verdict
