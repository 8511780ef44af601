"""The exercise on training: a loop with a tape, batch after batch.

The network of the notebook has 307,200 weights in its first layer. Here the case hands
over the parameters to start from, of a far smaller network: so training
takes a second, and what one step of Adam does can be told beforehand.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.c2w3_tuning_batchnorm_frameworks.network import net
from autograder.exercises.exercise import Asking, Exercise, Misconception, correct
from autograder.exercises.relations import Relations, relation
from course_utils import tensorflow_network
from course_utils.desk import chance
from course_utils.desk.compare import Rules

BAR = 0.95
SIZES = (8, 16, 12, 4)
M_TRAIN, M_TEST = 75, 400
ASKS: dict[str, dict[str, Any]] = {
    "learn": {"learning_rate": 0.03, "num_epochs": 12, "minibatch_size": 40},
    "one step": {"learning_rate": 0.004, "num_epochs": 1, "minibatch_size": 75},
    "steps": {"learning_rate": 0.003, "num_epochs": 1, "minibatch_size": 25},
    "still": {"learning_rate": 0.0, "num_epochs": 2, "minibatch_size": 30},
}


def _question(asked: str, rng: np.random.Generator) -> Asking:
    centres = 3.5 * np.linalg.qr(rng.normal(size=(SIZES[0], SIZES[-1])))[0].T
    Y = rng.permutation(np.arange(M_TRAIN + M_TEST) % SIZES[-1])
    X = (centres[Y] + 0.5 * rng.normal(size=(len(Y), SIZES[0]))).round(2)
    arguments = {
        "X_train": X[:M_TRAIN].astype(np.float32),
        "Y_train": Y[:M_TRAIN].astype(np.int32),
        "X_test": X[M_TRAIN:].astype(np.float32),
        "parameters": net(rng, SIZES, bias=0.1),
        **ASKS[asked],
    }
    withheld = {"Y_test": Y[M_TRAIN:].astype(np.int32), "asked": asked}
    return Asking(arguments, withheld=withheld, rounded=False)


# They take turns. Learning takes the longest and comes last: once in six hidden cases.
TURNS = tuple(
    partial(_question, asked) for asked in ("one step", "steps", "still", "learn")
)


def _start(arguments: Any, result: Any, *, asked: str) -> bool:
    """Hold the first cost, or the first step of b3, against NumPy's.

    Adam's first step is learning_rate in every direction, whatever the slope.
    """
    if arguments["asked"] not in asked.split("/"):
        return True
    p = {
        name: np.asarray(part, float) for name, part in arguments["parameters"].items()
    }
    A = arguments["X_train"].T
    for layer in (1, 2):
        A = np.maximum(p[f"W{layer}"] @ A + p[f"b{layer}"], 0)
    Z = p["W3"] @ A + p["b3"]
    Z = Z - np.max(Z, axis=0)
    P = np.exp(Z) / np.sum(np.exp(Z), axis=0)
    Y = np.eye(len(Z))[:, arguments["Y_train"]]
    if asked == "one step/still":
        cost = -np.sum(Y * np.log(P)) / Y.shape[1]
        return bool(np.allclose(result[1], cost, rtol=1e-3))
    steps = {name: np.asarray(result[0][name], float) - p[name] for name in p}
    sizes = {n: np.max(abs(s)) / arguments["learning_rate"] for n, s in steps.items()}
    if asked == "steps":  # three batches: some slope has kept its sign in all of them
        return bool(2.5 <= max(sizes.values()) <= 3.1)
    slope = np.sum(P - Y, axis=1, keepdims=True)
    downhill = np.all((steps["b3"] * slope < 0) | (np.abs(slope) < 0.5))
    return bool(downhill and 0.98 <= sizes["b3"] <= 1.02)


def _whole(arguments: Any, result: Any) -> bool:
    """Whether all parts came back, of the sizes they should have."""
    before = arguments["parameters"]
    sizes = arguments["num_epochs"], len(arguments["X_test"])
    return (
        all(np.shape(result[0][name]) == np.shape(before[name]) for name in before)
        and (len(result[1]), len(np.ravel(result[2]))) == sizes
        and len(result) == 3
    )


def _moves(arguments: Any, result: Any) -> bool:
    if arguments["learning_rate"] == 0:
        return True
    before = arguments["parameters"]
    return all(np.any(result[0][name] != np.asarray(before[name])) for name in before)


def _own_predictions(arguments: Any, result: Any) -> bool:
    """Whether the classes are those of the parameters that came back."""
    p = {name: np.asarray(part, float) for name, part in result[0].items()}
    A = arguments["X_test"].T
    for layer in (1, 2):
        A = np.maximum(p[f"W{layer}"] @ A + p[f"b{layer}"], 0)
    named = np.argmax(p["W3"] @ A + p["b3"], axis=0)
    return bool(np.mean(np.ravel(result[2]) == named) > 0.99)


def _learned(arguments: Any, result: Any, *, bar: float) -> bool:
    if arguments["asked"] != "learn":
        return True
    return bool(np.mean(np.ravel(result[2]) == arguments["Y_test"]) >= bar)


def _corners() -> tuple[Asking, ...]:
    rng = np.random.default_rng(27)
    return tuple(_question(asked, rng) for asked in ASKS)


MODEL = Exercise(
    tensorflow_network.model,
    criteria=(correct(8, TURNS, *_corners()),),
    relations=Relations(
        (
            relation(
                "all parts",
                "It should return the parameters, one cost an epoch, and one class for "
                "each test example.",
                _whole,
            ),
            relation(
                "it moves", "After training, some parameters are as before.", _moves
            ),
            relation(
                "the cost",
                "A cost is not the mean loss over all training examples.",
                _start,
                asked="one step/still",
            ),
            relation(
                "one step",
                "With one batch, b3 is not where one step of Adam takes it.",
                _start,
                asked="one step",
            ),
            relation(
                "a step a batch",
                "With three batches, nothing has gone as far as three steps take it.",
                _start,
                asked="steps",
            ),
            relation(
                "predictions",
                "The predictions are not those of the parameters that came back.",
                _own_predictions,
            ),
            relation(
                "accuracy",
                f"Fewer than {BAR:.0%} of the new examples are named right after "
                "training.",
                _learned,
                bar=BAR - chance.rate(M_TEST, 1e-5),
            ),
        ),
        structure=False,  # it would train the reference once more for every case
    ),
    misconceptions=(
        Misconception(
            "gradients-thrown-away",
            "The gradients are computed and nobody uses them. Who moves the variables?",
            edit=(
                "            optimizer.apply_gradients(zip(grads, variables, "
                "strict=True))\n",
                "",
            ),
        ),
        # Plain descent has no twin: whether it learns here is luck, and the answers of
        # a twin must repeat. The sentence about one step of Adam says it.
        Misconception(
            "last-batch-dropped",
            "The last batch is smaller, and you leave it out. Every example counts.",
            edit=(
                ".batch(minibatch_size)",
                ".batch(minibatch_size, drop_remainder=True)",
            ),
        ),
        Misconception(
            "total-for-mean",
            "The costs grow with the number of examples. Divide an epoch's total by "
            "how many it has seen.",
            edit=("total / len(X_train)", "total"),
        ),
        Misconception(
            "whole-set-at-once",
            "All examples go into one step, whatever minibatch_size says.",
            edit=(".batch(minibatch_size)", ".batch(len(X_train))"),
        ),
        Misconception(
            "one-epoch-only",
            "There is one epoch, whatever num_epochs says.",
            edit=("range(num_epochs)", "range(1)"),
        ),
        Misconception(
            "output-layer-only",
            "Some parameters never move. Ask the tape for the gradient of all six.",
            edit=(
                "variables = list(parameters.values())",
                "variables = list(parameters.values())[4:]",
            ),
        ),
        Misconception(
            "least-probable",
            "The predictions are the least probable classes. The largest logit wins.",
            edit=("np.argmax(Z3, axis=0)", "np.argmin(Z3, axis=0)"),
        ),
    ),
    depends_on=(
        "one_hot_matrix",
        "initialize_parameters",
        "forward_propagation",
        "compute_total_loss",
    ),
    rules=Rules(rtol=1e-3, atol=1e-4, names=("parameters", "costs", "predictions")),
    seconds=240,
)

EXERCISES = (MODEL,)
