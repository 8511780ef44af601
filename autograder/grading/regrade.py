"""Grade again what rests on something that changed, and tell who moved, and why."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from autograder.course import Course
from autograder.grading.book.attempts import Attempt
from autograder.grading.book.gradebook import Gradebook
from autograder.grading.book.marks import CHECK, Mark
from autograder.grading.engine import Judge, Manner, Run, Watch
from autograder.grading.handed_in.submissions import (
    Received,
    is_student_id,
    receive_all,
)
from autograder.grading.planning import Plan, Planner, Refused, Settled, Work
from autograder.grading.results import Row
from autograder.grading.secret import course_secret, secret_or_none
from autograder.grading.worker import Answer
from autograder.grading.written.filing import Filer, Files
from autograder.oracle.verdict import ExerciseVerdict, Verdict

EARLIER = "an earlier version of the grader"


@dataclass(frozen=True)
class Change:
    """What became of one exercise; a teacher's mark stays, whatever we say now."""

    exercise: str
    before: float
    after: float
    status_before: str
    status_after: str
    message_before: str
    message_after: str
    by_hand: bool = False

    @property
    def points(self) -> float:
        """Return by how much the gradebook moves."""
        return 0.0 if self.by_hand else self.after - self.before


@dataclass(frozen=True)
class Moved:
    """One student: the parts that changed beneath the result, and what came of it."""

    student: str
    parts: tuple[str, ...]
    before: float
    changes: tuple[Change, ...] = ()
    problem: str = ""

    @property
    def points(self) -> float:
        """Return by how much the student's points move."""
        return sum(change.points for change in self.changes)


@dataclass
class Regraded:
    """What a regrade found.

    Attributes:
        students: those that were judged again, moved or not.
        same: how many rest on what has not changed.
        new: who was never graded.
        again: who handed in something else since.
    """

    students: list[Moved] = field(default_factory=list)
    same: int = 0
    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)

    @property
    def parts(self) -> tuple[str, ...]:
        """Return all parts that changed beneath some result."""
        return tuple(sorted({part for one in self.students for part in one.parts}))


def regrade_week(
    week: str,
    course: Course,
    *,
    only: str | None = None,
    workers: int | None = None,
    dry_run: bool = False,
    trust: bool = False,
    watch: Watch | None = None,
    judge: Judge | None = None,
) -> Regraded:
    """Judge again every result whose grounds have changed.

    Args:
        week: the assignment.
        course: where the submissions, the gradebook and the results are.
        only: the one student to grade again.
        workers: how many processes judge; as many as there are cores, if None.
        dry_run: write nothing at all.
        trust: run the code without a sandbox.
        watch: what to tell how far the run is.
        judge: what gives the verdicts; the oracle, unless something else is given.

    Raises:
        GradebookError, IntakeError, SandboxUnavailable: as `grade_week` does.
    """
    manner = Manner(trust=trust, workers=workers)
    watch, expected = watch or Watch(), course.handed_in(week, only)
    run = Regrade(week, course, manner, watch, judge, expected, dry_run=dry_run)
    run.grade(receive_all(week, course, only=only))
    run.found.students.sort(key=lambda one: one.student)
    return run.found


@dataclass
class Regrade(Run):
    """A run over what was graded before."""

    dry_run: bool = False
    found: Regraded = field(default_factory=Regraded)

    def _plans(self, planner: Planner, received: Iterable[Received]) -> Iterator[Plan]:
        for one in received:
            if self._is_affected(one, planner):
                yield planner.plan(one)

    def _is_affected(self, received: Received, planner: Planner) -> bool:
        student = received.student
        if not is_student_id(student):
            return False
        last = last_graded(planner.book, student)
        basis = planner.grounds.basis(received)
        if last is None:
            self.found.new.append(student)
        elif last.sha256 != basis.sha256:
            self.found.again.append(student)
        elif last.fingerprint == basis.fingerprint:
            self.found.same += 1
        else:
            return True
        return False

    def _secret(self) -> bytes:
        if self.dry_run:
            return secret_or_none(self.course) or secrets.token_bytes(32)
        return course_secret(self.course)

    @contextmanager
    def _filer(self, reader: Gradebook) -> Iterator[Files]:
        if self.dry_run:
            yield Comparing(reader, self.found, None)
            return
        with Gradebook(self.course, self.week) as book:
            with closing(Filer(book, self.course)) as filer:
                yield Comparing(book, self.found, filer)


class Comparing:
    """Notes who moved, and lets `filer` write the new results, if there is one."""

    def __init__(self, book: Gradebook, found: Regraded, filer: Filer | None) -> None:
        self._book = book
        self._found = found
        self._filer = filer

    def answered(self, work: Work, answer: Answer) -> Row:
        """Compare the answer with the last one."""
        student = work.received.student
        last, marks = last_graded(self._book, student), self._book.marks(student)
        row = self._filer.answered(work, answer) if self._filer else _row(work, answer)
        if last and answer.verdict and row.status == "graded":
            new = Verdict.from_dict(json.loads(answer.verdict))
            self._found.students.append(compare(last, work.basis.parts, new, marks))
        else:
            self._found.students.append(Moved(student, (), 0.0, problem=row.reason))
        return row

    def refused(self, refused: Refused) -> Row:
        """Note that it can no longer be graded; the last result stays."""
        student = refused.received.student
        if self._filer:
            self._filer.refused(refused)
        self._found.students.append(Moved(student, (), 0.0, problem=refused.reason))
        return Row(student, refused.status, reason=refused.reason)

    def settled(self, settled: Settled) -> Row:
        """Note that another grader has just done it."""
        self._found.same += 1
        return Row(settled.student, "graded", unchanged=True)


def compare(
    last: Attempt, parts: Mapping[str, str], new: Verdict, marks: Mapping[str, Mark]
) -> Moved:
    """Return what is different between the last result and a new verdict."""
    old = Verdict.from_dict(json.loads(last.verdict or ""))
    before = {one.exercise: one for one in old.exercises}
    after = {one.exercise: one for one in new.exercises}
    by_hand = {name for name in after if _is_by_hand(marks.get(CHECK + name))}
    changes = (
        _change(name, before.get(name), after.get(name), by_hand=name in by_hand)
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    )
    return Moved(
        last.student,
        changed_parts(json.loads(last.parts), parts),
        sum(mark.points or 0.0 for mark in marks.values()),
        tuple(changes),
    )


def changed_parts(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the grounds that are no longer the same."""
    if not old:
        return (EARLIER,)
    every = sorted({*old, *new})
    return tuple(name for name in every if old.get(name) != new.get(name))


def last_graded(book: Gradebook, student: str) -> Attempt | None:
    """Return the last attempt that has a result."""
    last = book.latest(student)
    if last is None or last.status == "graded":
        return last
    graded = [one for one in book.attempts(student) if one.status == "graded"]
    return graded[-1] if graded else None


def _is_by_hand(mark: Mark | None) -> bool:
    return mark is not None and mark.by_hand


def _change(
    name: str,
    old: ExerciseVerdict | None,
    new: ExerciseVerdict | None,
    *,
    by_hand: bool,
) -> Change:
    before, after = _first_loss(old), _first_loss(new)
    return Change(
        name,
        before=old.points if old else 0.0,
        after=new.points if new else 0.0,
        status_before=before[0],
        status_after=after[0],
        message_before=before[1],
        message_after=after[1],
        by_hand=by_hand,
    )


def _first_loss(exercise: ExerciseVerdict | None) -> tuple[str, str]:
    """Return status and message of the first criterion that lost points."""
    if exercise is None:
        return "not asked", ""
    for criterion in exercise.criteria:
        if criterion.points < criterion.max_points:
            return criterion.status, criterion.message
    return "passed", ""


def _row(work: Work, answer: Answer) -> Row:
    """Return the row of a dry run."""
    student = work.received.student
    if answer.verdict is None:
        return Row(student, "not graded", reason=answer.refused or answer.failed)
    return Row(student, "graded")
