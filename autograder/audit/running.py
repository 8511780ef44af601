"""A whole audit: every question about a week as jobs for all cores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from autograder.audit import flakes, poison, pool, twins
from autograder.audit.findings import ExerciseFindings, Findings
from autograder.audit.mutation import killing
from autograder.audit.mutation.mutants import Mutant, mutants_of
from autograder.audit.mutation.reviewed import reviewed
from autograder.audit.published import leaks_of
from autograder.audit.subject import Subject, subjects
from autograder.course import Course

LONG = 900.0
"""Seconds that a job of ours may take; only mutants are expected not to end."""


@dataclass(frozen=True)
class Effort:
    """How hard to look.

    Attributes:
        seeds: submissions under which right is right and wrong is wrong.
        keys: submissions that each mutant is handed in as.
        share: one mutant in so many is tried.
    """

    seeds: int = 1000
    keys: int = 5
    share: int = 1


QUICK = Effort(seeds=10, keys=1, share=6)

Progress = Callable[[int, int], None]
Plan = list[tuple[pool.Job, Callable[[Any], None]]]
"""Jobs, each with what is to be done with its result."""


def audit(
    week: str,
    course: Course,
    effort: Effort,
    *,
    exercise: str | None = None,
    workers: int | None = None,
    progress: Progress = lambda done, of: None,
) -> Findings:
    """Return what is to be said of the tests of a week, or of one exercise of it."""
    known, plan, names = reviewed(week), Plan(), set[str]()
    found = Findings(week, [], effort.seeds)
    for subject in subjects(week):
        if exercise in (None, subject.name):
            mutants = mutants_of(subject.exercise)
            names |= {mutant.id for mutant in mutants}
            found.exercises.append(ExerciseFindings(subject.name, known))
            plan += plan_of(subject, mutants, effort, found.exercises[-1])
    if exercise is None:
        plan += _notebooks(week, found)
    execute(plan, workers, progress)
    for one in found.exercises:
        one.fates.sort(key=lambda fate: (fate.mutant.line, fate.mutant.id))
    if exercise is None:
        fates = [fate for one in found.exercises for fate in one.fates]
        found.stale = known.stale(names, fates)
        found.leaks = leaks_of(week, course)
    return found


def execute(
    plan: Plan,
    workers: int | None = None,
    progress: Progress = lambda done, of: None,
) -> None:
    """Run the jobs of a plan, and do with each result what is to be done."""
    jobs = [job for job, _ in plan]
    for done, (number, result) in enumerate(pool.run(jobs, workers), start=1):
        plan[number][1](result)
        progress(done, len(jobs))


def plan_of(
    subject: Subject,
    mutants: Sequence[Mutant],
    effort: Effort,
    found: ExerciseFindings,
) -> Plan:
    """Return the jobs that fill in what is to be found out about an exercise."""
    tried = [m for m in mutants if crc32(m.id.encode()) % effort.share == 0]
    jobs = killing.jobs(subject, tried, effort.keys)
    plan = [(job, _keeper(found, m)) for job, m in zip(jobs, tried, strict=True)]
    for chunk in flakes.chunks(subject, effort.seeds):
        plan.append(_ours(flakes.luck, chunk, found.luck.add))
    plan.append(_ours(twins.twins, (subject, 0), found.twins.extend))
    plan.append(_ours(poison.earned, subject, found.poison.extend))
    return plan


def _ours(
    work: Callable[[Any], Any], task: Any, keep: Callable[[Any], None]
) -> tuple[pool.Job, Callable[[Any], None]]:
    """Return a job whose end, unlike a mutant's, is for itself to find."""

    def kept(result: Any) -> None:
        if isinstance(result, pool.Overran):
            raise RuntimeError(f"{work.__name__} of {task} was ended: {result}")
        keep(result)

    return pool.Job(work, task, LONG), kept


def _keeper(found: ExerciseFindings, mutant: Mutant) -> Callable[[Any], None]:
    return lambda result: found.fates.append(killing.fate(mutant, result))


def _notebooks(week: str, found: Findings) -> Plan:
    tasks = [(week, kind) for kind in poison.kinds()]
    return [_ours(poison.earned_by_notebook, t, found.notebooks.extend) for t in tasks]
