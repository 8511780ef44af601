"""Exercises on the way back: the gradient of every parameter, and a step."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w3_planar_classification import networks
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import shallow_network

Net = dict[str, np.ndarray]


def _passed(rng: np.random.Generator, n_x: int, n_h: int, m: int) -> Asking:
    # Rounded by itself, Z1 would no longer be what A1 is the tanh of.
    return Asking(networks.passed(rng, n_x, n_h, m), rounded=False)


def _back(rng: np.random.Generator) -> Asking:
    return _passed(rng, *networks.sizes(rng))


def _sized_back(rng: np.random.Generator, n: int) -> Arguments:
    return networks.passed(rng, 2, 3, n)


def _back_in_place(parameters: Net, cache: Net, X: np.ndarray, Y: np.ndarray) -> Any:
    grads = shallow_network.backward_propagation(parameters, cache, X, Y)
    cache["A2"] -= Y
    return grads


SEEN = np.random.default_rng(33)
# One hidden unit: there W2 is its own transpose, and whoever forgets it is found out.
ONE_UNIT = _passed(SEEN, 2, 1, 3)
RETURNED = 'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}'

BACKWARD_PROPAGATION = Exercise(
    shallow_network.backward_propagation,
    criteria=(
        correct(
            18,
            _back,
            _passed(SEEN, 2, 4, 5),
            ONE_UNIT,
            _passed(SEEN, 3, 2, 1),
        ),
        vectorised(1, _sized_back),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "slope-of-sigmoid",
            "A1 * (1 - A1) is the slope of the sigmoid. The hidden layer is tanh: "
            "what is its slope in A1?",
            edit=("(1 - A1**2)", "(A1 * (1 - A1))"),
        ),
        Misconception(
            "slope-forgotten",
            "dZ1 misses the slope of tanh: W2.T @ dZ2 is only dA1.",
            edit=(" * (1 - A1**2)", ""),
        ),
        Misconception(
            "slope-at-the-sum",
            "The slope of tanh is 1 - A1 ** 2, with the activation A1. You square Z1.",
            edit=("(1 - A1**2)", '(1 - cache["Z1"] ** 2)'),
        ),
        Misconception(
            "slope-without-square",
            "The slope of tanh is 1 minus the square of A1. Yours is never squared.",
            edit=("(1 - A1**2)", "(1 - A1)"),
        ),
        Misconception(
            "transpose-forgotten",
            "W2 is not transposed. dZ1 has a row for each hidden unit, and W2 has a "
            "column for each: turn it round.",
            edit=('parameters["W2"].T @ dZ2', 'parameters["W2"] @ dZ2'),
        ),
        Misconception(
            "averaged-twice",
            "All gradients are divided by m twice. Once is enough: either in dZ2 or at "
            "the end.",
            edit=("dZ2 = A2 - Y", "dZ2 = (A2 - Y) / m"),
        ),
        Misconception(
            "not-averaged",
            "All gradients are sums over the examples. The cost is a mean, so divide "
            "by m.",
            edit=("m = X.shape[1]", "m = 1"),
        ),
        Misconception(
            "divided-by-inputs",
            "You divide by X.shape[0], the number of inputs. The mean is over the "
            "examples.",
            edit=("m = X.shape[1]", "m = X.shape[0]"),
        ),
        Misconception(
            "error-sign",
            "All gradients have the wrong sign. With a prediction above its label, "
            "should Z2 go up or down?",
            edit=("dZ2 = A2 - Y", "dZ2 = Y - A2"),
        ),
        Misconception(
            "squared-error-gradient",
            "The factor A2 * (1 - A2) belongs to the squared error. With the "
            "logarithmic loss it cancels out of dZ2.",
            edit=("dZ2 = A2 - Y", "dZ2 = (A2 - Y) * A2 * (1 - A2)"),
        ),
        Misconception(
            "dw2-from-sums",
            "dW2 uses Z1. What goes into the second layer is the activation A1.",
            edit=("dW2 = dZ2 @ A1.T / m", 'dW2 = dZ2 @ cache["Z1"].T / m'),
        ),
        Misconception(
            "dw1-from-the-output",
            "W2 has no part in your dZ1. The error reaches a hidden unit through its "
            "weight.",
            edit=(
                '(parameters["W2"].T @ dZ2)',
                '(np.ones_like(parameters["W2"]).T @ dZ2)',
            ),
        ),
        Misconception(
            "keepdims-forgotten",
            "db1 and db2 have lost an axis. A gradient has the shape of its "
            "parameter: what keeps the column a column?",
            edit=(
                RETURNED,
                RETURNED.replace(" db1,", " db1[:, 0],").replace(
                    " db2}", " db2[:, 0]}"
                ),
            ),
        ),
        Misconception(
            "db2-as-a-number",
            "db2 is a plain number. b2 has the shape (1, 1), and so has its gradient.",
            edit=(RETURNED, RETURNED.replace(" db2}", " db2.item()}")),
        ),
        Misconception(
            "one-db1-for-all-units",
            "db1 is one number for all hidden units. Each has its own bias: sum over "
            "the examples alone.",
            edit=(
                "db1 = np.sum(dZ1, axis=1, keepdims=True) / m",
                "db1 = np.sum(dZ1) / m",
            ),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "A product with a transpose adds them all up.",
            twin=shallow_network.backward_propagation_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "The cache or another argument is not what it was before the call. Make "
            "new arrays.",
            twin=_back_in_place,
            criterion="pure",
        ),
    ),
)


def _step(rng: np.random.Generator) -> Arguments:
    n_x, n_h, _ = networks.sizes(rng)
    net = networks.parameters(rng, n_x, n_h)
    grads = networks.parameters(rng, n_x, n_h, scale=1.0)
    return {
        "parameters": net,
        "grads": {f"d{name}": grads[name] for name in net},
        "learning_rate": float(rng.uniform(0.1, 0.9)),
    }


def _default_step(rng: np.random.Generator) -> Arguments:
    return {k: v for k, v in _step(rng).items() if k != "learning_rate"}


def _step_in_place(
    parameters: Net, grads: Net, learning_rate: float = 1.2
) -> dict[str, np.ndarray]:
    for name in parameters:
        parameters[name] -= learning_rate * grads[f"d{name}"]
    return parameters


def _fixed_step(parameters: Net, grads: Net, learning_rate: float = 1.2) -> Any:
    return shallow_network.update_parameters(parameters, grads, 1.2)


def _full_step(parameters: Net, grads: Net, learning_rate: float = 1.2) -> Any:
    return shallow_network.update_parameters(parameters, grads, 1.0)


def _uphill(parameters: Net, grads: Net, learning_rate: float = 1.2) -> Any:
    return shallow_network.update_parameters(parameters, grads, -learning_rate)


UPDATE_PARAMETERS = Exercise(
    shallow_network.update_parameters,
    criteria=(correct(8, _step, _default_step(SEEN), _step(SEEN)), pure(2)),
    misconceptions=(
        Misconception(
            "uphill",
            "The step goes uphill. The gradient says where the cost grows: step "
            "against it.",
            twin=_uphill,
        ),
        Misconception(
            "rate-fixed",
            "The learning rate is 1.2 whatever is asked. Use the argument.",
            twin=_fixed_step,
        ),
        Misconception(
            "rate-forgotten",
            "The steps are as long as the gradients themselves: learning_rate has no "
            "part in them.",
            twin=_full_step,
        ),
        Misconception(
            "biases-stay",
            "The weights learn, but b1 and b2 stay where they were.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                'return {"W1": W1, "b1": parameters["b1"],\n'
                '            "W2": W2, "b2": parameters["b2"]}',
            ),
        ),
        Misconception(
            "first-layer-stays",
            "The second layer learns, but W1 and b1 stay where they were.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                'return {"W1": parameters["W1"], "b1": parameters["b1"],\n'
                '            "W2": W2, "b2": b2}',
            ),
        ),
        Misconception(
            "nothing-moves",
            "What comes back are the parameters that went in.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                "return dict(parameters)",
            ),
        ),
        Misconception(
            "steps-for-parameters",
            "This is the step alone. Take it away from the parameters.",
            edit=(
                'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
                'return {k: learning_rate * grads["d" + k] for k in parameters}',
            ),
        ),
        Misconception(
            "changes-its-input",
            "The caller's parameters were overwritten: -= works in place on an array. "
            "W = W - ... makes a new one.",
            twin=_step_in_place,
            criterion="pure",
        ),
    ),
)

EXERCISES = (BACKWARD_PROPAGATION, UPDATE_PARAMETERS)
