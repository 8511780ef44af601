"""A twin must cost its criterion, and be named: by its own name and no other."""

from autograder.audit import twins
from autograder.audit.subject import Subject
from autograder.audit.twins import Twin

STRONG = Subject("tests.autograder.audit.toy", "average")
WEAK = Subject("tests.autograder.audit.toy_weak", "average")


def test_twins_that_are_told_apart_are_no_trouble():
    assert [twin.trouble for twin in twins.twins((STRONG, 0))] == ["", ""]


def test_a_twin_that_nobody_notices_is():
    said = twins.twins((WEAK, 0))[0].trouble
    assert said == "sum-for-mean does not cost correct, and that alone"


def test_a_twin_that_is_taken_for_another_is():
    both = Twin("a", "correct", costs=True, named=("a", "b"), said=True)
    assert both.trouble == "a is named a or b"


def test_a_twin_without_a_name_is():
    nobody = Twin("a", "correct", costs=True, named=(), said=False)
    assert nobody.trouble == "a is named nothing"
