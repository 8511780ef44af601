"""The exercises on learning rates that shrink."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from course_utils import learning_rates


def _smooth(rng: np.random.Generator) -> Arguments:
    return {
        "learning_rate0": float(rng.uniform(0.2, 2.0)),
        "epoch_num": int(rng.integers(2, 30)),
        "decay_rate": float(rng.uniform(0.1, 2.0)),
    }


UPDATE_LR = Exercise(
    learning_rates.update_lr,
    criteria=(
        correct(
            6,
            _smooth,
            {"learning_rate0": 0.5, "epoch_num": 0, "decay_rate": 0.3},
            {"learning_rate0": 0.5, "epoch_num": 1, "decay_rate": 0.3},
            {"learning_rate0": 1.5, "epoch_num": 12, "decay_rate": 0.25},
        ),
    ),
    misconceptions=(
        Misconception(
            "grows",
            "Your rate grows from epoch to epoch. On which side of the fraction does "
            "the bracket belong?",
            edit=("learning_rate0 / (", "learning_rate0 * ("),
        ),
        Misconception(
            "one-forgotten",
            "The 1 is missing. What should the rate be in epoch 0?",
            edit=("1 + decay_rate", "decay_rate"),
        ),
        Misconception(
            "brackets-forgotten",
            "The epochs are added beside the fraction. All of 1 + decay_rate * "
            "epoch_num divides the first rate.",
            edit=("(1 + decay_rate * epoch_num)", "1 + decay_rate * epoch_num"),
        ),
        Misconception(
            "straight-down",
            "Your rate falls along a straight line and becomes negative. This schedule "
            "divides, so it never reaches zero.",
            edit=(
                "/ (1 + decay_rate * epoch_num)",
                "* (1 - decay_rate * epoch_num)",
            ),
        ),
        Misconception(
            "compounded",
            "The decay compounds: here epoch_num is an exponent. In this schedule it "
            "is a factor of decay_rate.",
            edit=("1 + decay_rate * epoch_num", "(1 + decay_rate) ** epoch_num"),
        ),
        Misconception(
            "epoch-over-rate",
            "A larger decay_rate makes your rate shrink more slowly. Is epoch_num "
            "multiplied by it, or divided?",
            edit=("decay_rate * epoch_num", "epoch_num / decay_rate"),
        ),
        Misconception(
            "one-epoch-late",
            "Your schedule is one epoch off: in epoch 0 the rate is learning_rate0 "
            "itself.",
            edit=("* epoch_num", "* (epoch_num + 1)"),
        ),
    ),
)


def _stairs(rng: np.random.Generator, share: float) -> Arguments:
    """Draw a time when this share of a stair is over."""
    interval, stair = int(rng.integers(4, 40)), int(rng.integers(1, 6))
    return {
        "learning_rate0": float(rng.uniform(0.2, 2.0)),
        "epoch_num": interval * stair + int(share * interval),
        "decay_rate": float(rng.uniform(0.1, 2.0)),
        "time_interval": interval,
    }


TIMES = tuple(partial(_stairs, share=share) for share in (0.0, 0.35, 0.99))


def _at(epoch: int, interval: int) -> Arguments:
    settings = {"learning_rate0": 0.8, "epoch_num": epoch, "decay_rate": 0.3}
    return {**settings, "time_interval": interval}


FLOOR = "np.floor(epoch_num / time_interval)"

SCHEDULE_LR_DECAY = Exercise(
    learning_rates.schedule_lr_decay,
    criteria=(
        correct(
            8,
            TIMES,
            _at(9, 10),
            _at(10, 10),
            _at(37, 10),
            {"learning_rate0": 0.8, "epoch_num": 2700, "decay_rate": 0.3},
        ),
    ),
    misconceptions=(
        Misconception(
            "no-floor",
            "Your rate shrinks in every epoch. A staircase stays level for "
            "time_interval epochs: which function gives whole stairs?",
            edit=(FLOOR, "(epoch_num / time_interval)"),
        ),
        Misconception(
            "rounded",
            "Your stairs come half an interval too early. A stair counts when it is "
            "over: round down, not to the nearest.",
            edit=("np.floor(", "np.round("),
        ),
        Misconception(
            "rounded-up",
            "Your stairs come one interval too early: the rate should not shrink "
            "before the first interval is over.",
            edit=("np.floor(", "np.ceil("),
        ),
        Misconception(
            "remainder",
            "You count the epochs since the last stair. Count the stairs.",
            edit=(FLOOR, "(epoch_num % time_interval)"),
        ),
        Misconception(
            "interval-ignored",
            "time_interval has no part in this: the rate shrinks with every epoch.",
            edit=(FLOOR, "epoch_num"),
        ),
        Misconception(
            "interval-fixed",
            "A stair lasts 1000 epochs whatever is asked. Use time_interval.",
            edit=(FLOOR, "np.floor(epoch_num / 1000)"),
        ),
        Misconception(
            "floor-of-everything",
            "You round the product down. Only the number of stairs is rounded.",
            edit=(
                "decay_rate * np.floor(epoch_num / time_interval)",
                "np.floor(decay_rate * epoch_num / time_interval)",
            ),
        ),
        Misconception(
            "grows",
            "Your rate grows from stair to stair. Divide the first rate.",
            edit=("learning_rate0 / (", "learning_rate0 * ("),
        ),
        Misconception(
            "one-forgotten",
            "The 1 is missing. On the first stair the rate is learning_rate0 itself.",
            edit=("1 + decay_rate", "decay_rate"),
        ),
    ),
)

EXERCISES = (UPDATE_LR, SCHEDULE_LR_DECAY)
