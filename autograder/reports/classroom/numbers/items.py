"""Each exercise in two numbers: how hard it is, and how much it tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from autograder.reports.classroom.numbers import statistics
from autograder.reports.classroom.records import Classroom, Pupil, Score

# Below this many students a correlation says next to nothing.
ENOUGH = 20


@dataclass(frozen=True)
class Item:
    """One graded cell across the class.

    Attributes:
        name: the exercise, or the written answer.
        written: whether a teacher marks it.
        max_points: what it is worth.
        n: how many students have points for it.
        share: the mean share of its points that was earned, 0 to 1.
        full: how many earned every point.
        blank: how many did not attempt it.
        item_rest: the correlation of its points with the points of all other cells.
        interval: the 95 % interval of that correlation.
        point_biserial: the same with "every point or not" in place of its points.
    """

    name: str
    written: bool
    max_points: float
    n: int
    share: float
    full: int
    blank: int
    item_rest: float | None
    interval: tuple[float, float] | None
    point_biserial: float | None

    @property
    def tells(self) -> str:
        """Return what the correlation says, in a sentence."""
        if self.n < ENOUGH:
            return f"Too few students to tell ({ENOUGH} are needed)."
        if self.item_rest is None:
            return "Everybody has the same points: it tells nobody apart."
        if self.interval and self.interval[1] < 0:
            return "Those good at the rest do worse here: look at the question."
        if self.item_rest < 0.1:
            return "Says nothing of how the rest goes: look at the question."
        if self.item_rest < 0.3:
            return "Goes a little with the rest."
        if self.item_rest < 0.5:
            return "Those good at the rest are good here too."
        return "Tells well who is at ease with the week."


@dataclass(frozen=True)
class Marks:
    """The marks that can be compared: cells that wait for nobody's mark."""

    classroom: Classroom

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Return the cells that nobody waits for, in the notebook's order."""
        every = [score for pupil in self.classroom.graded for score in pupil.scores]
        waiting = {score.cell for score in every if score.waits}
        names = dict.fromkeys(score.cell for score in every)
        return tuple(name for name in names if name not in waiting)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of the cells that somebody still waits for."""
        waiting = (s.name for p in self.classroom.graded for s in p.waiting)
        return tuple(dict.fromkeys(waiting))

    @cached_property
    def max_points(self) -> float:
        """Return the points of these cells."""
        return sum(
            max((s.max_points for _, s in self.column(cell)), default=0.0)
            for cell in self.cells
        )

    def column(self, cell: str) -> list[tuple[Pupil, Score]]:
        """Return each graded student's mark for one cell."""
        return [
            (pupil, score)
            for pupil in self.classroom.graded
            for score in pupil.scores
            if score.cell == cell
        ]

    @cached_property
    def totals(self) -> dict[str, float]:
        """Return each student's points in these cells."""
        counted = set(self.cells)
        return {
            pupil.id: sum(s.points or 0.0 for s in pupil.scores if s.cell in counted)
            for pupil in self.classroom.graded
        }


def items(marks: Marks) -> list[Item]:
    """Return every cell that nobody waits for, in numbers."""
    return [_item(cell, marks) for cell in marks.cells]


def _item(cell: str, marks: Marks) -> Item:
    column = marks.column(cell)
    score = column[0][1]
    points = [one.points or 0.0 for _, one in column]
    rest = [
        marks.totals[pupil.id] - own
        for (pupil, _), own in zip(column, points, strict=True)
    ]
    full = [own >= score.max_points for own in points]
    r = statistics.correlation(points, rest)
    most = score.max_points or 1.0
    return Item(
        name=score.name,
        written=score.written,
        max_points=score.max_points,
        n=len(column),
        share=statistics.mean(points) / most,
        full=sum(full),
        blank=sum(_is_blank(pupil, score.name) for pupil, _ in column),
        item_rest=r,
        interval=None if r is None else statistics.interval(r, len(column)),
        point_biserial=statistics.correlation([float(f) for f in full], rest),
    )


def _is_blank(pupil: Pupil, exercise: str) -> bool:
    return any(
        one.exercise == exercise and one.criteria[0].status == "not attempted"
        for one in (pupil.verdict.exercises if pupil.verdict else ())
    )
