"""Luck is noticed: a spec that is unfair to some, or lets some through."""

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.audit import flakes, forms
from autograder.audit.subject import subjects_of
from tests.autograder.audit import toy_weak

KEYS = range(10)


def luck(module, name="average"):
    (subject,) = (s for s in subjects_of(module) if s.name == name)
    return flakes.luck((subject, KEYS))


def test_a_fair_exercise_has_no_failures():
    found = luck("tests.autograder.audit.toy")
    assert found.all.failures == 0
    assert (found.alarms.trials, found.misses.trials) == (10, 20)


def test_twins_that_get_past_hidden_cases_are_counted():
    found = luck("tests.autograder.audit.toy_weak")
    assert found.misses.failures == found.misses.trials == 20
    assert found.misses.examples[0] == "sum-for-mean unnoticed, seed 0"


def test_twins_without_a_name_of_their_own_are_counted():
    assert luck("tests.autograder.audit.toy_weak").names.failures == 2


def test_a_comparison_to_the_last_digit_is_unfair_to_other_forms():
    exercise = toy_weak.STRICT
    found = flakes.luck((SimpleNamespace(exercise=exercise, unexplained=exercise), [0]))
    assert found.alarms.failures == 0
    (example,) = found.forms.examples
    assert example.startswith("float32 inside, seed 0: correct: ")


def test_a_reference_that_loses_marks_is_an_alarm():
    exercise = toy_weak.STRICT
    values = iter(np.random.default_rng(0).normal(size=1000))

    def average(x):
        return next(values)

    rate = flakes.Rate()
    subject = SimpleNamespace(unexplained=exercise)
    flakes._count_right(rate, "an unsteady one", average, subject, 0)
    assert rate.failures == 1
    assert rate.examples[0].startswith("an unsteady one, seed 0: correct: ")


def total(x, w):
    """Add up in three ways."""
    return {"sum": np.sum(x, axis=1), "mean": np.mean(x)}, w.T @ x, 3.0


@pytest.mark.parametrize("name", forms.FORMS)
def test_another_form_is_as_right(name, rng):
    x, w = rng.normal(size=(3, 4)), rng.normal(size=(3, 2))
    (means, product, three), (same, other, drei) = (
        f(x, w) for f in (total, forms.FORMS[name](total))
    )
    np.testing.assert_allclose(same["sum"], means["sum"], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(same["mean"], means["mean"], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(other, product, rtol=1e-4, atol=1e-5)
    assert drei == three


def test_adding_up_from_the_other_end_changes_the_last_digits(rng):
    x, w = rng.normal(size=(300, 40)), rng.normal(size=(300, 2))
    here, there = total(x, w)[1], forms.another_order(total)(x, w)[1]
    assert (here != there).any()


def test_the_forms_are_what_they_are_called(rng):
    x, w = rng.normal(size=(3, 4)), rng.normal(size=(3, 2))
    made = {name: form(total)(x, w) for name, form in forms.FORMS.items()}
    assert made["float32 outside"][1].dtype == np.float32
    assert made["Fortran order"][1].flags.f_contiguous
    assert made["numbers as arrays"][2].shape == ()
    assert type(made["plain numbers"][0]["mean"]) is float
    assert type(made["lists for tuples"]) is list
