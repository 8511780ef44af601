"""The survivors that somebody has looked at: by content, and never out of date."""

import pytest

from autograder.audit.mutation.killing import Fate
from autograder.audit.mutation.mutants import Mutant, mutants_of
from autograder.audit.mutation.reviewed import Reviewed, reviewed
from autograder.audit.subject import subjects
from autograder.exercises import weeks


def fate(name, by=""):
    return Fate(Mutant(name, "sign", "f.py", 3, "", ""), by)


def test_a_line_without_its_mutant_is_an_error():
    (said,) = Reviewed({"f: a → b": "why"}).stale({"f: a → c"}, [])
    assert said == "no mutant is called 'f: a → b'"


def test_a_line_about_a_mutant_that_the_tests_notice_is_an_error():
    known = Reviewed(allowed={"f: a → b": "why"})
    (said,) = known.stale({"f: a → b"}, [fate("f: a → b", "stable")])
    assert said == "the tests notice 'f: a → b' (stable)"


def test_a_line_about_a_survivor_is_none():
    known = Reviewed({"f: a → b": "why"})
    assert known.stale({"f: a → b"}, [fate("f: a → b")]) == []


def test_reasons_are_read_by_week(tmp_path):
    file = tmp_path / "reviewed.toml"
    file.write_text('[c1w1.equivalent]\n"f: a → b" = "alike"\n[c1w1.allowed]\n')
    assert reviewed("c1w1", file) == Reviewed({"f: a → b": "alike"}, {})
    assert reviewed("c2w1", file) == Reviewed()


@pytest.mark.parametrize("week", weeks())
def test_every_line_of_the_course_is_about_a_mutant_and_gives_a_reason(week):
    known = reviewed(week)
    names = {m.id for s in subjects(week) for m in mutants_of(s.exercise)}
    assert known.stale(names, []) == []
    assert all([*known.equivalent.values(), *known.allowed.values()])
