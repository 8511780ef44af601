"""`check(f)`: is it right, and if not, which part, what came, and why?"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from course_utils.desk import frozen
from course_utils.desk.answers import Broken
from course_utils.desk.calling import Called, call, changed, work
from course_utils.desk.compare import differences, remarks
from course_utils.desk.diagnose import Answer, explain
from course_utils.desk.events import grows
from course_utils.desk.frozen import FrozenExercise
from course_utils.desk.modelling import NO_MODEL, Looks, is_model, portrait
from course_utils.desk.report import Report, Row, brief


class CheckError(AssertionError):
    """A visible check failed while nbgrader runs the notebook."""

    def _render_traceback_(self) -> list[str]:
        """Show IPython the report alone: the lines of this file help no learner."""
        return str(self).splitlines()


def check(function: Callable[..., Any]) -> Report:
    """Try a function on the visible cases and say what is right and what is not.

    Args:
        function: the function you wrote; its name says which exercise it answers.

    Returns:
        a report that shows itself as a table, and prints as text.

    Raises:
        CheckError: a case failed, and nbgrader is validating or grading. In a notebook
            that you run yourself, nothing is raised.
    """
    report = _report(function)
    if not report.passed and "NBGRADER_EXECUTION" in os.environ:
        raise CheckError(str(report))
    return report


def _report(function: Callable[..., Any]) -> Report:
    name = getattr(function, "__name__", None)
    if not callable(function) or name is None:
        return Report("check", trouble="Pass the function itself: check(sigmoid).")
    path = Path(frozen.FILE_NAME)
    if not path.is_file():
        said = (
            f"{frozen.FILE_NAME} is not beside this notebook: nothing to check against."
        )
        return Report(name, trouble=said)
    exercises = _load(path.resolve(), path.stat().st_mtime_ns)
    if name not in exercises:
        known = ", ".join(exercises)
        return Report(name, trouble=f"No exercise is called {name}. There is {known}.")
    return examine(function, exercises[name])


@lru_cache(maxsize=4)
def _load(path: Path, modified: int) -> dict[str, FrozenExercise]:
    return frozen.load(path)


def examine(function: Callable[..., Any], exercise: FrozenExercise) -> Report:
    """Return the report of a function on the visible cases of an exercise."""
    calls = [_call(function, case, exercise) for case in exercise.cases]
    if all(c.answer.raised == "NotImplementedError" for c in calls):
        return Report(
            exercise.id, trouble="Not attempted yet: the stub is still there."
        )
    rows = [
        _row(c, case, exercise) for c, case in zip(calls, exercise.cases, strict=True)
    ]
    right = all(row.passed for row in rows if row.criterion == "correct")
    if right and exercise.sized:
        rows.append(_vectorised(function, exercise))
    if right and exercise.pure:
        rows.append(_pure(calls, exercise))
    return Report(
        exercise.id,
        rows=tuple(rows),
        hints=_hints(rows, calls, exercise),
        notes=_notes(rows, calls, exercise),
    )


def _call(
    function: Callable[..., Any], case: frozen.Case, exercise: FrozenExercise
) -> Called:
    """Return what a call did, in the terms in which it is compared."""
    names = getattr(function, "__globals__", {})
    if exercise.looks:
        drawn = partial(_portrait, function, case.then[0], exercise.looks)
        return call(drawn, case.arguments, names=names)
    asked = exercise.relations.calls(case.arguments)
    calls = [call(function, a, case.then, names, case.instead) for a in asked]
    raised = next((c for c in calls if c.answer.raised), None)
    if raised or not exercise.relations:
        return raised or calls[0]
    known, values = {**case.arguments, **case.withheld}, [c.answer.value for c in calls]
    broken = exercise.relations.broken(known, values, case.right.value, exercise.rules)
    return replace(calls[0], answer=Answer(broken))


def _portrait(
    function: Callable[..., Any], asked: Mapping[str, Any], looks: Looks, *values: Any
) -> Any:
    """Return the portrait of the model that came, if it is one."""
    model = function(*values)
    return portrait(model, looks=looks, **asked) if is_model(model) else NO_MODEL


def _right(case: frozen.Case, exercise: FrozenExercise) -> Answer:
    return Answer(Broken()) if exercise.relations else case.right


def _row(called: Called, case: frozen.Case, exercise: FrozenExercise) -> Row:
    right = _right(case, exercise)
    expected = brief(right.value)
    if called.answer.raised:
        return Row(
            case.name, case.criterion, False, expected, called.error, "It stops."
        )
    wrong = differences(called.answer.value, right.value, exercise.rules)
    said = " ".join(d.full for d in wrong[:2])
    came = brief(called.answer.value)
    return Row(case.name, case.criterion, not wrong, expected, came, said)


def _vectorised(function: Callable[..., Any], exercise: FrozenExercise) -> Row:
    names = getattr(function, "__globals__", {})
    small, large = (work(function, arguments, names) for arguments in exercise.sized)
    if not small or not large:
        return Row("many examples", "vectorised", False, "no Python loop", "no count")
    passed = not grows(small, large)
    came = f"32 times the data: {large / small:.3g} times the Python work"
    came = "no Python loop" if passed else came
    return Row("many examples", "vectorised", passed, "no Python loop", came)


def _pure(calls: Sequence[Called], exercise: FrozenExercise) -> Row:
    pairs = zip(calls, exercise.cases, strict=True)
    names = {n for c, case in pairs for n in changed(case.arguments, c.arguments_after)}
    came = f"{', '.join(sorted(names))} changed" if names else "as they were"
    return Row("the arguments", "pure", not names, "as they were", came)


def _hints(
    rows: Sequence[Row], calls: Sequence[Called], exercise: FrozenExercise
) -> tuple[str, ...]:
    failed = [row for row in rows if not row.passed]
    if not failed:
        return ()
    criterion = failed[0].criterion
    twins = [twin for twin in exercise.twins if twin.criterion == criterion]
    if criterion in ("vectorised", "pure"):
        return tuple(twin.hint for twin in twins[:1])
    # Cases of another criterion would bring in mistakes that its own twins explain.
    asked = [i for i, case in enumerate(exercise.cases) if case.criterion == criterion]
    answers = [calls[i].answer for i in asked]
    right = [_right(exercise.cases[i], exercise) for i in asked]
    known = {twin.id: [twin.answers[i] for i in asked] for twin in twins}
    hints = {twin.id: twin.hint for twin in twins}
    mistakes = explain(answers, right, known, exercise.rules)
    return tuple(" Or: ".join(hints[i] for i in alike) for alike in mistakes)


def _notes(
    rows: Sequence[Row], calls: Sequence[Called], exercise: FrozenExercise
) -> tuple[str, ...]:
    said = [f"It warned: {w} (costs nothing)" for c in calls for w in c.warnings]
    for row, c, case in zip(rows, calls, exercise.cases, strict=False):
        if row.passed:
            right = _right(case, exercise)
            said += remarks(c.answer.value, right.value, exercise.rules)
    return tuple(dict.fromkeys(said))
