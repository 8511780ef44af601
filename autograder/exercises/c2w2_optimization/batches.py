"""The exercise on mini-batches: no order is right, but much must hold of any."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import Arguments, Exercise, Misconception, correct
from autograder.exercises.relations import Relations, relation
from course_utils import mini_batches

FEW = 20
"""With fewer examples chance could leave an order, or two seeds, alike."""


def _examples(rng: np.random.Generator, m: int) -> dict[str, Any]:
    """Draw examples; ten targets tell strangers apart better than two labels do."""
    X = rng.normal(size=(int(rng.integers(2, 5)), m))
    return {"X": X, "Y": rng.integers(0, 10, size=(1, m))}


def _sized(rng: np.random.Generator, m: int, size: int) -> Arguments:
    seed = int(rng.integers(1, 1000))
    return {**_examples(rng, m), "mini_batch_size": size, "seed": seed}


def _even(rng: np.random.Generator) -> Arguments:
    size, count = int(rng.integers(4, 8)), int(rng.integers(5, 8))
    return _sized(rng, size * count, size)


def _with_a_rest(rng: np.random.Generator) -> Arguments:
    size, count = int(rng.integers(4, 8)), int(rng.integers(5, 8))
    return _sized(rng, size * count + int(rng.integers(1, size)), size)


def _a_single_one(rng: np.random.Generator) -> Arguments:
    m = int(rng.integers(FEW, FEW + 5))
    return _sized(rng, m, m + int(rng.integers(0, 5)))


def _by_default(rng: np.random.Generator) -> Arguments:
    return _examples(rng, 150)


def _each_once(arguments: Any, first: Any, *others: Any) -> bool:
    """Whether the columns of the batches are those of X, each of them once."""
    X, found = arguments["X"], np.concatenate([b[0] for b in first], axis=1)
    far = np.max(np.abs(found[:, :, None] - X[:, None, :]), axis=0)  # (m, m)
    places = np.argmin(far, axis=1).tolist()
    return bool(np.max(np.min(far, axis=1)) < 1e-4) and len(set(places)) == X.shape[1]


def _together(arguments: Any, first: Any, *others: Any) -> bool:
    """Whether beside every column of X stands the column of Y that it came with."""
    X, Y = arguments["X"], arguments["Y"]
    found, beside = (np.concatenate([b[i] for b in first], axis=1) for i in (0, 1))
    far = np.max(np.abs(found[:, :, None] - X[:, None, :]), axis=0)
    return bool(np.allclose(beside, Y[:, np.argmin(far, axis=1)]))


def _shuffled(arguments: Any, first: Any, *others: Any, few: int) -> bool:
    """Whether the order is another than that of X."""
    X, found = arguments["X"], np.concatenate([b[0] for b in first], axis=1)
    return X.shape[1] < few or not np.allclose(found, X)


def _mixed(arguments: Any, first: Any, *others: Any, few: int) -> bool:
    """Whether some batch has examples that were no neighbours, where that can be."""
    X, found = arguments["X"], np.concatenate([b[0] for b in first], axis=1)
    size, m = first[0][0].shape[1], X.shape[1]
    if m < few or size in (1, m) or np.allclose(found, X):
        return True
    far = np.max(np.abs(found[:, :, None] - X[:, None, :]), axis=0)
    places = np.argmin(far, axis=1)
    cuts = np.split(places, np.cumsum([b[0].shape[1] for b in first])[:-1])
    return not all(np.ptp(cut) == len(cut) - 1 for cut in cuts)


def _repeatable(arguments: Any, first: Any, second: Any, *others: Any) -> bool:
    """Whether the same seed gives the same batches."""
    return all(np.allclose(a[0], b[0]) for a, b in zip(first, second, strict=True))


def _seeded(arguments: Any, first: Any, second: Any, *others: Any, few: int) -> bool:
    """Whether another seed gives another order, if there is an order at all."""
    X, found = arguments["X"], np.concatenate([b[0] for b in first], axis=1)
    if not others or X.shape[1] < few or np.allclose(found, X):
        return True
    return not np.allclose(found, np.concatenate([b[0] for b in others[0]], axis=1))


def _blocks_shuffled(
    X: np.ndarray, Y: np.ndarray, mini_batch_size: int = 64, seed: int = 0
) -> Any:
    """Cut first, then shuffle the full batches; the rest stays at the end."""
    size, full = mini_batch_size, X.shape[1] // mini_batch_size
    order = [*np.random.default_rng(seed).permutation(full), full]
    batches = [
        (X[:, size * i : size * (i + 1)], Y[:, size * i : size * (i + 1)])
        for i in order
    ]
    return [batch for batch in batches if batch[0].size]


SEEN = np.random.default_rng(222)
SHUFFLE = "X, Y = X[:, order], Y[:, order]"

RANDOM_MINI_BATCHES = Exercise(
    mini_batches.random_mini_batches,
    criteria=(
        correct(
            14,
            (_with_a_rest, _even, _a_single_one),
            _sized(SEEN, 24, 6),
            _sized(SEEN, 22, 5),
            _sized(SEEN, 20, 1),
            _sized(SEEN, 1, 4),
            _by_default(SEEN),
        ),
    ),
    relations=Relations(
        (
            relation(
                "every example once",
                "The batches together are not the examples of X, each of them once.",
                _each_once,
            ),
            relation(
                "pairs",
                "Beside a column of X stands another target than its own.",
                _together,
            ),
            relation("shuffled", "The order is still that of X.", _shuffled, few=FEW),
            relation(
                "mixed", "Each batch is still a block of neighbours.", _mixed, few=FEW
            ),
            relation("same seed", "The same seed gave other batches.", _repeatable),
            relation(
                "another seed",
                "Another seed gave the very same batches.",
                _seeded,
                few=FEW,
            ),
        ),
        repeats=2,
        another="seed",
    ),
    misconceptions=(
        Misconception(
            "last-batch-dropped",
            "The last, smaller batch is lost. When m is no multiple of the size, what "
            "becomes of the examples that are left?",
            edit=(
                "range(0, m, mini_batch_size)",
                "range(0, m - mini_batch_size + 1, mini_batch_size)",
            ),
        ),
        Misconception(
            "shuffled-apart",
            "X and Y are in different orders, so every example has a stranger's "
            "target. One permutation must serve both.",
            edit=(SHUFFLE, "X, Y = X[:, order], Y[:, np.roll(order, 1)]"),
        ),
        Misconception(
            "not-shuffled",
            "The examples stay in their order. If they are sorted by class, what will "
            "a single batch look like?",
            edit=(SHUFFLE, "X, Y = X[:, :], Y[:, :]"),
        ),
        Misconception(
            "drawn-with-replacement",
            "Some examples come twice and others never. A shuffle deals out every "
            "example once in an epoch.",
            edit=(".permutation(m)", ".integers(m, size=m)"),
        ),
        Misconception(
            "blocks-shuffled",
            "You shuffle the batches, but inside each the neighbours stay together. "
            "Shuffle the examples, then cut.",
            twin=_blocks_shuffled,
        ),
        Misconception(
            "seed-unused",
            "The same seed gives other batches each time, so no run can be repeated. "
            "Who tells the generator the seed?",
            edit=("default_rng(seed)", "default_rng()"),
        ),
        Misconception(
            "seed-fixed",
            "Every seed gives the same batches: the seed is a fixed number. In "
            "training each epoch passes another one.",
            edit=("default_rng(seed)", "default_rng(7)"),
        ),
        Misconception(
            "batches-overlap",
            "Each batch starts one example after the one before it. How far apart are "
            "the starts of two batches?",
            edit=(
                "for start in range(0, m, mini_batch_size):",
                "for start in range(-(-m // mini_batch_size)):",
            ),
        ),
        Misconception(
            "rows-counted",
            "m counts the rows of X. An example is a column.",
            edit=("m = X.shape[1]", "m = X.shape[0]"),
        ),
        Misconception(
            "size-fixed",
            "The batches have 64 examples whatever is asked. Use mini_batch_size.",
            edit=("    m = X.shape[1]\n", "    m, mini_batch_size = X.shape[1], 64\n"),
        ),
        Misconception(
            "targets-first",
            "In every pair Y stands before X.",
            edit=(
                "(X[:, start:end], Y[:, start:end])",
                "(Y[:, start:end], X[:, start:end])",
            ),
        ),
    ),
)

EXERCISES = (RANDOM_MINI_BATCHES,)
