"""The graded notebook, where nbgrader's formgrader looks for it."""

from __future__ import annotations

import base64
import copy
import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.utils import compute_checksum

from autograder.course import Course
from autograder.grading.book.marks import CHECK, comment_on
from autograder.grading.handed_in.intake import Submission
from autograder.grading.text import plain, points, write_atomically
from autograder.oracle.verdict import ExerciseVerdict, Verdict
from autograder.sandbox.outcome import Output

# What makes a browser see a tag where Markdown passes HTML through.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
SYMBOLS = {"passed": "✓", "failed": "✗", "not run": "✗"}


def write(
    student: str,
    submission: Submission,
    verdict: Verdict,
    course: Course,
    *,
    timestamp: str | None = None,
) -> Path:
    """Write the released notebook with the answers and what was said of them.

    Locked cells are the teacher's, so their checksums are computed anew; an answer
    keeps the checksum of its stub, by which nbgrader knows an answer not given.
    """
    folder = course.autograded / student / submission.week
    path = folder / f"{submission.week}.ipynb"
    notebook = graded(submission, verdict)
    write_atomically(path, nbformat.writes(notebook) + "\n")
    if timestamp:
        write_atomically(folder / "timestamp.txt", timestamp)
    else:
        (folder / "timestamp.txt").unlink(missing_ok=True)
    return path


def graded(submission: Submission, verdict: Verdict) -> nbformat.NotebookNode:
    """Return the notebook with what every answer showed, and every check's verdict."""
    data: dict[str, Any] = copy.deepcopy(submission.notebook)
    said = {CHECK + one.exercise: in_words(one) for one in verdict.exercises}
    answers = {answer.grade_id for answer in submission.answers}
    notebook = nbformat.from_dict(data)
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader")
        if not nbgrader or nbgrader.grade_id in answers:
            _disarm(cell)
            _show(cell, verdict)
        if not nbgrader:
            continue
        if nbgrader.grade_id in said:
            output = nbformat.v4.new_output(
                "stream", name="stdout", text=said[nbgrader.grade_id]
            )
            cell.outputs = [output]
        if nbgrader.grade_id not in answers:
            nbgrader.checksum = compute_checksum(cell)
    nbformat.validate(notebook)
    return notebook


def _disarm(cell: nbformat.NotebookNode) -> None:
    """Make text of a student harmless: formgrader shows its HTML to a teacher."""
    if cell.cell_type != "code" and TAG.search(cell.source):
        cell.metadata["workbook"] = {"source": cell.source}
        cell.source = TAG.sub("&lt;", cell.source)


def _show(cell: nbformat.NotebookNode, verdict: Verdict) -> None:
    """Put under a student's code what it showed when we ran it."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
    if cell.cell_type == "code":
        cell.outputs = [_as_output(one) for one in verdict.outputs.get(name, ())]


def _as_output(output: Output) -> nbformat.NotebookNode:
    said = plain(output.text)
    if output.kind == "shown":
        data, metadata = {"text/plain": said}, {}
        if output.png:
            data["image/png"] = base64.b64encode(output.png).decode("ascii")
            metadata["image/png"] = {"alt": plain(output.alt)}
        return nbformat.v4.new_output("display_data", data, metadata=metadata)
    name = "stdout" if output.kind == "printed" else "stderr"
    return nbformat.v4.new_output("stream", name=name, text=said)


def in_words(exercise: ExerciseVerdict) -> str:
    """Return the verdict on one exercise as the text under its check cell."""
    head = f"{points(exercise.points)} of {points(exercise.max_points)} points"
    lines = [f"{exercise.exercise}: {head}"]
    for one in exercise.criteria:
        symbol = SYMBOLS.get(one.status, "–")
        worth = f"{points(one.points)}/{points(one.max_points)}"
        lines.append(f"  {symbol} {one.name} ({one.status}) {worth}")
    said = comment_on(exercise)
    return plain("\n".join(lines + ([said] if said else []))) + "\n"


def read_answers(student: str, week: str, course: Course) -> dict[str, str]:
    """Return what the student wrote in every named cell, by grade_id."""
    path = course.autograded / student / week / f"{week}.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    named = ((cell, cell["metadata"].get("nbgrader")) for cell in cells)
    return {
        nbgrader["grade_id"]: "".join(
            cell["metadata"].get("workbook", {}).get("source", cell["source"])
        )
        for cell, nbgrader in named
        if nbgrader
    }
