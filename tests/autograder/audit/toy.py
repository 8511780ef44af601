"""Two small exercises with cases that leave no mutant alive."""

from __future__ import annotations

from autograder.exercises.exercise import Exercise, Misconception, correct, pure


def average(x):
    """Return the mean of some numbers."""
    total = 0.0
    for i in range(len(x)):
        total += x[i]
    return total / len(x)


def halvings(n):
    """Return how often a number can be halved before it is 1."""
    count = 0
    while n > 1:
        n = n // 2
        count += 1
    return count


def _numbers(rng):
    return {"x": rng.uniform(1, 3, size=int(rng.integers(3, 6)))}


def _whole(rng):
    return {"n": int(rng.integers(5, 1000))}


SUM = Misconception(
    "sum-for-mean", "Divide.", edit=("total / len(x)", "total + 0 * len(x)")
)
NOTHING = Misconception("nothing-added", "Add.", edit=("total += x[i]", "total += 0"))

EXERCISES = (
    Exercise(average, (correct(4, _numbers), pure(1)), (SUM, NOTHING)),
    Exercise(halvings, (correct(4, _whole, {"n": 1}),)),
)
