"""A backward chain: the first wrong gradient is named, what follows is excused."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.exercises.chains import Chain, Node
from autograder.exercises.exercise import Exercise, Misconception, correct


def backward(X, Y, W2, A1, A2):
    """Return the gradients of two layers, the last first."""
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (1 - A1**2)
    dW1 = dZ1 @ X.T / m
    return {"dZ2": dZ2, "dW2": dW2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1}


def _case(rng):
    return {
        "X": rng.normal(size=(2, 5)),
        "Y": rng.integers(0, 2, size=(1, 5)),
        "W2": rng.normal(size=(1, 3)),
        "A1": np.tanh(rng.normal(size=(3, 5))),
        "A2": rng.uniform(0.1, 0.9, size=(1, 5)),
    }


CHAIN = Chain(
    (
        Node("dZ2", lambda given, grads: given["A2"] - given["Y"]),
        Node("dW2", lambda given, grads: grads["dZ2"] @ given["A1"].T / given["m"]),
        Node("dA1", lambda given, grads: given["W2"].T @ grads["dZ2"]),
        Node("dZ1", lambda given, grads: grads["dA1"] * (1 - given["A1"] ** 2)),
        Node("dW1", lambda given, grads: grads["dZ1"] @ given["X"].T / given["m"]),
    ),
    given=lambda X, **rest: {"X": X, "m": X.shape[1], **rest},
)
BACKWARD = Exercise(
    backward,
    criteria=(correct(10, _case),),
    misconceptions=(
        Misconception(
            "slope-of-sigmoid",
            "The hidden layer is tanh.",
            edit=("(1 - A1**2)", "A1 * (1 - A1)"),
        ),
    ),
    chain=CHAIN,
)
RIGHT = """
def backward(X, Y, W2, A1, A2):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 - dA1 * A1 * A1
    dW1 = np.dot(dZ1, X.T) / m
    return {"dW1": dW1, "dZ1": dZ1, "dA1": dA1, "dW2": dW2, "dZ2": dZ2}
"""


def test_a_right_chain_earns_its_points(judged):
    assert judged(BACKWARD, RIGHT).points == 10


@pytest.mark.parametrize(
    ("old", "new", "first", "follow"),
    [
        ("A2 - Y", "A2 - 0.5 * Y", "dZ2", "dW2, dA1, dZ1 and dW1 follow"),
        ("dA1 = np.dot", "dA1 = 3 * np.dot", "dA1", "dZ1 and dW1 follow"),
        ("dA1 - dA1", "dA1 + dA1", "dZ1", "dW1 follows"),
        ("(dZ1, X.T) / m", "(dZ1, X.T)", "dW1", None),
    ],
)
def test_only_the_first_wrong_gradient_is_named(judged, old, new, first, follow):
    message = judged(BACKWARD, RIGHT.replace(old, new)).criteria[0].message
    assert message.startswith(f"backward: {first} has the right shape but wrong values")
    assert ("from it rightly" in message) == bool(follow)
    assert (follow or "") in message


def test_a_second_mistake_is_not_excused(judged):
    twice = RIGHT.replace("dA1 = np.dot", "dA1 = 3 * np.dot").replace("(dZ1, X.T) / m", "(dZ1, X.T)")  # fmt: skip  # noqa: E501
    message = judged(BACKWARD, twice).criteria[0].message
    assert message.startswith("backward: dA1 ")
    assert "dZ1 follows from it rightly" in message
    assert "dW1 follow" not in message


def test_a_missing_gradient_is_said_to_be_missing(judged):
    message = judged(BACKWARD, RIGHT.replace('"dA1": dA1, ', "")).criteria[0].message
    assert "lacks the key dA1" in message


def test_the_named_mistake_is_still_named(judged):
    wrong = RIGHT.replace("dA1 - dA1 * A1 * A1", "dA1 * A1 * (1 - A1)")
    verdict = judged(BACKWARD, wrong).criteria[0]
    assert verdict.misconception == "slope-of-sigmoid"
    assert "The hidden layer is tanh." in verdict.message


@pytest.mark.parametrize("odd", ["'dZ2'", "None", "np.zeros((9, 9))", "[1, 2]"])
def test_a_chain_of_odd_things_is_judged_all_the_same(judged, odd):
    wrong = RIGHT.replace('"dZ2": dZ2', f'"dZ2": {odd}')
    assert judged(BACKWARD, wrong).points == 0


def test_networks_of_several_depths_share_a_chain(judged):
    deeper = Chain((Node("dZ3", lambda given, grads: 0 / 0), *CHAIN.nodes), CHAIN.given)
    exercise = replace(BACKWARD, chain=deeper)
    message = judged(exercise, RIGHT.replace("dA1 = np.dot", "dA1 = 3 * np.dot"))
    assert message.criteria[0].message.startswith("backward: dA1 ")
