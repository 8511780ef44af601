"""The visible checks of a week, frozen into one JSON file beside the notebook.

The file holds inputs, the right answers and the answers of the wrong twins, all made
when the week was built. Reading it runs nothing. Where an exercise passes a function of
ours, or asks for relations, their source is in it as text, and runs when it is asked.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from course_utils.desk.compare import Rules
from course_utils.desk.diagnose import Answer
from course_utils.desk.modelling import Looks
from course_utils.desk.plain import decode, encode
from course_utils.desk.relations import Relation, Relations
from course_utils.desk.standins import StandIn

FORMAT = 1
FILE_NAME = "checks.json"


@dataclass(frozen=True)
class Case:
    """One call: what it is called, its arguments, and the right answer.

    `then` holds the arguments for a function that is returned, `withheld` what
    relations may know and the learner's function is not given, and `instead` what
    stands in for functions that it calls by name.
    """

    name: str
    criterion: str
    arguments: Mapping[str, Any]
    right: Answer
    then: Sequence[Mapping[str, Any]] = ()
    withheld: Mapping[str, Any] = field(default_factory=dict)
    instead: Mapping[str, StandIn] = field(default_factory=dict)


@dataclass(frozen=True)
class Twin:
    """One wrong idea: its id, the hint, and its answers to every case."""

    id: str
    criterion: str
    hint: str
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class FrozenExercise:
    """The visible side of one exercise.

    `sized` holds the arguments of a small and a large call if the exercise asks for
    vectorised code; `pure` says whether it asks that arguments stay as they are. With
    `relations`, the right answer of a case tells the structure only. With `looks`, the
    result is a Keras model, and what it is asked stands in `then`.
    """

    id: str
    rules: Rules
    cases: Sequence[Case]
    twins: Sequence[Twin]
    sized: Sequence[Mapping[str, Any]] = ()
    pure: bool = False
    depends_on: Sequence[str] = field(default_factory=tuple)
    relations: Relations = field(default_factory=Relations)
    looks: Looks | None = None


def dumps(week: str, exercises: Sequence[FrozenExercise]) -> str:
    """Return the text of the file: the same exercises give the same text.

    Each exercise is one line, so that a difference shows which of them changed.
    """
    lines = ",\n".join(f"{json.dumps(e.id)}: {_line(_pack(e))}" for e in exercises)
    head = f'{{"format": {FORMAT}, "week": {json.dumps(week)}, "exercises": {{'
    return f"{head}\n{lines}\n}}}}\n"


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, allow_nan=False, separators=(",", ":"))


def load(path: Path) -> dict[str, FrozenExercise]:
    """Return the frozen exercises of a file by name.

    Raises:
        ValueError: the file is damaged or of another format.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    if content.get("format") != FORMAT:
        raise ValueError(f"{path.name}: format {content.get('format')}; want {FORMAT}")
    return {name: _unpack(name, item) for name, item in content["exercises"].items()}


def _pack(exercise: FrozenExercise) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "cases": [_case(case) for case in exercise.cases],
        "twins": [
            (twin.id, twin.criterion, twin.hint, [_answer(a) for a in twin.answers])
            for twin in exercise.twins
        ],
        "sized": [dict(arguments) for arguments in exercise.sized],
    }
    if exercise.relations:
        plain["relations"] = _relations(exercise.relations)
    if exercise.looks:
        plain["looks"] = asdict(exercise.looks)
    tree, buffers = encode(plain)
    return {
        "rules": _rules(exercise.rules),
        "pure": exercise.pure,
        "depends_on": list(exercise.depends_on),
        "tree": tree,
        "buffers": [base64.b64encode(raw).decode("ascii") for raw in buffers],
    }


def _unpack(name: str, item: Mapping[str, Any]) -> FrozenExercise:
    buffers = [base64.b64decode(raw) for raw in item["buffers"]]
    plain = decode(item["tree"], buffers, ours=True)
    rules = {**item["rules"], "names": tuple(item["rules"]["names"])}
    return FrozenExercise(
        id=name,
        rules=Rules(**rules),
        cases=[
            Case(n, c, a, Answer(*r), *more) for n, c, a, r, *more in plain["cases"]
        ],
        twins=[
            Twin(i, c, h, [Answer(*answer) for answer in answers])
            for i, c, h, answers in plain["twins"]
        ],
        sized=plain["sized"],
        pure=item["pure"],
        depends_on=tuple(item["depends_on"]),
        relations=_unpacked_relations(plain.get("relations")),
        looks=Looks(**plain["looks"]) if "looks" in plain else None,
    )


def _rules(rules: Rules) -> dict[str, Any]:
    """Return the rules; what few exercises ask for is written only by them."""
    rare = {"may_lack", "long_names"}
    return {k: v for k, v in asdict(rules).items() if v or k not in rare}


def _case(case: Case) -> tuple[Any, ...]:
    always = case.name, case.criterion, dict(case.arguments), _answer(case.right)
    if not (case.then or case.withheld or case.instead):
        return always
    more = [dict(more) for more in case.then], dict(case.withheld)
    return (*always, *more, dict(case.instead)) if case.instead else (*always, *more)


def _relations(relations: Relations) -> tuple[Any, ...]:
    every = [(r.name, r.says, r.holds) for r in relations.every]
    another = (relations.another,) if relations.another else ()
    return every, relations.repeats, relations.structure, *another


def _unpacked_relations(plain: Any) -> Relations:
    if plain is None:
        return Relations()
    every, *more = plain
    return Relations(tuple(Relation(*one) for one in every), *more)


def _answer(answer: Answer) -> tuple[Any, str]:
    return answer.value, answer.raised
