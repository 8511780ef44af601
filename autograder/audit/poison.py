"""Silly answers must earn nothing: not alone, and not a whole notebook of them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.audit.forms import each
from autograder.audit.subject import Subject, judged, key, session_of, subjects
from autograder.exercises.exercise import Exercise
from autograder.oracle import draw
from autograder.oracle.judge import judge
from course_utils.desk.calling import call
from course_utils.desk.tensors import settle

Function = Callable[..., Any]
KEYS = 3


class Agreeable:
    """Says that it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


CONSTANTS: dict[str, Any] = {
    "None": None,
    "zero": 0,
    "a half": 0.5,
    "nan": float("nan"),
    "infinity": float("inf"),
    "True": True,
    "an empty array": np.array([]),
    "an empty list": [],
    "an empty dict": {},
    "words": "forty-two",
    "an object": SimpleNamespace(),
    "an object that equals everything": Agreeable(),
}
OF_THE_INPUT: dict[str, Callable[[Any], Any]] = {
    "the input": lambda x: x,
    "zeros like the input": lambda x: np.zeros_like(x),
    "random numbers like the input": lambda x: _random(np.asarray(x)),
}
OF_THE_RESULT: dict[str, Callable[[np.ndarray], Any]] = {
    "zeros of the right shape": lambda right: np.zeros_like(right),
    "ones of the right shape": lambda right: np.ones_like(right),
    "nan of the right shape": lambda right: np.full(right.shape, np.nan),
    "random numbers of the right shape": lambda right: _random(right),
}
FIRST, BY_HEART = "the first visible result, always", "visible results by heart"
NUMERIC = (np.ndarray, np.number, int, float)


def silly_answers(exercise: Exercise) -> dict[str, Function]:
    """Return functions that deserve nothing, by what they answer."""
    answers: dict[str, Function] = {
        name: lambda *_, value=value: value for name, value in CONSTANTS.items()
    }
    for name, of_input in OF_THE_INPUT.items():
        answers[name] = lambda x, *_, change=of_input: change(x)
    for name, of_result in OF_THE_RESULT.items():
        answers[name] = _reshaped(exercise, of_result)
    # What is asked nothing may answer the same always, as a fixed seed would have it.
    asked = bool(draw.visible_cases(exercise)[0].arguments)
    if asked:
        answers[FIRST] = _first_visible(exercise)
    silly = {name: f for name, f in answers.items() if not _is_right(exercise, f)}
    return {**silly, BY_HEART: by_heart(exercise)} if asked else silly


def by_heart(exercise: Exercise) -> Function:
    """Return a function that knows the visible cases, and nothing else."""
    known = {
        _bytes(tuple(case.arguments.values())): _right(exercise, case)
        for case in draw.visible_cases(exercise)
    }
    return lambda *arguments: known.get(_bytes(arguments))


def earned(subject: Subject) -> list[str]:
    """Return a sentence for every silly answer to an exercise that earned something."""
    exercise, found = subject.unexplained, []
    for name, function in silly_answers(exercise).items():
        for number in range(KEYS):
            points = judged(exercise, function, key(number)).points
            if points:
                found.append(f"{name} earns {points:g} (seed {number})")
    return found


def kinds() -> list[str]:
    """Return the kinds of silly answers."""
    return [*CONSTANTS, *OF_THE_INPUT, *OF_THE_RESULT, FIRST, BY_HEART]


def earned_by_notebook(task: tuple[str, str]) -> list[str]:
    """Return a sentence if a notebook of one silly answer earns something."""
    week, kind = task
    functions: dict[str, object] = {}
    for subject in subjects(week):
        known = silly_answers(subject.exercise)
        if kind in known:
            functions[subject.name] = known[kind]
    points = judge(session_of(functions), week, (), key(0)).points
    return [f"a notebook of {kind} earns {points:g}"] if points else []


def _reshaped(exercise: Exercise, change: Callable[[np.ndarray], Any]) -> Function:
    """Return a function whose results have the right form and the wrong numbers."""

    def answer(*arguments: Any) -> Any:
        right = settle(exercise.reference(*arguments))
        return each(lambda value: change(np.asarray(value)), right, of=NUMERIC)

    return answer


def _first_visible(exercise: Exercise) -> Function:
    first = _right(exercise, draw.visible_cases(exercise)[0])
    return lambda *_: first


def _right(exercise: Exercise, case: draw.DrawnCase) -> Any:
    return call(exercise.reference, case.arguments).answer.value


def _is_right(exercise: Exercise, function: Function) -> bool:
    """Return whether nobody could call it silly: zeros, where zeros are asked for."""
    cases = draw.hidden_cases(exercise, b"is it silly?")
    return all(
        _bytes(_right(exercise, case)) == _answer(function, case) for case in cases
    )


def _answer(function: Function, case: draw.DrawnCase) -> bytes:
    answer = call(function, case.arguments).answer
    return b"" if answer.raised else _bytes(answer.value)


def _bytes(value: Any) -> bytes:
    """Return what tells values apart, by their numbers and shapes."""
    if isinstance(value, dict):
        return b"{" + b",".join(_bytes(v) for v in value.values()) + b"}"
    if isinstance(value, list | tuple):
        return b"(" + b",".join(map(_bytes, value)) + b")"
    if value is None or isinstance(value, str):  # a string of NumPy's is a string
        return repr(value).encode()
    if isinstance(value, np.ndarray) and value.dtype.kind in "OSU":
        return repr(value.tolist()).encode()  # an array of words has no numbers
    if isinstance(value, NUMERIC):
        array = np.asarray(value, dtype=float)
        return repr(array.shape).encode() + array.tobytes()
    return repr(type(value)).encode()


def _random(like: np.ndarray) -> np.ndarray:
    return np.random.default_rng(0).normal(size=like.shape)
