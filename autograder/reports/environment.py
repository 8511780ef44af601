"""What the templates of all pages share: escaping, strictness, words for people."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.grading import text
from autograder.reports.prose import prose


def pages() -> Environment:
    """Return an environment for templates of pages; each page adds its own filters."""
    environment = Environment(
        loader=PackageLoader("autograder.reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"prose": prose, "points": text.points, "plain": text.line}
    return environment
