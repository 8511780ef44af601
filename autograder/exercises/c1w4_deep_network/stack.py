"""Exercises on the whole stack: back through every layer, and one step."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.c1w4_deep_network import networks
from autograder.exercises.chains import Chain, Node, Values
from autograder.exercises.exercise import (
    Arguments,
    Asking,
    Exercise,
    Misconception,
    correct,
    pure,
    vectorised,
)
from course_utils import deep_network

Array = np.ndarray
Net = networks.Net
DEEPEST = 4
SEEN = np.random.default_rng(47)


def _back(rng: np.random.Generator) -> Asking:
    layer_dims = networks.dims(rng, networks.turn(rng, 3, 2, 4, 1))
    m = int(rng.choice([1, 7, 8, 9]))
    return _exactly(networks.passed(rng, layer_dims, m))


def _exactly(arguments: Arguments) -> Asking:
    # Rounded by themselves, the caches would no longer follow from one another.
    return Asking(arguments, rounded=False)


def _sized_back(rng: np.random.Generator, n: int) -> Arguments:
    return networks.passed(rng, [2, 4, 3, 1], n)


def _back_by_loop(AL: Array, Y: Array, caches: Any) -> Any:
    grads = deep_network.L_model_backward(AL, Y, caches)
    W = caches[-1][0][1]
    for i in range(Y.shape[1]):
        grads[f"dA{len(caches) - 1}"][:, i] = W[0] * (AL[0, i] - Y[0, i])
    return grads


def _back_in_place(AL: Array, Y: Array, caches: Any) -> Any:
    grads = deep_network.L_model_backward(AL, Y, caches)
    AL -= 1
    return grads


def _given(AL: Array, Y: Array, caches: Any) -> Values:
    return {"AL": AL, "Y": Y, "caches": caches}


def _passed(layer: int, given: Values, grads: Values) -> Any:
    """Return dZ of a layer from what the learner sends back to it."""
    caches = given["caches"]
    if layer == len(caches):
        return given["AL"] - given["Y"]
    return np.where(caches[layer - 1][1] > 0, grads[f"dA{layer}"], 0)


def _nodes(layer: int) -> tuple[Node, Node, Node]:
    """Return the three gradients that a layer computes, each with its rule."""

    def back(given: Values, grads: Values) -> Any:
        dZ = _passed(layer, given, grads)
        return deep_network.linear_backward(dZ, given["caches"][layer - 1][0])

    return (
        Node(f"dW{layer}", lambda given, grads: back(given, grads)[1]),
        Node(f"db{layer}", lambda given, grads: back(given, grads)[2]),
        Node(f"dA{layer - 1}", lambda given, grads: back(given, grads)[0]),
    )


TOP = "linear_backward(dZ, caches[L - 1][0])"
D_AL = "-(Y / AL - (1 - Y) / (1 - AL))"
INSIDE = 'linear_activation_backward(dA, caches[layer - 1], "relu")'

L_MODEL_BACKWARD = Exercise(
    deep_network.L_model_backward,
    criteria=(
        correct(
            12,
            _back,
            _exactly(networks.passed(SEEN, [3, 2, 1], 4)),
            # One unit a layer: there any cache fits any layer, and is found out.
            _exactly(networks.passed(SEEN, [1, 1, 1, 1], 5)),
            _exactly(networks.passed(SEEN, [2, 5, 4, 3, 1], 6)),
        ),
        vectorised(1, _sized_back),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "error-sign",
            "All gradients have the wrong sign. Where AL is above its label, should "
            "the last Z go up or down? Mind the minus of dAL.",
            edit=("dZ = AL - Y", "dZ = Y - AL"),
        ),
        Misconception(
            "slope-of-output-forgotten",
            "dAL went straight into the sum of the last layer. It first passes the "
            "slope of the sigmoid, and then little is left of it: AL - Y.",
            edit=("dZ = AL - Y", f"dZ = {D_AL}"),
        ),
        Misconception(
            "error-bent-twice",
            "AL - Y is already dZ: the slope of the sigmoid is in it. You multiply by "
            "that slope once more.",
            edit=(TOP, 'linear_activation_backward(dZ, caches[L - 1], "sigmoid")'),
        ),
        Misconception(
            "relu-at-the-end",
            "The last layer goes back through the ReLU. It ended in a sigmoid.",
            edit=(TOP, f'linear_activation_backward({D_AL}, caches[L - 1], "relu")'),
        ),
        Misconception(
            "sigmoid-inside",
            "The hidden layers go back through the sigmoid. They were bent by the "
            "ReLU.",
            edit=(INSIDE, INSIDE.replace("relu", "sigmoid")),
        ),
        Misconception(
            "slopes-forgotten",
            "The hidden layers go back through their sums alone. Where a ReLU rested, "
            "nothing may pass.",
            edit=(INSIDE, "linear_backward(dA, caches[layer - 1][0])"),
        ),
        Misconception(
            "caches-one-late",
            "A hidden layer takes the cache of the layer after it. A list counts from "
            "0: where is the cache of layer 1?",
            edit=(INSIDE, INSIDE.replace("layer - 1", "layer")),
        ),
        Misconception(
            "caches-one-early",
            "A hidden layer takes the cache of the layer before it. Where in the list "
            "is the cache of layer 1?",
            edit=(INSIDE, INSIDE.replace("layer - 1", "layer - 2")),
        ),
        Misconception(
            "first-layer-missing",
            "The walk ends one layer too early: the first one has no gradients.",
            edit=("range(L - 1, 0, -1)", "range(L - 1, 1, -1)"),
        ),
        Misconception(
            "same-gradient-for-all",
            "Every hidden layer gets the gradient that the output layer sent. What one "
            "layer sends back is what the layer before it receives.",
            edit=(INSIDE, INSIDE.replace("(dA,", '(grads[f"dA{L - 1}"],')),
        ),
        Misconception(
            "averaged-twice",
            "All gradients are divided by m twice. linear_backward takes the mean.",
            edit=("dZ = AL - Y", "dZ = (AL - Y) / Y.shape[1]"),
        ),
        Misconception(
            "loop-over-examples",
            "The values are right, but Python walks through the examples one by one. "
            "A loop over layers is needed, one over examples is not.",
            twin=_back_by_loop,
            criterion="vectorised",
        ),
        Misconception(
            "changes-its-input",
            "AL, Y or a cache is not what it was before the call. Make new arrays.",
            twin=_back_in_place,
            criterion="pure",
        ),
    ),
    depends_on=("linear_backward", "linear_activation_backward"),
    chain=Chain(
        tuple(node for layer in range(DEEPEST, 0, -1) for node in _nodes(layer)),
        given=_given,
    ),
)


def _step(rng: np.random.Generator) -> Arguments:
    layer_dims = networks.dims(rng, networks.turn(rng, 3, 2, 4, 1))
    return _one_step(rng, layer_dims)


def _one_step(rng: np.random.Generator, layer_dims: list[int]) -> Arguments:
    grads = networks.parameters(rng, layer_dims)
    return {
        "params": networks.parameters(rng, layer_dims),
        "grads": {f"d{name}": grad for name, grad in grads.items()},
        "learning_rate": float(rng.uniform(0.1, 0.9)),
    }


def _step_in_place(params: Net, grads: Net, learning_rate: float) -> Net:
    for name in params:
        params[name] -= learning_rate * grads[f"d{name}"]
    return params


def _uphill(params: Net, grads: Net, learning_rate: float) -> Net:
    return deep_network.update_parameters(params, grads, -learning_rate)


def _full_step(params: Net, grads: Net, learning_rate: float) -> Net:
    return deep_network.update_parameters(params, grads, 1.0)


def _only(params: Net, grads: Net, learning_rate: float, moves: Any) -> Net:
    after = deep_network.update_parameters(params, grads, learning_rate)
    return {name: after[name] if moves(name) else params[name] for name in params}


def _last_stays(params: Net, grads: Net, learning_rate: float) -> Net:
    last = str(len(params) // 2)
    return _only(params, grads, learning_rate, lambda name: name[1:] != last)


def _two_layers(params: Net, grads: Net, learning_rate: float) -> Net:
    return _only(params, grads, learning_rate, lambda name: int(name[1:]) <= 2)


def _biases_stay(params: Net, grads: Net, learning_rate: float) -> Net:
    return _only(params, grads, learning_rate, lambda name: name[0] == "W")


UPDATE_PARAMETERS = Exercise(
    deep_network.update_parameters,
    criteria=(
        correct(5, _step, _one_step(SEEN, [2, 3, 1]), _one_step(SEEN, [4, 3, 5, 2, 1])),
        pure(1),
    ),
    misconceptions=(
        Misconception(
            "uphill",
            "The step goes uphill. The gradient says where the cost grows: step "
            "against it.",
            twin=_uphill,
        ),
        Misconception(
            "rate-forgotten",
            "The steps are as long as the gradients themselves: learning_rate has no "
            "part in them.",
            twin=_full_step,
        ),
        Misconception(
            "biases-stay",
            "The weights learn, but the biases stay where they were.",
            twin=_biases_stay,
        ),
        Misconception(
            "last-layer-stays",
            "The last layer stays where it was: range stops before its end.",
            twin=_last_stays,
        ),
        Misconception(
            "two-layers-only",
            "Only the first two layers learn. Half as many layers as entries in "
            "params: how many are there?",
            twin=_two_layers,
        ),
        Misconception(
            "steps-for-parameters",
            "This is the step alone. Take it away from the parameters.",
            edit=(
                'params[name] - learning_rate * grads[f"d{name}"]',
                'learning_rate * grads[f"d{name}"]',
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

EXERCISES = (L_MODEL_BACKWARD, UPDATE_PARAMETERS)
