"""A rate, and what it may be at most."""

import pytest

from autograder.audit.rates import Rate


def test_without_a_failure_the_rule_of_three_holds():
    assert Rate(0, 1000).at_most == 0.003


def test_without_a_trial_nothing_is_known():
    assert Rate().at_most == 1.0


@pytest.mark.parametrize(
    ("failures", "trials", "bound"),
    [(1, 100, 0.0466), (5, 50, 0.1988), (3, 3, 1.0)],
)
def test_with_failures_it_is_the_exact_binomial_bound(failures, trials, bound):
    assert Rate(failures, trials).at_most == pytest.approx(bound, abs=5e-4)


def test_two_rates_add_up_and_keep_their_first_examples():
    one, other = Rate(), Rate()
    one.count(failed=False, example="never")
    for n in range(9):
        other.count(failed=True, example=f"{n}")
    one.add(other)
    assert (one.failures, one.trials, one.examples) == (9, 10, list("01234"))
