"""Turns: each generator counts its own, and drawing does not disturb them."""

import numpy as np
import pytest

from autograder.exercises.turns import turn


def test_turns_count_up_for_each_generator_alone():
    one, other = np.random.default_rng(1), np.random.default_rng(1)
    assert [turn(one), turn(one), turn(other), turn(one)] == [0, 1, 0, 2]


def test_a_turn_leaves_the_numbers_to_come_as_they_are():
    one, other = np.random.default_rng(1), np.random.default_rng(1)
    turn(one)
    np.testing.assert_array_equal(one.random(5), other.random(5))


def test_a_generator_without_a_seed_sequence_is_refused():
    with pytest.raises(TypeError, match="default_rng"):
        turn(np.random.Generator(np.random.RandomState(1)._bit_generator))
