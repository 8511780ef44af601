"""Which exercise is looked at: a name that a child process can find again."""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from autograder.audit.local import LocalSession
from autograder.exercises.exercise import Exercise
from autograder.oracle.judge import judge_exercise
from autograder.oracle.verdict import ExerciseVerdict
from autograder.sandbox import Session


@dataclass(frozen=True)
class Subject:
    """A module with EXERCISES, and the name of one of them."""

    module: str
    name: str

    @property
    def exercise(self) -> Exercise:
        """Return the exercise."""
        return _exercise(self.module, self.name)

    @property
    def unexplained(self) -> Exercise:
        """Return the exercise without its misconceptions: a verdict comes sooner."""
        return _unexplained(self.module, self.name)


def subjects(week: str) -> list[Subject]:
    """Return the exercises of a week."""
    return subjects_of(f"autograder.exercises.{week}")


def subjects_of(module: str) -> list[Subject]:
    """Return the exercises of a module that has EXERCISES."""
    known = importlib.import_module(module).EXERCISES
    return [Subject(module, exercise.id) for exercise in known]


def key(number: int) -> bytes:
    """Return the key of an imagined submission; the same number gives the same one."""
    return hashlib.sha256(f"audit {number}".encode()).digest()


def judged(exercise: Exercise, function: object, key: bytes) -> ExerciseVerdict:
    """Return the verdict on a function of ours, by the judge that learners get."""
    return judge_exercise(session_of({exercise.id: function}), exercise, key)


def session_of(functions: dict[str, object]) -> Session:
    """Return a session in this process that has these functions."""
    return cast(Session, LocalSession(functions))


@cache
def _exercise(module: str, name: str) -> Exercise:
    known = importlib.import_module(module).EXERCISES
    return next(cast(Exercise, e) for e in known if e.id == name)


@cache
def _unexplained(module: str, name: str) -> Exercise:
    return replace(_exercise(module, name), misconceptions=())
