"""A gradebook and the files beside it, without what differs from run to run."""

from __future__ import annotations

import hashlib
import json
import re

from sqlalchemy import create_engine, text

from autograder.course import Course

MARKS = """
    SELECT a.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade
    FROM grade g
    JOIN base_cell c ON c.id = g.cell_id
    JOIN submitted_notebook n ON n.id = g.notebook_id
    JOIN submitted_assignment a ON a.id = n.assignment_id
    ORDER BY 1, 2
"""
COMMENTS = """
    SELECT a.student_id, c.name, m.auto_comment, m.manual_comment
    FROM comment m
    JOIN base_cell c ON c.id = m.cell_id
    JOIN submitted_notebook n ON n.id = m.notebook_id
    JOIN submitted_assignment a ON a.id = n.assignment_id
    ORDER BY 1, 2
"""
ATTEMPTS = """
    SELECT student, week, sha256, fingerprint, status, points, max_points, verdict,
           reason
    FROM workbook_attempts ORDER BY student, id
"""
RANDOM = ("submission_secret.txt",)  # what nbgrader's exchange draws for a submission
WHEN = re.compile(rb"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?")


def gradebook(course: Course) -> dict[str, list[list[object]]]:
    """Return the marks, the comments and the attempts, whatever their keys are."""
    engine = create_engine(course.gradebook_url)
    try:
        with engine.connect() as connection:
            found = {
                name: [list(row) for row in connection.execute(text(query))]
                for name, query in (
                    ("marks", MARKS),
                    ("comments", COMMENTS),
                    ("attempts", ATTEMPTS),
                )
            }
    finally:
        engine.dispose()
    for row in found["attempts"]:
        row[7] = json.loads(str(row[7])) if row[7] else None
    return found


def files(course: Course) -> dict[str, str]:
    """Return the hash of every file written, times of day left out."""
    found = {}
    for top in (course.autograded, course.feedback):
        for path in sorted(top.rglob("*")):
            if path.is_file() and path.name not in RANDOM:
                content = WHEN.sub(b"then", path.read_bytes())
                name = str(path.relative_to(course.root))
                found[name] = hashlib.sha256(content).hexdigest()
    return found
