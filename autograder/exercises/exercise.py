"""The words of an exercise: what is asked, what is right, and what goes wrong.

An exercise is defined once, here, and used four times: its misconceptions prove the
tests (every twin must fail), explain a learner's failure (the numbers equal a twin's),
fill the class report, and document the week.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from autograder.exercises.chains import Chain
from autograder.exercises.models import ModelRules
from course_utils.desk import parsing
from course_utils.desk.compare import Rules
from course_utils.desk.relations import Relations
from course_utils.desk.standins import StandIn

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Asking:
    """The arguments of a call, and what else belongs to the question.

    Attributes:
        arguments: the values, in the order of the parameters.
        then: the result is a function, and is called with each of these.
        withheld: what relations may know and the learner's process must not hold,
            such as the labels of a test set.
        instead: functions that the answer calls by name, and what stands in for each
            during the call: stand-ins by the name of the learner's function.
        rounded: whether a visible case may be rounded, to be typed by hand; not if one
            argument follows from another.
    """

    arguments: Arguments
    then: tuple[Arguments, ...] = ()
    withheld: Arguments = field(default_factory=dict)
    instead: Mapping[str, StandIn] = field(default_factory=dict)
    rounded: bool = True


Question = Arguments | Asking
Case = Callable[[np.random.Generator], Question]
Sized = Callable[[np.random.Generator, int], Arguments]
CriterionName = Literal["correct", "stable", "vectorised", "pure"]


@dataclass(frozen=True)
class Criterion:
    """One thing that an answer must be, the points for it, and how it is asked.

    Attributes:
        name: what is asked of the answer.
        points: what it earns.
        case: draws the arguments of a call (correct, stable); several take turns, so
            that no submission goes without one of them.
        corners: arguments that are always asked as well (correct, stable).
        sized: draws arguments that hold n examples (vectorised).
    """

    name: CriterionName
    points: float
    case: Case | tuple[Case, ...] | None = None
    corners: tuple[Question, ...] = ()
    sized: Sized | None = None

    def draw(self, rng: np.random.Generator, count: int) -> list[Question]:
        """Return so many questions, or none if the criterion has no cases."""
        kinds = self.case if isinstance(self.case, tuple) else (self.case,)
        drawn = (kinds[i % len(kinds)] for i in range(count))
        return [case(rng) for case in drawn if case is not None]


def correct(
    points: float, case: Case | tuple[Case, ...], *corners: Question
) -> Criterion:
    """Ask for the right values."""
    return Criterion("correct", points, case, corners)


def stable(
    points: float, case: Case | tuple[Case, ...], *corners: Question
) -> Criterion:
    """Ask for the right values on extreme inputs, where a naive formula breaks."""
    return Criterion("stable", points, case, corners)


def vectorised(points: float, sized: Sized) -> Criterion:
    """Ask for work that whole-array operations do: no Python loop that grows with n."""
    return Criterion("vectorised", points, sized=sized)


def pure(points: float) -> Criterion:
    """Ask that arguments stay as they are, and that a second call agrees."""
    return Criterion("pure", points)


@dataclass(frozen=True)
class Misconception:
    """A wrong idea: a twin of the reference that has it, and what to tell the learner.

    The twin is either `edit`, a replacement (old, new) whose old text occurs exactly
    once in the reference's code below the docstring, or `twin`, a function.
    """

    id: str
    hint: str
    edit: tuple[str, str] | None = None
    twin: Callable[..., Any] | None = None
    criterion: CriterionName = "correct"


@dataclass(frozen=True, eq=False)
class Exercise:
    """Everything the course knows about one graded function.

    Attributes:
        reference: the right function; its name is the exercise's.
        criteria: what is asked, *correct* first.
        misconceptions: the wrong ideas with a name.
        depends_on: the exercises whose functions a right answer may call.
        rules: how values are compared.
        seconds: how long all calls of the exercise may take together.
        relations: what a random result must be; then no value is compared.
        chain: the nodes of a backward pass, to find the first that is wrong.
        model: the result is a Keras model, and this is what is asked of it.
        decimals: how many decimals of an answer are no noise, where the last of its
            digits depend on the machine; a frozen answer keeps no others.
    """

    reference: Callable[..., Any]
    criteria: tuple[Criterion, ...]
    misconceptions: tuple[Misconception, ...] = ()
    depends_on: tuple[str, ...] = ()
    rules: Rules = Rules()
    seconds: float = 20.0
    relations: Relations = field(default_factory=Relations)
    chain: Chain | None = None
    model: ModelRules | None = None
    decimals: int | None = None

    @property
    def id(self) -> str:
        """Return the name of the function, which names the exercise everywhere."""
        return self.reference.__name__

    @property
    def points(self) -> float:
        """Return the points of all criteria."""
        return sum(criterion.points for criterion in self.criteria)

    def criterion(self, name: CriterionName) -> Criterion | None:
        """Return the criterion of that name, or None if it is not asked."""
        return next((c for c in self.criteria if c.name == name), None)

    def misconception(self, misconception_id: str) -> Misconception:
        """Return a misconception by its id."""
        for misconception in self.misconceptions:
            if misconception.id == misconception_id:
                return misconception
        raise KeyError(f"{self.id} has no misconception {misconception_id!r}")

    def twin(self, misconception: Misconception) -> Callable[..., Any]:
        """Return the function that has the wrong idea.

        Raises:
            ValueError: the edit does not match the reference's source exactly once.
        """
        if misconception.edit is None:
            if misconception.twin is None:
                raise ValueError(f"{self.id}: {misconception.id} has no twin")
            return misconception.twin
        return _edited(self.reference, *misconception.edit)


def _edited(function: Callable[..., Any], old: str, new: str) -> Callable[..., Any]:
    head, body = _split(textwrap.dedent(inspect.getsource(function)))
    name = function.__name__
    if body.count(old) != 1:
        raise ValueError(f"{name}: {old!r} occurs {body.count(old)} times, not once")
    namespace = dict(function.__globals__)
    source = head + body.replace(old, new)
    exec(compile(source, f"<twin of {name}>", "exec"), namespace)
    twin: Callable[..., Any] = namespace[name]
    return twin


def _split(source: str) -> tuple[str, str]:
    """Return the signature with its docstring, and the code that follows."""
    definition = parsing.parse(source).body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise TypeError("a reference is a plain function")
    first_line = definition.body[1].lineno if len(definition.body) > 1 else 0
    lines = source.splitlines(keepends=True)
    # Comments between the docstring and the first statement stay with the head.
    return "".join(lines[: first_line - 1]), "".join(lines[first_line - 1 :])
