"""The page about intake names tests that there are, and all of the corpus's kinds."""

from __future__ import annotations

import re

import pytest

from tests.fair.corpus import ENTRIES


@pytest.fixture(scope="module")
def named(repository):
    rows = (repository / "docs" / "intake.md").read_text().splitlines()
    cells = [row.split("|")[2] for row in rows if row.startswith("| ") and "`" in row]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_named_test_exists(named, repository):
    tests = (repository / "tests" / "autograder" / "grading").rglob("test_*.py")
    known = {
        name for path in tests for name in re.findall(r"def (\w+)", path.read_text())
    }
    assert named - known - {entry.id for entry in ENTRIES} == set()


def test_every_rule_names_a_test(repository):
    rows = (repository / "docs" / "intake.md").read_text().splitlines()
    rules = [row for row in rows if row.startswith("| ") and "| tests |" not in row]
    assert len(rules) > 25
    assert all("`" in row.split("|")[2] for row in rules)
