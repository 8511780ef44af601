"""The teacher's notebook of a week: the frame into which answers are put."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from autograder.course import Course
from autograder.grading.handed_in.rawnotebook import IntakeError

Role = Literal["setup", "solve", "manual", "task", "check", "locked"]

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True)
class Slot:
    """A cell of the teacher's notebook and the part it plays."""

    grade_id: str
    role: Role
    cell: dict[str, Any]

    @property
    def source(self) -> str:
        """Return the released text: for an answer cell, the stub."""
        return str(self.cell["source"])

    @property
    def is_answer(self) -> bool:
        """Tell whether the student writes in this cell."""
        return self.role in ("solve", "manual")

    @property
    def points(self) -> float:
        """Return the points nbgrader knows for this cell."""
        return float(self.cell["metadata"].get("nbgrader", {}).get("points", 0))


@dataclass(frozen=True)
class Skeleton:
    """The released notebook of a week, as plain data."""

    week: str
    notebook: dict[str, Any]

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """Return every cell by its grade_id, in document order."""
        slots = (_slot(cell) for cell in self.notebook["cells"])
        return {slot.grade_id: slot for slot in slots if slot.grade_id}

    @cached_property
    def answers(self) -> tuple[Slot, ...]:
        """Return the cells in which a student writes, in document order."""
        return tuple(slot for slot in self.slots.values() if slot.is_answer)

    @cached_property
    def locked_texts(self) -> tuple[str, ...]:
        """Return the texts that are the teacher's, the longest first."""
        locked = (slot for slot in self.slots.values() if not slot.is_answer)
        return tuple(sorted((slot.source for slot in locked), key=len, reverse=True))

    @property
    def title(self) -> str:
        """Return the first heading, else the name of the week."""
        for cell in self.notebook["cells"]:
            if cell["cell_type"] == "markdown":
                for line in str(cell["source"]).splitlines():
                    if line.startswith("# "):
                        return line[2:].strip()
        return self.week


def load(week: str, course: Course) -> Skeleton:
    """Return the skeleton: the release, or the source without its answers.

    Raises:
        IntakeError: the week has neither a released nor a built notebook.
    """
    for path, released in (
        (course.release_notebook(week), True),
        (course.source_notebook(week), False),
    ):
        if path.is_file():
            notebook = json.loads(path.read_text("utf-8"))
            return Skeleton(week, _normal(notebook, released=released))
    raise IntakeError(
        f"{week} has neither a released nor a built notebook in {course.root}; "
        f"run `workbook release {week}` first."
    )


def blank(source: str, *, markdown: bool = False) -> str:
    """Return an answer cell's source as a student gets it, without the solution."""
    if BEGIN not in source:
        return "YOUR ANSWER HERE" if markdown else source
    lines, inside = [], False
    for line in source.split("\n"):
        if BEGIN in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [
                f"{indent}# YOUR CODE HERE",
                f"{indent}raise NotImplementedError()",
            ]
        elif END in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _normal(notebook: dict[str, Any], *, released: bool) -> dict[str, Any]:
    """Join the lines of every source, and clear what a student must not see."""
    for cell in notebook["cells"]:
        source = cell["source"]
        cell["source"] = source if isinstance(source, str) else "".join(source)
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        slot = _slot(cell)
        if not released and slot.is_answer:
            cell["source"] = blank(slot.source, markdown=slot.role == "manual")
    return notebook


def _slot(cell: dict[str, Any]) -> Slot:
    metadata = cell["metadata"]
    nbgrader = metadata.get("nbgrader", {})
    return Slot(str(nbgrader.get("grade_id", "")), _role(metadata, nbgrader), cell)


def _role(metadata: dict[str, Any], nbgrader: dict[str, Any]) -> Role:
    if nbgrader.get("solution"):
        return "manual" if nbgrader.get("grade") else "solve"
    if nbgrader.get("task"):
        return "task"
    if nbgrader.get("grade"):
        return "check"
    setup = metadata.get("workbook", {}).get("role") == "setup"
    return "setup" if setup else "locked"
