"""Week c1w4: right answers of any style pass, and one slip costs its own marks."""

import copy
import inspect

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.oracle.judge import judge
from autograder.sandbox import Cell
from course_utils import deep_network as ours

WEEK = "c1w4_deep_network"
KEY = b"k" * 32
HEAD = """
import numpy as np
from course_utils.activations import relu, relu_backward, sigmoid, sigmoid_backward
Parameters = Gradients = LinearCache = Cache = dict
ACTIVATIONS = {"relu": (relu, relu_backward), "sigmoid": (sigmoid, sigmoid_backward)}
"""


def start_uniform(layer_dims, rng=None):
    """Another distribution of the same spread."""
    rng = np.random.default_rng(rng)
    net = ours.initialize_parameters_deep(layer_dims, rng)
    for layer in range(1, len(layer_dims)):
        width = np.sqrt(3 / layer_dims[layer - 1])
        shape = net[f"W{layer}"].shape
        net[f"W{layer}"] = rng.uniform(-width, width, size=shape)
    return net


def forward_by_units(A, W, b):
    rows = [sum(w * a for w, a in zip(row, A, strict=True)) for row in W]
    return np.array(rows) + b, (A, W, b)


def forward32(A_prev, W, b, activation):
    A_prev, W, b = (np.asarray(v, dtype=np.float32) for v in (A_prev, W, b))
    return ours.linear_activation_forward(A_prev, W, b, activation)


def model_forward_with_lists(X, parameters):
    L = len(parameters) // 2
    A, caches = X, [None] * L
    for l in range(L - 1):  # noqa: E741
        A, caches[l] = ours.linear_activation_forward(
            A, parameters["W" + str(l + 1)], parameters["b" + str(l + 1)], "relu"
        )
    AL, caches[-1] = ours.linear_activation_forward(
        A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid"
    )
    return AL, tuple(caches)


def cost_with_dots(AL, Y):
    m = Y.shape[1]
    return -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m


def backward_by_units(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.einsum("ji,ki->jk", dZ, A_prev) / m
    return np.einsum("jk,ji->ki", W, dZ), dW, dZ.mean(axis=1).reshape(b.shape)


def layer_back_with_masks(dA, cache, activation):
    linear_cache, Z = cache
    dZ = np.array(dA, copy=True)
    if activation == "relu":
        dZ[Z <= 0] = 0
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    return ours.linear_backward(dZ, linear_cache)


def _with_dal(AL, Y, caches, shift):
    grads, L = {}, len(caches)
    Y = Y.reshape(AL.shape)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for l in reversed(range(1, L + 1)):  # noqa: E741
        activation = "sigmoid" if l == L else "relu"
        back = ours.linear_activation_backward(dA, caches[l - 1], activation)
        dA, grads[f"dW{l}"], grads[f"db{l}"] = back
        grads[f"dA{l - 1 + shift}"] = dA
    return grads


def model_backward_with_dal(AL, Y, caches):
    return _with_dal(AL, Y, caches, 0)


def model_backward_counted_from_one(AL, Y, caches):
    return _with_dal(AL, Y, caches, 1)


def model_backward_that_keeps_dal(AL, Y, caches):
    L = len(caches)
    return {f"dA{L}": 1 - AL - Y, **_with_dal(AL, Y, caches, 0)}


def update_a_deep_copy(params, grads, learning_rate):
    parameters = copy.deepcopy(params)
    for l in range(len(parameters) // 2):  # noqa: E741
        for kind in "Wb":
            name = kind + str(l + 1)
            parameters[name] -= learning_rate * grads["d" + name]
    return parameters


def two_layers_as_published(
    X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False
):
    costs, (n_x, n_h, n_y) = [], layers_dims
    parameters = ours.initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A1, cache1 = ours.linear_activation_forward(
            X, parameters["W1"], parameters["b1"], "relu"
        )
        A2, cache2 = ours.linear_activation_forward(
            A1, parameters["W2"], parameters["b2"], "sigmoid"
        )
        cost = ours.compute_cost(A2, Y)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = ours.linear_activation_backward(dA2, cache2, "sigmoid")
        _, dW1, db1 = ours.linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = ours.update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0 or i == num_iterations:
            costs.append(np.squeeze(np.array(cost)))
    return parameters, np.array(costs)


def layers_in_place(
    X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False
):
    costs, parameters = [], start_uniform(layers_dims)
    for i in range(num_iterations):
        AL, caches = ours.L_model_forward(X, parameters)
        if not i % 100:
            costs += [float(ours.compute_cost(AL, Y))]
        grads = _with_dal(AL, Y, caches, 1)
        for name in parameters:
            parameters[name] -= learning_rate * grads["d" + name]
    return [parameters, costs]


RIGHT = [
    ("initialize_parameters", lambda *n: ours.initialize_parameters(*n)),
    ("initialize_parameters_deep", start_uniform),
    ("linear_forward", lambda A, W, b: (np.dot(W, A) + b, [A, W, b])),
    ("linear_forward", forward_by_units),
    ("linear_activation_forward", forward32),
    ("L_model_forward", model_forward_with_lists),
    ("compute_cost", cost_with_dots),
    ("compute_cost", lambda AL, Y: np.squeeze(cost_with_dots(AL, Y))),
    ("linear_backward", backward_by_units),
    ("linear_activation_backward", layer_back_with_masks),
    ("L_model_backward", model_backward_with_dal),
    ("L_model_backward", model_backward_counted_from_one),
    ("L_model_backward", model_backward_that_keeps_dal),
    ("update_parameters", update_a_deep_copy),
    ("two_layer_model", two_layers_as_published),
    ("L_layer_model", layers_in_place),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT)
@pytest.mark.filterwarnings("ignore")
def test_a_right_answer_keeps_the_marks_for_correct(name, answer, judge_function):
    correct = judge_function(exercises(WEEK)[name], answer).criteria[0]
    assert correct.status == "passed", correct.message


def test_counting_dA_from_one_is_mentioned_and_costs_nothing(judge_function):
    exercise = exercises(WEEK)["L_model_backward"]
    verdict = judge_function(exercise, model_backward_counted_from_one)
    assert verdict.points == exercise.points
    assert any("counts dA from 1" in note for note in verdict.notes)


def test_the_first_wrong_gradient_is_named_and_the_others_are_excused(judge_function):
    def backward(AL, Y, caches):
        right = ours.L_model_backward(AL, Y, caches)
        return {k: v if k == f"dW{len(caches)}" else 3 * v for k, v in right.items()}

    verdict = judge_function(exercises(WEEK)["L_model_backward"], backward)
    message = verdict.criteria[0].message
    assert "L_model_backward: db" in message
    assert "from it rightly" in message


def cells(**changed):
    """Return one cell for every reference, with some sources changed or left out."""
    sources = {
        name: inspect.getsource(exercise.reference)
        for name, exercise in exercises(WEEK).items()
    } | changed
    return [Cell("imports", HEAD), *(Cell(n, s) for n, s in sources.items() if s)]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (
            "linear_forward",
            "def linear_forward(A, W, b):\n    return W @ A, (A, W, b)\n",
        ),
        ("linear_backward", "def linear_backward(dZ, cache):\n    return None\n"),
        (
            "initialize_parameters_deep",
            "def initialize_parameters_deep(d, rng=None): 0",
        ),
    ],
)
def test_a_wrong_block_sinks_nothing_that_stands_on_it(local_session, name, wrong):
    verdict = judge(local_session({}), WEEK, cells(**{name: wrong}), KEY)
    lost = {e.exercise for e in verdict.exercises if e.points < e.max_points}
    assert lost == {name}
    leaning = {e.exercise for e in verdict.exercises if name in e.followed_through}
    direct = {e.id for e in exercises(WEEK).values() if name in e.depends_on}
    assert direct <= leaning
