"""Random results: relations that must hold, with a stated rate of false alarms."""

import numpy as np
import pytest

from autograder.authoring.freeze import freeze
from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from autograder.exercises.relations import Relations, accuracy_at_least, relation
from autograder.exercises.training import accuracy_when_shuffled
from course_utils.desk import chance


def dropout(A, keep_prob):
    """Return the mask, and A with units switched off and the rest rescaled."""
    D = (np.random.rand(*A.shape) < keep_prob).astype(int)
    A = A * D
    A = A / keep_prob
    return A, D


def _zero_or_one(arguments, result, *_):
    return np.isin(result[1], [0, 1]).all()


def _rate(arguments, result, *_):
    D = np.asarray(result[1])
    return abs(D.mean() - arguments["keep_prob"]) < chance.rate(D.size)


def _rescaled(arguments, result, *_):
    A, D = result
    return np.allclose(A, arguments["A"] * D / arguments["keep_prob"])


def _fresh(arguments, first, second):
    return not np.array_equal(first[1], second[1])


def _case(rng):
    return {"A": rng.normal(size=(40, 50)), "keep_prob": float(rng.uniform(0.3, 0.8))}


DROPOUT = Exercise(
    dropout,
    criteria=(correct(5, _case),),
    misconceptions=(
        Misconception(
            "not-rescaled",
            "What stays on must make up for what is off.",
            edit=("    A = A / keep_prob\n", ""),
        ),
        Misconception(
            "drop-for-keep",
            "keep_prob is the share that stays.",
            edit=("< keep_prob", "< 1 - keep_prob"),
        ),
    ),
    relations=Relations(
        (
            relation("mask", "A mask holds 0 and 1.", _zero_or_one),
            relation("mask rate", "About keep_prob of the units stay on.", _rate),
            relation("rescaling", "A is not rescaled by keep_prob.", _rescaled),
            relation("a new mask", "Two calls gave the same mask.", _fresh),
        ),
        repeats=2,
    ),
)
RIGHT = """
def dropout(A, keep_prob):
    D = np.random.rand(*A.shape) < keep_prob
    return A * D / keep_prob, D.astype(int)
"""


def test_every_way_to_be_random_is_right(judged, at_the_desk):
    other = RIGHT.replace(
        "np.random.rand(*A.shape)", "np.random.default_rng().random(A.shape)"
    )
    for source in (RIGHT, other):
        assert judged(DROPOUT, source).points == 5
        assert at_the_desk(DROPOUT, source).passed


END = "return A * D / keep_prob, D.astype(int)"
SAME = "np.random.default_rng(1).random(A.shape)"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (" / keep_prob", "", "not rescaled"),
        ("< keep_prob", "> keep_prob", "About keep_prob"),
        ("D.astype(int)", "2 * D", "A mask holds 0 and 1."),
        ("np.random.rand(*A.shape)", SAME, "same mask"),
        (END, "return (A * D / keep_prob).T, D.astype(int)", "has shape (50, 40)"),
        (END, "return A", "expected a tuple of 2"),
    ],
)
def test_a_broken_relation_is_said_in_words(judged, at_the_desk, old, new, says):
    source = RIGHT.replace(old, new)
    verdict = judged(DROPOUT, source)
    assert verdict.points == 0
    assert says in verdict.criteria[0].message
    assert says in str(at_the_desk(DROPOUT, source))


@pytest.mark.parametrize("name", ["not-rescaled", "drop-for-keep"])
def test_a_twin_is_known_by_the_relations_it_breaks(judged, at_the_desk, name):
    mistake = DROPOUT.misconception(name)
    slip = {"not-rescaled": ("D / keep_prob", "D"), "drop-for-keep": ("< ", "< 1 - ")}[
        name
    ]
    source = RIGHT.replace(*slip)
    assert judged(DROPOUT, source).criteria[0].misconception == name
    assert at_the_desk(DROPOUT, source).hints == (mistake.hint,)


HOSTILE = [
    "class T(tuple):\n  __eq__ = lambda *_: True\ndef dropout(A, k): return T((A, A))",
    "def dropout(A, k): return A, np.full(A.shape, np.nan)",
    "def dropout(A, k): return A, 'mask'",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_a_result_nobody_can_ask_of_breaks_the_relation(judged, source):
    assert judged(DROPOUT, source).points == 0


def test_the_verdict_on_global_randomness_repeats(judged):
    assert judged(DROPOUT, RIGHT) == judged(DROPOUT, RIGHT)


def test_freezing_a_random_exercise_tells_no_number_of_it(at_the_desk):
    for case in freeze(DROPOUT).cases:
        assert not np.any(case.right.value[0])


@pytest.mark.parametrize("n", [100, 5000])
def test_the_bounds_hold_as_often_as_they_promise(rng, n):
    draws = rng.random((2000, n)) < 0.3
    assert np.mean(abs(draws.mean(axis=1) - 0.3) > chance.rate(n, 0.01)) <= 0.01
    normal = rng.normal(size=(2000, n))
    assert np.mean(abs(normal.mean(axis=1)) > chance.mean(n, 1, 0.01)) <= 0.02
    off = abs((normal**2).mean(axis=1) - 1)
    assert np.mean(off > chance.variance(n, 0.01)) <= 0.01


def test_the_bounds_are_not_wider_than_a_misconception(rng):
    """He and Xavier differ by a factor of two in variance."""
    assert chance.variance(100 * 50) < 0.5


def learn(X_train, Y_train, X_test):
    """Predict each label by the nearest mean of a class."""
    means = [X_train[:, Y_train[0] == k].mean(axis=1, keepdims=True) for k in (0, 1)]
    far = [np.sum((X_test - mean) ** 2, axis=0) for mean in means]
    return (far[1] < far[0]).astype(int)[None]


def _sets(rng, shuffled=False):
    centre = rng.normal(size=(5, 1))
    Y = rng.integers(0, 2, size=(1, 600))
    X = rng.normal(size=(5, 600)) + 4 * centre / np.linalg.norm(centre) * (Y - 0.5)
    labels = rng.permutation(Y[:, :100], axis=1) if shuffled else Y[:, :100]
    arguments = {"X_train": X[:, :100], "Y_train": labels, "X_test": X[:, 100:]}
    return Asking(arguments, withheld={"Y_test": Y[:, 100:]})


LEARN = Exercise(
    learn,
    criteria=(correct(6, _sets),),
    relations=Relations((accuracy_at_least(0.95, examples=500),)),
)
LEARNS = """
def learn(X_train, Y_train, X_test):
    X, Y = X_train, 2 * Y_train[0] - 1
    w = np.linalg.lstsq(np.vstack([X, np.ones(X.shape[1])]).T, Y, rcond=None)[0]
    return ((w[:-1] @ X_test + w[-1]) > 0).astype(int)[None]
"""


def test_any_way_to_learn_is_right(judged):
    assert judged(LEARN, LEARNS).points == 6


@pytest.mark.parametrize(
    "source",
    [
        "def learn(X, Y, X_test): return np.ones((1, X_test.shape[1]), int)",
        "def learn(X, Y, X_test): return np.random.randint(2, size=(1, 500))",
    ],
)
def test_guessing_is_said_to_fall_short(judged, source):
    verdict = judged(LEARN, source)
    assert verdict.points == 0
    assert "Fewer than 95% of the new examples" in verdict.criteria[0].message


def test_the_labels_of_the_test_set_are_not_in_the_sandbox(judged):
    source = """
    import gc
    def learn(X_train, Y_train, X_test):
        found = [o for o in gc.get_objects() if isinstance(o, np.ndarray)]
        found += [v for o in gc.get_objects() if isinstance(o, (list, tuple))
                  for v in o if isinstance(v, np.ndarray)]
        for one in found:
            if one.size == X_test.shape[1]:
                return one.reshape(1, -1)
        return np.zeros((1, X_test.shape[1]), int)
    """
    assert judged(LEARN, source).points == 0


def test_with_shuffled_labels_there_is_nothing_to_learn():
    accuracy = accuracy_when_shuffled(LEARN, labels="Y_train", truth="Y_test", seed=3)
    assert abs(accuracy - 0.5) < 0.3
