"""A strong case notices a mutant, a weak one lets it live, and none lasts for ever."""

import pytest

from autograder.audit import pool
from autograder.audit.mutation import killing
from autograder.audit.mutation.mutants import mutants_of
from autograder.audit.subject import Subject

pytestmark = pytest.mark.slow
STRONG = Subject("tests.autograder.audit.toy", "average")
WEAK = Subject("tests.autograder.audit.toy_weak", "average")
HALVINGS = Subject("tests.autograder.audit.toy", "halvings")
ONE_TOO_FEW = "average: for i in range(len(x)): → for i in range(len(x) - 1):"
FOR_EVER = "halvings: n = n // 2 → pass"


def fates(subject):
    """Return what becomes of every mutant, by its name."""
    mutants = mutants_of(subject.exercise)
    jobs = killing.jobs(subject, mutants, keys=3)
    results = pool.run(jobs, workers=2)
    return {mutants[n].id: killing.fate(mutants[n], result) for n, result in results}


def test_strong_cases_leave_no_mutant_alive_but_what_is_the_same():
    alive = {name for name, fate in fates(STRONG).items() if not fate.killed}
    # x[-1], x[0], ..., x[m - 2]: the same numbers in another order.
    assert alive == {"average: total += x[i] → total += x[i - 1]"}


def test_a_weak_case_lets_a_mutant_live():
    alive = {name for name, fate in fates(WEAK).items() if not fate.killed}
    assert ONE_TOO_FEW in alive


def test_a_mutant_that_spoils_an_argument_is_noticed_by_pure():
    found = fates(STRONG)
    spoiled = [f for f in found.values() if f.mutant.operator == "argument spoiled"]
    assert [fate.by for fate in spoiled] == ["pure"]


def test_a_mutant_that_runs_for_ever_is_ended_and_the_others_judged(monkeypatch):
    monkeypatch.setattr(killing, "SECONDS", 2.0)
    found = fates(HALVINGS)
    assert found[FOR_EVER].by == "time"
    assert found["halvings: count += 1 → pass"].by == "correct"


def test_who_gets_away_under_some_keys_has_survived():
    source = "def average(x):\n    return sum(x) / len(x) if len(x) < 5 else 0.0\n"
    by, escaped = killing.attempt(killing.Attempt(STRONG, source, keys=1))
    assert (by, escaped) == ("correct", 0)
    lucky = "def average(x):\n    return sum(x) / len(x)\n"
    assert killing.attempt(killing.Attempt(STRONG, lucky, keys=4)) == ("", 4)
