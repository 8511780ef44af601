"""Grade a week: every submission ends in a row, and none can stop the next one.

This process reads submissions and writes results; judging happens wherever there is
room, a few submissions at a time. What was graded before and rests on the same grounds
is left alone, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from autograder.course import Course
from autograder.grading import keys
from autograder.grading.handed_in import skeleton
from autograder.grading.handed_in.intake import IntakeError, Submission
from autograder.grading.handed_in.submissions import Received, receive_all
from autograder.grading.planning import Plan, Planner, Refused, Work
from autograder.grading.results import Row
from autograder.grading.running import editions, sources, window
from autograder.grading.running.places import (
    Cluster,
    Here,
    Place,
    PlaceError,
    Processes,
    Threads,
    usable_cores,
)
from autograder.grading.secret import course_secret
from autograder.grading.worker import Answer, Task, answered, probe
from autograder.oracle.verdict import Verdict
from autograder.sandbox import SandboxUnavailable
from autograder.sandbox.doctor import standing

if TYPE_CHECKING:
    from autograder.grading.book.gradebook import Gradebook
    from autograder.grading.written.filing import Files

__all__ = ["Judge", "PlaceError", "Row", "Watch", "grade_week"]

# So few are done before other processes have started.
HANDFUL = 8
# Where it is kept that the walls of this machine were tried, and held.
TRIED = "walls.json"

Judge = Callable[[Submission, str], Verdict]


def _nothing(_: object) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class Watch:
    """What wants to know how far the run is.

    Attributes:
        on_ready: called with the number of cores or threads that judge.
        on_start: called with the student whose submission is to be judged next.
        on_row: called with each row as it is done, in any order.
    """

    on_ready: Callable[[int], object] = _nothing
    on_start: Callable[[str], object] = _nothing
    on_row: Callable[[Row], object] = _nothing


@dataclass(frozen=True)
class Manner:
    """How to grade: see `grade_week`."""

    trust: bool = False
    require: str | None = None
    workers: int | None = None
    scheduler: str | None = None
    force: bool = False


def grade_week(
    week: str,
    course: Course,
    *,
    only: str | None = None,
    trust: bool = False,
    require: str | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    on_row: Callable[[Row], object] | None = None,
    watch: Watch | None = None,
    judge: Judge | None = None,
) -> list[Row]:
    """Grade what was handed in for the week; return a row for each, by student.

    Args:
        week: the assignment.
        course: where the submissions, the gradebook and the results are.
        only: the one student to grade.
        trust: run the code without a sandbox; every result is marked.
        require: the weakest tier of sandbox that will do.
        workers: how many processes judge; as many as there are cores, if None.
        scheduler: the address of a Dask scheduler whose workers judge instead.
        force: judge what has not changed, too.
        on_row: called with each row as it is done, in any order.
        watch: what else to call.
        judge: what gives the verdicts; the oracle, unless something else is given.

    Raises:
        GradebookError: the week was never released; the message says what to do.
        IntakeError: the week has no notebook or no exercises to grade against.
        PlaceError: the cluster cannot be reached, or went away.
        SandboxUnavailable: no sandbox can start and `trust` is not set.
    """
    manner = Manner(trust, require, workers, scheduler, force)
    watch = watch or Watch(on_row=on_row or _nothing)
    received = receive_all(week, course, only=only)
    expected = course.handed_in(week, only)
    run = Run(week, course, manner, watch, judge, expected)
    return sorted(run.grade(received), key=lambda row: row.student)


@dataclass
class Run:
    """One run of the grader; `expected` is how many seem to have handed in."""

    week: str
    course: Course
    manner: Manner
    watch: Watch = Watch()
    judge: Judge | None = None
    expected: int = 0
    _rows: list[Row] = field(default_factory=list)

    def grade(self, received: Iterable[Received]) -> list[Row]:
        """Plan, judge and file; return the rows as they came."""
        self._require_week()
        with self._place() as place:
            if self.judge is None:
                place.warm_up(probe(self._blank()))
            # Meanwhile: nbgrader takes as long to import as a worker takes to start.
            from autograder.grading.book.gradebook import Gradebook

            with Gradebook(self.course, self.week, read_only=True) as reader:
                work, plans = _peek(self._plans(self._planner(reader), received))
                if work:
                    self._ask_whether_it_can(place)
                else:
                    place.close(kill=True)
                with self._filer(reader) as filer:
                    self._work_off(plans, place, filer)
        return self._rows

    def _plans(self, planner: Planner, received: Iterable[Received]) -> Iterator[Plan]:
        """Yield what is to be done with each."""
        return map(planner.plan, received)

    @contextmanager
    def _filer(self, reader: Gradebook) -> Iterator[Files]:
        """Open what writes the results."""
        from autograder.grading.book.gradebook import Gradebook
        from autograder.grading.written.filing import Filer

        with Gradebook(self.course, self.week) as book:
            with closing(Filer(book, self.course)) as filer:
                yield filer

    def _require_week(self) -> None:
        from autograder.exercises import weeks

        skeleton.load(self.week, self.course)
        if self.judge is None and self.week not in weeks():
            raise IntakeError(
                f"{self.week} has no exercises: autograder/exercises lacks it."
            )

    def _planner(self, book: Gradebook) -> Planner:
        manner = self.manner
        grounds = keys.grounds(
            self.week,
            self.course,
            secret=self._secret(),
            trust=manner.trust,
        )
        return Planner(grounds, self.course, book, self._blank(), force=manner.force)

    def _blank(self) -> Task:
        """Return what all tasks of the run have in common."""
        from autograder.exercises import environment

        manner = self.manner
        return Task(
            self.week,
            cells=(),
            key=bytes(32),
            environment="numpy" if self.judge else environment(self.week),
            trust=manner.trust,
            require=manner.require,
            code=sources.judging(self.week) if manner.scheduler else "",
        )

    def _secret(self) -> bytes:
        return course_secret(self.course)

    def _place(self) -> Place:
        """Return where to judge what seems to have been handed in."""
        manner, workers = self.manner, self.manner.workers or usable_cores()
        if self.judge:
            return Threads(partial(_by, self.judge), manner.workers or 1)
        if manner.scheduler:
            return Cluster(manner.scheduler)
        few = self.expected <= HANDFUL and manner.workers is None
        return Here() if few or workers == 1 else Processes(workers)

    def _ask_whether_it_can(self, place: Place) -> None:
        """Find out before anything is written.

        Raises:
            SandboxUnavailable: no sandbox can start there.
        """
        if self.judge is None:
            if not (self.manner.trust or self.manner.scheduler):
                standing.insist(editions.cache_folder() / TRIED)
            probes = [probe(self._blank())] * place.processes
            for _, answer in window.answers(place, probes):
                _require_sandbox(answer)
        self.watch.on_ready(place.size)

    def _work_off(self, plans: Iterator[Plan], place: Place, filer: Files) -> None:
        def work() -> Iterator[Work]:
            for plan in plans:
                if isinstance(plan, Work):
                    yield plan
                elif isinstance(plan, Refused):
                    self._add(filer.refused(plan))
                else:
                    self._add(filer.settled(plan))

        def tell(one: Work) -> None:
            self.watch.on_start(one.received.student)

        for one, answer in window.answers(place, work(), on_start=tell):
            _require_sandbox(answer)
            self._add(filer.answered(one, answer))

    def _add(self, row: Row) -> None:
        self._rows.append(row)
        self.watch.on_row(row)


def _peek(plans: Iterator[Plan]) -> tuple[bool, Iterator[Plan]]:
    """Return whether anything is to be judged, and all plans."""
    seen: list[Plan] = []
    for plan in plans:
        seen.append(plan)
        if isinstance(plan, Work):
            return True, chain(seen, plans)
    return False, iter(seen)


def _require_sandbox(answer: Answer) -> None:
    if answer.unavailable:
        raise SandboxUnavailable(answer.unavailable)


def _by(judge: Judge, work: Work) -> str:
    """Return the answer of a judge that is not the oracle."""
    return answered(lambda: judge(work.submission, work.received.student)).to_json()
