"""When a week is good enough, and how the page says so."""

import json

import pytest

from autograder.audit import page
from autograder.audit.findings import ExerciseFindings, Findings
from autograder.audit.mutation.killing import Fate
from autograder.audit.mutation.mutants import Mutant
from autograder.audit.mutation.reviewed import Reviewed


def fate(name, by):
    diff = f"@@ -1 +1 @@\n-old {name}\n+new {name}"
    return Fate(Mutant(name, "sign", "c/f.py", 3, diff, "def f(): pass"), by)


@pytest.fixture
def findings():
    """A week whose score is 98 %: one survivor that is allowed, one equivalent."""
    fates = [fate(f"m{n}", "correct") for n in range(49)]
    fates += [fate("same", ""), fate("spared", "")]
    known = Reviewed({"same": "nobody can tell"}, {"spared": "nobody asks"})
    return Findings("c1w1_toy", [ExerciseFindings("f", known, fates)], seeds=10)


def test_equivalent_mutants_leave_the_score_alone(findings):
    assert findings.score == 49 / 50
    assert findings.troubles() == []


def test_a_survivor_without_a_reason_is_a_trouble(findings):
    findings.exercises[0].fates.append(fate("new", ""))
    assert findings.troubles()[0] == "f: unexplained survivor: new"


def test_a_low_score_is_a_trouble_although_every_survivor_is_explained(findings):
    del findings.exercises[0].fates[:30]
    assert findings.troubles() == ["the mutation score is 95.0%, below 97%"]


@pytest.mark.parametrize("where", ["notebooks", "leaks", "stale"])
def test_whatever_is_found_elsewhere_is_a_trouble(findings, where):
    setattr(findings, where, ["something"])
    assert findings.troubles() == ["something"]


def test_a_failure_of_luck_is_a_trouble(findings):
    findings.exercises[0].luck.misses.count(failed=True, example="a twin")
    assert findings.troubles() == ["f: a twin"]


def test_findings_are_strict_json(findings):
    data = json.loads(findings.to_json())
    assert data["score"] == 0.98
    assert data["exercises"][0]["survivors"] == ["spared"]
    assert data["exercises"][0]["equivalent"] == ["same"]


def test_the_page_shows_every_survivor_with_its_reason(findings):
    text = page.page(findings)
    assert "`c/f.py:3`, sign: nobody asks" in text
    assert "  -old spared\n  +new spared" in text
    assert "| f | 51 | 49 | 1 | 1 | 98.0% |" in text
