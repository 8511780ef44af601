"""Grading against stock nbgrader: the same submissions, machine and run."""
