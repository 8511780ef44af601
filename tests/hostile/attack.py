"""The words of the corpus: an attack is a small entry that says all about itself."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

Notebook = dict[str, Any]

PRELUDE = """\
facts = {facts!r}


def boast(loot):
    '''Tell the world outside that a wall has a hole.'''
    raise LookupError("lo" "ot! " + repr(loot)[:300])


"""
LOOT = "loot! "


@dataclass(frozen=True)
class Desk:
    """Where a hostile student sits: what is known, and where the work is handed in.

    `facts` is what a well-informed student could have learned: where the course lies,
    the grader's process number, the addresses it listens on.
    """

    week: str
    folder: Path
    blank: Notebook
    solved: Notebook
    facts: dict[str, Any]

    def hand_in(self, content: Notebook | bytes, name: str = "") -> Path:
        """Write the notebook, under the right name or another one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / (name or f"{self.week}.ipynb")
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        path.write_bytes(content)
        return path


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        id: its name, in words.
        threat: the threat it belongs to, of the list in docs/attacks.md.
        tries: one sentence on what it tries.
        hand_in: writes the submission.
        honest: the mark that the same work earns without the trick.
        status: of the row that it ends with.
        says: a piece of the words that the teacher reads, where it matters.
        student: the name of the student's folder, where the name is the attack.
    """

    id: str
    threat: str
    tries: str
    hand_in: Callable[[Desk], object]
    honest: float = 0.0
    status: str = "graded"
    says: str = ""
    student: str = ""


def answer(
    id_: str,
    threat: str,
    tries: str,
    code: str,
    *,
    exercise: str = "L1",
    others: str = "blank",
    **expected: Any,
) -> Attack:
    """Return an attack that is written in the answer cell of one exercise.

    The code knows `facts`, and calls `boast` with whatever it should not have got. The
    other answers are "blank" or "solved".
    """

    def hand_in(desk: Desk) -> None:
        notebook = copy.deepcopy(getattr(desk, others))
        source = PRELUDE.format(facts=desk.facts) + dedent(code).strip("\n")
        cell_of(notebook, exercise)["source"] = source
        desk.hand_in(notebook)

    return Attack(id_, threat, tries, hand_in, **expected)


def notebook(
    id_: str,
    threat: str,
    tries: str,
    change: Callable[[Notebook], Notebook | bytes | None],
    *,
    start: str = "blank",
    **expected: Any,
) -> Attack:
    """Return an attack that is a notebook: "blank" or "solved", and then changed."""

    def hand_in(desk: Desk) -> None:
        made = copy.deepcopy(getattr(desk, start))
        changed = change(made)
        desk.hand_in(made if changed is None else changed)

    return Attack(id_, threat, tries, hand_in, **expected)


def cell_of(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    """Return the cell of that name."""
    return next(cell for cell in notebook["cells"] if name_of(cell) == grade_id)


def name_of(cell: dict[str, Any]) -> str:
    """Return the name by which a cell is graded, or nothing."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def extra(source: str, kind: str = "code", **fields: Any) -> dict[str, Any]:
    """Return a cell of the student's own."""
    cell = {"cell_type": kind, "metadata": {}, "source": source, "id": "own", **fields}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})
