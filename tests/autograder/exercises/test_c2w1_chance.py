"""How often bad luck costs a right answer of week c2w1 its marks."""

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.exercises.c2w1_practical_aspects import masks

WEEK = exercises("c2w1_practical_aspects")
RANDOM = [
    "initialize_parameters_random",
    "initialize_parameters_he",
    "forward_propagation_with_dropout",
]


def alarms(name, draws, seed=0):
    """Return how many of some drawn cases a right answer loses to chance."""
    exercise, rng = WEEK[name], np.random.default_rng(seed)
    questions = [r.holds.live() for r in exercise.relations.every]
    lost = 0
    for _ in range(draws):
        case = exercise.criteria[0].case(rng)
        repeats = range(exercise.relations.repeats)
        results = [exercise.reference(*case.values()) for _ in repeats]
        lost += not all(holds(case, *results) for holds in questions)
    return lost


@pytest.mark.parametrize("name", RANDOM)
def test_a_right_answer_loses_no_case_to_chance(name):
    assert alarms(name, 150) == 0


def test_a_case_of_dropout_shows_every_slip_for_certain_or_not_at_all(rng):
    """The statistics of large masks: far from what is asked, or well within it."""
    exercise = WEEK["forward_propagation_with_dropout"]
    for _ in range(50):
        case = exercise.criteria[0].case(rng)
        layers = [case["parameters"][key].shape[0] for key in ("W1", "W2")]
        assert min(layers) * case["X"].shape[1] > 2 * masks.LARGE
        assert case["keep_prob"] in (0.25, 0.75, 0.8)


def test_networks_that_are_asked_about_have_units_awake_and_asleep():
    exercise = WEEK["backward_propagation_with_dropout"]
    rng = np.random.default_rng(2)
    for _ in range(50):
        cache = exercise.criteria[0].case(rng).arguments["cache"]
        for Z, D in (cache[:2], cache[5:7]):
            assert {0, 1} == set(D[Z > 0].tolist())
            assert (Z < 0).any()
